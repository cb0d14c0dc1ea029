"""Clause 3b: word that something is back. One mail, for nothing else, and the address is gone with it."""

from collections.abc import Iterator
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import connection, transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import NEWSLETTER, NOTICE, RESTOCK
from small_trades.privacy.testing import LedgerRows, plant
from small_trades.shop.account.tests.making import Browser, mail, mails, member, run_tasks
from small_trades.shop.desk.tests.making import colleague, desk_of
from small_trades.shop.orders.tests.making import cup
from small_trades.shop.products.actions.stock import release, reserve, set_stock
from small_trades.shop.wishes.actions.restock import tell_due
from small_trades.shop.wishes.models import RestockWait

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
SYSTEM = privacy.Actor.system("test")


@pytest.fixture(autouse=True)
def _empty_mailbox() -> Iterator[None]:
    yield
    mails()


def told() -> int:
    """The clock of a minute, and the tasks it made."""
    with privacy.acting_as(SYSTEM):
        number = tell_due()
    run_tasks()
    return number


def back(variant_id: int, number: int) -> None:
    with privacy.acting_as(SYSTEM):
        set_stock(variant_id, number)


def asks(address: str, variant_id: int, *, browser: Browser | None = None) -> str:
    answer = (browser or Browser()).post(f"/wishes/restock/{variant_id}/", {"email": address})
    return str(answer.headers.get("Location", ""))


def test_somebody_is_told_once_and_their_address_is_unreadable_from_then_on(ledger_rows: LedgerRows) -> None:
    blue, address = cup(available=0), plant("email")
    assert asks(address, blue.pk) == "/wishes/restock/asked/"
    assert mails() == [], "asking mails nobody"
    assert told() == 0, "and neither does waiting"
    sealed, subject = RestockWait.objects.get().email, RestockWait.objects.get().subject

    back(blue.pk, 3)
    assert told() == 1

    sent = mail()
    assert (sent.to, "青い器" in sent.body, "/products/" in sent.body) == (address, True, True)
    assert not RestockWait.objects.exists()
    with privacy.acting_as(SYSTEM):
        assert not isinstance(privacy.decide(sealed, purpose=RESTOCK), privacy.Allowed)
    rows = [(row.event, row.purpose) for row in ledger_rows() if row.event == "disclosure"]
    assert rows == [("disclosure", RESTOCK.id)]
    assert privacy.rights.entries(subject) == ()
    back(blue.pk, 0)
    back(blue.pk, 5)
    assert told() == 0
    assert mails() == []


def test_it_is_used_for_nothing_else_and_nobody_at_the_desk_opens_it() -> None:
    blue = cup(available=0)
    asks(plant("email"), blue.pk)
    sealed = RestockWait.objects.get().email
    for actor, purpose in (
        (SYSTEM, NEWSLETTER),
        (SYSTEM, NOTICE),
        (privacy.Actor.staff(privacy.uuid7(), "owner"), RESTOCK),
        (privacy.Actor.visitor(), RESTOCK),
    ):
        with privacy.acting_as(actor):
            assert not isinstance(privacy.decide(sealed, purpose=purpose), privacy.Allowed)


def test_the_desk_sees_how_many_wait_and_not_who() -> None:
    blue, address = cup(available=0), plant("email")
    asks(address, blue.pk)
    asks(plant("email"), blue.pk)
    page = desk_of(colleague("catalogue")).get(f"/en/desk/variants/{blue.pk}/").content.decode()
    assert "2 people are told by mail when it is back." in page
    assert address not in page


