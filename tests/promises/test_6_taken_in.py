"""Clauses 3a and 6: who ordered without signing in has it all in one place, and keeps every right there."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from small_trades import privacy
from small_trades.policy.declaration import DELIVERY, RIGHTS
from small_trades.policy.groups import EmailAddress
from small_trades.privacy import rights
from small_trades.shop.account.models import Customer
from small_trades.shop.account.tests.making import Browser, Person, mail, mails, member
from small_trades.shop.desk.tests.making import colleague, desk_of, problems
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.queries import find_order
from small_trades.shop.orders.tests.making import Guest, guest, placed
from small_trades.shop.promotions.queries.points import balance
from small_trades.shop.rights.actions.leave import leave
from small_trades.shop.rights.actions.take_in import FINISHED_AFTER, finish_due, take_in
from tests.promises.test_3c_identity import everything_stored

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
PAGE = "/en/mypage/orders/earlier/"
PROGRAM = privacy.Actor.system("test")


@pytest.fixture(autouse=True)
def _empty_mailbox() -> Iterator[None]:
    yield
    mails()


@pytest.fixture
def hana() -> tuple[Person, Customer]:
    return member(language="en")


def ordered(email: str) -> tuple[Guest, Order]:
    """Somebody's order without signing in, with this address."""
    who = replace(guest(), email=EmailAddress(email))
    order = Order.objects.get(pk=placed(by=who))
    mails()
    return who, order


def known(who: Guest, order: Order, **changes: str) -> dict[str, str]:
    """What its person knows of an order, as the form takes it; with the code that was mailed."""
    to = who.ship_to
    items = {
        "name": who.name.full,
        "postal-code": to.postal_code,
        "tel": to.telephone,
        "record-code": order.code,
    }
    return {**items, **changes}


def by_staff(order: Order, **changes: str) -> dict[str, str]:
    """The form of the desk."""
    typed = {"code": order.code, "how": "known-facts", "reason": "asked on the telephone", "is_final": "on"}
    return {**typed, **changes}


def told(customer: Customer) -> list[privacy.UseRow]:
    """The rows that say something was taken in."""
    return [row for row in privacy.uses_of(customer.subject) if row.outcome == "adopted"]


def is_apart(order: Order, subject: object) -> bool:
    """Whether an order is still its guest's, whole and unmoved."""
    now = Order.objects.get(pk=order.pk)
    return (now.subject, now.customer_id, bytes(now.name._blob)) == (subject, None, bytes(order.name._blob))


def asked(person: Person) -> tuple[Browser, str]:
    """A signed-in browser that had a code mailed, and the code; empty where no mail came."""
    browser = Browser()
    browser.sign_in(person)
    mails()
    assert browser.post(PAGE)["Location"] == f"{PAGE}show/"
    found = mails()
    return browser, found[0].code if found else ""


def test_a_member_takes_in_what_they_ordered_before(hana: tuple[Person, Customer]) -> None:
    person, customer = hana
    who, order = ordered(person.email)
    browser, code = asked(person)
    shown = browser.post(f"{PAGE}show/", {"code": code, **known(who, order)})
    assert shown["Location"] == f"{PAGE}choose/"
    page = browser.get(shown["Location"]).content.decode()
    assert order.code in page
    assert "cannot be undone" in page
    assert who.name.family not in page
    done = browser.post(f"{PAGE}choose/", {"orders": [order.code], "is_final": "on"})
    assert done["Location"] == "/en/mypage/orders/"
    assert order.code in browser.get("/en/mypage/orders/").content.decode()
    page = browser.get(f"/en/mypage/orders/{order.code}/").content.decode()
    assert who.ship_to.street in page
    written = mail()
    assert order.code in written.body
    assert written.to == person.email
    now = Order.objects.get()
    assert (now.subject, now.customer_id) == (customer.subject, customer.pk)
    assert balance(customer.subject) == 0
    assert browser.post(f"{PAGE}choose/", {"orders": [order.code], "is_final": "on"})["Location"] == PAGE


def test_what_others_know_of_the_mailbox_is_not_enough(hana: tuple[Person, Customer]) -> None:
    person, customer = hana
    who, order = ordered(person.email)
    other, others = ordered(person.email)
    browser, code = asked(person)
    for wrong in (
        {"code": code, "name": who.name.full},
        {"code": code, **known(who, order, tel="0312345678")},
        {"code": code, **known(who, order, name=other.name.full)},
        {"code": "00000000" if code != "00000000" else "11111111", **known(who, order)},
    ):
        page = browser.post(f"{PAGE}show/", wrong)
        assert page.status_code == 200, wrong
    assert browser.get(f"{PAGE}choose/")["Location"] == PAGE
    shown = browser.post(f"{PAGE}show/", {"code": code, **known(who, order)})
    assert shown.status_code == 302
    page = browser.get(f"{PAGE}choose/").content.decode()
    assert order.code in page
    assert others.code not in page
    sent = browser.post(f"{PAGE}choose/", {"orders": [others.code], "is_final": "on"})
    assert sent.status_code == 200
    assert is_apart(others, others.subject)
    assert told(customer) == []


def test_of_nobody_nothing_is_mailed_and_the_same_is_said(hana: tuple[Person, Customer]) -> None:
    person, _customer = hana
    stranger, theirs = ordered(guest().email.address)
    browser, code = asked(person)
    assert code == ""
    page = browser.post(f"{PAGE}show/", {"code": "12345678", **known(stranger, theirs)})
    assert page.status_code == 200
    assert is_apart(theirs, theirs.subject)


def test_what_was_shown_is_for_the_member_who_showed_it_and_for_a_while(
    hana: tuple[Person, Customer], monkeypatch: pytest.MonkeyPatch
) -> None:
    person, _customer = hana
    who, order = ordered(person.email)
    browser, code = asked(person)
    browser.post(f"{PAGE}show/", {"code": code, **known(who, order)})
    later = timezone.now() + timedelta(minutes=11)
    with monkeypatch.context() as patched:
        patched.setattr(timezone, "now", lambda: later)
        assert browser.post(f"{PAGE}choose/", {"orders": [order.code], "is_final": "on"})["Location"] == PAGE
    session = browser.session
    held = session["earlier_shown"]
    session["earlier_shown"] = {**held, "member": str(privacy.uuid7())}
    session.save()
    assert browser.post(f"{PAGE}choose/", {"orders": [order.code], "is_final": "on"})["Location"] == PAGE
    assert is_apart(order, order.subject)
    assert Browser().get(PAGE)["Location"].startswith("/en/account/login/")


def test_nothing_happens_before_it_is_confirmed(hana: tuple[Person, Customer]) -> None:
    person, _customer = hana
    who, order = ordered(person.email)
    browser, code = asked(person)
    browser.post(f"{PAGE}show/", {"code": code, **known(who, order)})
    assert {"is_final"} <= set(
        problems(browser.post(f"{PAGE}choose/", {"orders": [order.code]}).content.decode())
    )
    assert {"orders"} <= set(problems(browser.post(f"{PAGE}choose/", {"is_final": "on"}).content.decode()))
    assert is_apart(order, order.subject)


def test_every_use_before_and_the_copy_are_the_members(hana: tuple[Person, Customer]) -> None:
    person, customer = hana
    who, order = ordered(person.email)
    with privacy.acting_as(privacy.Actor.staff(privacy.uuid7(), "orders")):
        privacy.use(order.ship_to, purpose=DELIVERY, reason="the house has no number")
    before = {row.seq for row in privacy.uses_of(order.subject)}
    with privacy.acting_as(PROGRAM):
        take_in(customer, order.subject)
        assert finish_due(timezone.now() + FINISHED_AFTER) == 1
        assert finish_due(timezone.now() + FINISHED_AFTER) == 0
    uses = privacy.uses_of(customer.subject)
    assert before <= {row.seq for row in uses}
    assert "the house has no number" in {row.reason for row in uses}
    with privacy.acting_as(privacy.Actor.customer(customer.pk, customer.subject)):
        copy = privacy.rights.export(customer.subject, purpose=RIGHTS).json()
    for value in (who.name.family, who.ship_to.street, who.ship_to.telephone, order.code):
        assert value in copy
    assert "the house has no number" in copy
    assert rights.unmapped(customer.subject) == []
    assert list(rights.entries(order.subject)) == []
    assert find_order(order.code, person.email) == (order.pk, order.code)