def test_the_address_is_nowhere_in_the_clear() -> None:
    address = plant("email")
    asks(address, cup(available=0).pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM wishes_restockwait")
        stored = repr(cursor.fetchall())
    assert address not in stored
    assert address.encode().hex() not in stored


def test_after_ninety_days_it_is_gone_unused() -> None:
    blue = cup(available=0)
    asks(plant("email"), blue.pk)
    sealed = RestockWait.objects.get().email
    with (
        patch("django.utils.timezone.now", return_value=timezone.now() + timedelta(days=91)),
        privacy.acting_as(SYSTEM),
    ):
        privacy.retention.run()
        assert not RestockWait.objects.exists()
        assert not isinstance(privacy.decide(sealed, purpose=RESTOCK), privacy.Allowed)
    back(blue.pk, 3)
    assert told() == 0
    assert mails() == []


def test_who_asks_twice_is_told_once_and_the_answer_is_the_same() -> None:
    blue, address = cup(available=0), plant("email")
    first = asks(address, blue.pk)
    assert asks(address.upper(), blue.pk) == first
    back(blue.pk, 1)
    assert told() == 1
    assert [sent.to for sent in mails()] == [address]


def test_stock_that_comes_back_by_a_cancelled_order_counts() -> None:
    blue, address = cup(available=1), plant("email")
    with transaction.atomic():
        reserve([(blue.pk, 1)])
    asks(address, blue.pk)
    with transaction.atomic():
        release([(blue.pk, 1)])
    assert told() == 1
    assert mail().to == address


def test_what_sold_out_again_before_the_mail_is_waited_for_on() -> None:
    blue = cup(available=0)
    asks(plant("email"), blue.pk)
    back(blue.pk, 1)
    with privacy.acting_as(SYSTEM):
        assert tell_due() == 1
    back(blue.pk, 0)
    run_tasks()
    assert mails() == []
    back(blue.pk, 1)
    assert told() == 1
    assert len(mails()) == 1


def test_a_member_asks_by_one_press_sees_it_and_takes_it_back() -> None:
    blue = cup(available=0)
    who, customer = member()
    browser = Browser()
    browser.sign_in(who)
    mails()
    assert asks("", blue.pk, browser=browser) == "/wishes/restock/asked/"
    asks("", blue.pk, browser=browser)
    row = RestockWait.objects.get(subject=customer.subject)
    assert "青い器" in browser.get("/mypage/favourites/").content.decode()
    stranger = Browser()
    stranger.sign_in(member()[0])
    stranger.post(f"/wishes/restock/{row.pk}/stop/")
    assert RestockWait.objects.filter(pk=row.pk).exists(), "another member takes nothing back"
    browser.post(f"/wishes/restock/{row.pk}/stop/")
    assert not RestockWait.objects.exists()
    mails()


def test_a_member_who_registered_before_this_purpose_is_told_because_they_asked_now() -> None:
    blue = cup(available=0)
    who, customer = member()
    browser = Browser()
    browser.sign_in(who)
    mails()
    asks("", blue.pk, browser=browser)
    back(blue.pk, 1)
    assert told() == 1
    assert mail().to == who.email
    with privacy.acting_as(SYSTEM):
        customer.refresh_from_db()
        assert not isinstance(privacy.decide(customer.email, purpose=NEWSLETTER), privacy.Allowed)


def test_it_is_in_the_copy_and_goes_with_the_person() -> None:
    blue, address = cup(available=0), plant("email")
    asks(address, blue.pk)
    subject = RestockWait.objects.get().subject
    browser = Browser()
    browser.post("/inquiries/request/", {"right": "delete", "email": address})
    onward = browser.post("/inquiries/request/code/", {"code": mail().code})
    assert onward["Location"] == "/inquiries/request/delete/", "an address is all we know of them"
    copy = browser.post("/inquiries/request/copy/json/")
    assert address in b"".join(copy).decode()
    browser.post("/inquiries/request/delete/", {"when": "now"})
    run_tasks()
    assert not RestockWait.objects.exists()
    assert privacy.rights.erasure_of(subject) is not None
    mails()


@pytest.mark.parametrize("available", [1, 9])
def test_what_is_there_is_not_waited_for(available: int) -> None:
    blue = cup(available=available)
    assert asks(plant("email"), blue.pk).startswith("/products/cup-")
    assert not RestockWait.objects.exists()


def test_what_is_no_address_or_no_product_keeps_nothing() -> None:
    blue, browser = cup(available=0), Browser()
    answer = browser.post(f"/en/wishes/restock/{blue.pk}/", {"email": "nobody"})
    assert (answer.status_code, RestockWait.objects.count()) == (200, 0)
    assert browser.get("/en/wishes/restock/999999/").status_code == 404
    assert browser.post("/en/wishes/restock/999999/", {"email": plant("email")}).status_code == 404


def test_nobody_is_flooded_by_somebody_elses_forms() -> None:
    address = plant("email")
    answers = [
        Browser().post(f"/wishes/restock/{cup(available=0).pk}/", {"email": address}) for _n in range(12)
    ]
    assert {answer.status_code for answer in answers} == {302, 429}
    assert RestockWait.objects.count() < 12


def test_word_goes_to_the_address_a_member_has_by_then() -> None:
    blue, next_address = cup(available=0), plant("email")
    who, _customer = member()
    browser = Browser()
    browser.sign_in(who)
    mails()
    asks("", blue.pk, browser=browser)
    browser.post("/mypage/security/email/", {"email": next_address, "current-password": who.password})
    for sent in mails():
        if "/account/email/" in sent.body:
            visitor = Browser()
            visitor.get(sent.link)
            visitor.post("/account/email/")
    run_tasks()
    mails()
    back(blue.pk, 1)
    assert told() == 1
    assert [sent.to for sent in mails()] == [next_address]
    assert not RestockWait.objects.exists()


def test_who_stopped_it_is_not_mailed_and_nothing_fails_until_they_let_it_go_on() -> None:
    blue = cup(available=0)
    who, customer = member()
    browser = Browser()
    browser.sign_in(who)
    mails()
    asks("", blue.pk, browser=browser)
    with privacy.acting_as(privacy.Actor.customer(customer.pk, customer.subject)):
        privacy.object_to(customer.subject, purpose=RESTOCK, channel="my-page")
    back(blue.pk, 1)
    told()
    assert mails() == []
    assert RestockWait.objects.filter(subject=customer.subject).exists()
    with privacy.acting_as(privacy.Actor.customer(customer.pk, customer.subject)):
        privacy.withdraw_objection(customer.subject, purpose=RESTOCK, channel="my-page")
    with patch("django.utils.timezone.now", return_value=timezone.now() + timedelta(hours=4)):
        assert told() == 1
    assert [sent.to for sent in mails()] == [who.email]


def test_a_number_no_variant_can_have_is_no_page() -> None:
    number = "9" * 30
    assert Browser().get(f"/wishes/restock/{number}/").status_code == 404
    assert Browser().post(f"/wishes/restock/{number}/", {"email": plant("email")}).status_code == 404