def test_it_goes_with_the_membership(hana: tuple[Person, Customer]) -> None:
    person, customer = hana
    _who, order = ordered(person.email)
    with privacy.acting_as(PROGRAM):
        take_in(customer, order.subject)
        finish_due(timezone.now() + FINISHED_AFTER)
        Order.objects.filter(pk=order.pk).update(state="cancelled")
        leave(customer.subject, now=True)
    mails()
    assert privacy.uses_of(order.subject) == privacy.uses_of(customer.subject) == ()
    assert not Order.objects.exists()
    assert find_order(order.code, person.email) is None
    with privacy.acting_as(PROGRAM), pytest.raises(privacy.PrivacyError):
        privacy.use(order.ship_to, purpose=DELIVERY)


def test_the_desk_takes_in_what_the_member_asks_for_and_sees_nothing(hana: tuple[Person, Customer]) -> None:
    person, customer = hana
    who, order = ordered(person.email)
    support = desk_of(colleague("support"))
    here = f"/en/desk/people/{customer.pk}/take-in/"
    assert here in support.get(f"/en/desk/people/{customer.pk}/").content.decode()
    page = support.get(here).content.decode()
    done = support.post(here, by_staff(order))
    assert done["Location"] == f"/en/desk/people/{customer.pk}/"
    page += support.get(done["Location"]).content.decode()
    for value in (who.name.family, who.ship_to.street, person.email, person.family):
        assert value not in page
    assert order.code in page
    assert order.code in mail().body
    (row,) = told(customer)
    assert "asked on the telephone" in row.reason
    assert (row.actor_kind, row.role) == ("staff", "support")
    browser = Browser()
    browser.sign_in(person)
    assert "What you ordered without signing in was put" in _uses(browser)
    assert Order.objects.get().customer_id == customer.pk


def _uses(browser: Browser) -> str:
    with translation.override("en"):
        return str(browser.get(reverse("privacy_center:uses")).content.decode())


@pytest.mark.parametrize("changes", [{"code": ""}, {"reason": ""}, {"is_final": ""}, {"how": "guess"}])
def test_the_desk_says_what_is_missing(hana: tuple[Person, Customer], changes: dict[str, str]) -> None:
    person, customer = hana
    _who, order = ordered(person.email)
    page = desk_of(colleague("support")).post(
        f"/en/desk/people/{customer.pk}/take-in/", by_staff(order, **changes)
    )
    assert set(problems(page.content.decode())) >= set(changes)
    assert is_apart(order, order.subject)


def test_the_desk_gives_nobody_the_order_of_another_address(hana: tuple[Person, Customer]) -> None:
    _person, customer = hana
    _who, order = ordered(guest().email.address)
    members = Order.objects.get(pk=placed(customer_id=member()[1].pk))
    support = desk_of(colleague("support"))
    for code in (order.code, members.code, "7K3F-9QXM-2RTD", "何か"):
        page = support.post(f"/en/desk/people/{customer.pk}/take-in/", by_staff(order, code=code))
        assert set(problems(page.content.decode())) >= {"code"}
    assert is_apart(order, order.subject)
    assert told(customer) == []
    assert mails() == []


def test_what_the_guest_asked_for_comes_first(hana: tuple[Person, Customer]) -> None:
    person, customer = hana
    who, order = ordered(person.email)
    with privacy.acting_as(PROGRAM):
        privacy.restrict(order.subject, because="stopped")
    support = desk_of(colleague("support"))
    page = support.post(f"/en/desk/people/{customer.pk}/take-in/", by_staff(order))
    assert "stopped or objected to" in problems(page.content.decode())["code"]
    browser, code = asked(person)
    browser.post(f"{PAGE}show/", {"code": code, **known(who, order)})
    page = browser.get(f"{PAGE}choose/").content.decode()
    assert "stopped or objected to" in page
    assert browser.post(f"{PAGE}choose/", {"orders": [order.code], "is_final": "on"}).status_code == 200
    assert is_apart(order, order.subject)
    assert told(customer) == []


def test_no_value_is_at_rest_in_the_clear(hana: tuple[Person, Customer]) -> None:
    person, customer = hana
    who, order = ordered(person.email)
    with privacy.acting_as(PROGRAM):
        take_in(customer, order.subject)
        found = Order.objects.get()
        opened = privacy.use(found.ship_to, purpose=DELIVERY)
    assert opened.street == who.ship_to.street
    values = (who.name.family, who.name.given, who.ship_to.street, who.ship_to.telephone, person.email)
    assert [value for value in values if value in everything_stored()] == []
