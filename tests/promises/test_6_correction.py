"""Clause 6: what is wrong is corrected at once, also for who has no account, wherever it still matters."""

from collections.abc import Iterator
from typing import Any
from unittest.mock import patch
from uuid import UUID

import pytest

from small_trades import privacy
from small_trades.doors.carriers.handover import HandoverDoor
from small_trades.policy.declaration import DELIVERY, INQUIRY_ANSWER, NOTICE, RIGHTS
from small_trades.policy.groups import DeliveryAddress, EmailAddress, PersonName
from small_trades.privacy.rights import Channel, Decision, Identified, RequestKind, RequestState
from small_trades.privacy.testing import LedgerRows, plant
from small_trades.shop.account.tests.making import Browser, mail, mails, member, waiting_tasks
from small_trades.shop.desk.tests.making import colleague, desk_of
from small_trades.shop.inquiries.lookups import INQUIRY_EMAIL
from small_trades.shop.inquiries.models import Inquiry
from small_trades.shop.inquiries.states import InquiryKind
from small_trades.shop.inquiries.tests.making import asker, inquiry
from small_trades.shop.orders.actions.cancel import cancel
from small_trades.shop.orders.actions.confirm_transfer import confirm_transfer
from small_trades.shop.orders.actions.pack import pack
from small_trades.shop.orders.actions.ship import ship
from small_trades.shop.orders.lookups import ORDER_EMAIL
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.states import CancelReason, PaymentMethod
from small_trades.shop.orders.tests.destinations import sent_apart
from small_trades.shop.orders.tests.making import Guest, guest, placed
from small_trades.shop.rights.actions.stop import stop_all

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
REQUEST = "/inquiries/request/"
MINE = "/mypage/information/"
OWNER = privacy.Actor.staff(privacy.uuid7(), "owner")


@pytest.fixture(autouse=True)
def _empty_mailbox() -> Iterator[None]:
    yield
    mails()


def ordered(who: Guest, **more: Any) -> Order:
    """An order of a guest, paid by bank transfer."""
    order_id = placed(by=who, payment_method=PaymentMethod.BANK_TRANSFER, **more)
    mails()
    return Order.objects.get(pk=order_id)


def sent(order: Order) -> list[DeliveryAddress]:
    """Pay, pack and ship the order; what the carrier was given."""
    given: list[DeliveryAddress] = []
    send = HandoverDoor.send

    def watched(door: HandoverDoor, message: Any, opened: privacy.Opened) -> Any:
        given.append(opened(message.to))
        return send(door, message, opened)

    with privacy.acting_as(OWNER), patch.object(HandoverDoor, "send", watched):
        confirm_transfer(order.pk)
        pack(order.pk)
        ship(order.pk, carrier="yamato", tracking_number="123456789012")
    return given


def proven(email: str, code: str, name: str) -> Browser:
    """A browser whose person showed, without an account, that they may have things corrected."""
    browser = Browser()
    browser.post(REQUEST, {"right": "correct", "email": email})
    typed = {"code": mail().code, "record-code": code, "name": name}
    assert browser.post(f"{REQUEST}code/", typed)["Location"] == f"{REQUEST}correct/"
    return browser


def proven_guest(who: Guest, order: Order) -> Browser:
    return proven(who.email.address, order.code, who.name.full)


def typed(to: DeliveryAddress, **other: str) -> dict[str, str]:
    """The form of an address."""
    return {
        "family-name": to.family,
        "given-name": to.given,
        "family-kana": "カナ",
        "given-kana": "カナ",
        "postal-code": to.postal_code,
        "address-level1": to.prefecture,
        "address-level2": to.city,
        "address-line1": to.street,
        "address-line2": to.building,
        "tel": to.telephone,
        **other,
    }


def held(order: Order) -> tuple[PersonName, DeliveryAddress, EmailAddress]:
    order.refresh_from_db()
    with privacy.acting_as(privacy.Actor.system("test")):
        return privacy.use((order.name, order.ship_to, order.email), purpose=DELIVERY)


def page(browser: Browser, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


# -- Somebody who ordered as a guest ---------------------------------------------------------------------


def test_a_guest_corrects_name_address_and_telephone_and_the_label_says_what_is_right() -> None:
    who = guest()
    order = ordered(who)
    browser = proven_guest(who, order)
    street, telephone, family = plant("street"), "03-1234-5678", plant("name")
    assert who.ship_to.street in page(browser, f"{REQUEST}correct/")

    form = typed(who.ship_to, **{"address-line1": street, "tel": telephone, "family-name": family})
    answer = browser.post(f"{REQUEST}correct/order/{order.pk}/", form)

    assert answer["Location"] == f"{REQUEST}correct/"
    name, to, _email = held(order)
    assert (name.family, to.family, to.street, to.telephone) == (family, family, street, telephone)
    assert street in page(browser, f"{REQUEST}correct/")
    (label,) = sent(order)
    assert label == to


def test_each_further_address_of_an_order_is_corrected_by_itself_until_its_parcel_left() -> None:
    who, aunt = guest(), guest()
    order = sent_apart({0: 1}, {1: 1}, to=(aunt, guest()), by=who)
    mails()
    there, other = order.destinations.all()
    browser = proven_guest(who, order)
    shown = page(browser, f"{REQUEST}correct/")
    assert aunt.ship_to.street in shown
    assert f"correct/destination/{there.pk}/" in shown
    street = plant("street")
    address = f"{REQUEST}correct/destination/{there.pk}/"
    assert aunt.ship_to.street in page(browser, address)
    browser.post(address, typed(aunt.ship_to, **{"address-line1": street}))
    there.refresh_from_db()
    with privacy.acting_as(OWNER):
        now = privacy.use(there.ship_to, purpose=DELIVERY)
        confirm_transfer(order.pk)
        pack(order.pk)
        ship(order.pk, carrier="yamato", tracking_number="123456789012", to=3)
    assert (now.family, now.street) == (aunt.ship_to.family, street)
    assert held(order)[1] == who.ship_to
    assert browser.post(f"{REQUEST}correct/destination/{other.pk}/", typed(aunt.ship_to)).status_code == 404
    assert f"correct/destination/{there.pk}/" in page(browser, f"{REQUEST}correct/")


def test_a_correction_leaves_a_note_and_those_who_have_the_old_value_are_told(
    ledger_rows: LedgerRows,
) -> None:
    who = guest()
    order = ordered(who)
    browser = proven_guest(who, order)
    before = len(ledger_rows())

    form = typed(who.ship_to, **{"address-line1": plant("street")})
    browser.post(f"{REQUEST}correct/order/{order.pk}/", form)

    (request,) = privacy.rights.requests_of(order.subject)
    assert (request.kind, request.state) == (RequestKind.RECTIFY, RequestState.DONE)
    assert (request.decision, request.identified_how) == (Decision.GRANTED, Identified.KNOWN_FACTS)
    assert ("tell_correction", [str(order.subject)]) in waiting_tasks()
    assert [event.kind for event in order.events.all()] == ["placed", "corrected"]
    told = [(row.event, row.groups) for row in ledger_rows()[before:] if row.event == "correction"]
    assert told == [("correction", ("DeliveryAddress", "PersonName"))], "the reading was added to the name"


def test_what_is_right_already_is_not_corrected_and_not_noted() -> None:
    who = guest()
    order = ordered(who)
    browser = proven_guest(who, order)
    kana = {"family-kana": who.name.family_kana, "given-kana": who.name.given_kana}
    browser.post(f"{REQUEST}correct/order/{order.pk}/", typed(who.ship_to, **kana))
    assert held(order)[:2] == (who.name, who.ship_to)
    assert privacy.rights.requests_of(order.subject) == ()
    assert "tell_correction" not in dict(waiting_tasks())


def test_a_parcel_that_has_left_keeps_what_was_on_it_and_the_page_says_so() -> None:
    who = guest()
    order = ordered(who)
    browser = proven_guest(who, order)
    sent(order)
    before = held(order)
    mails()

    shown = page(browser, f"{REQUEST}correct/")
    assert "この内容で発送されました" in shown
    assert f"correct/order/{order.pk}/" not in shown
    form = typed(who.ship_to, **{"address-line1": plant("street")})
    assert browser.post(f"{REQUEST}correct/order/{order.pk}/", form).status_code == 404

    assert held(order) == before
    assert privacy.rights.requests_of(order.subject) == ()


def test_an_order_that_was_given_up_stays_as_it_was() -> None:
    who = guest()
    order = ordered(who)
    browser = proven_guest(who, order)
    with privacy.acting_as(OWNER):
        cancel(order.pk, reason=CancelReason.CUSTOMER)
    assert browser.post(f"{REQUEST}correct/order/{order.pk}/", typed(who.ship_to)).status_code == 404
    assert "発送されません" in page(browser, f"{REQUEST}correct/")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("family-name", ""),
        ("postal-code", "12"),
        ("address-level1", "アトランティス"),
        ("tel", "none"),
        ("address-level1", "沖縄県"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_nothing_is_changed(field: str, value: str) -> None:
    who = guest()
    order = ordered(who)
    browser = proven_guest(who, order)
    answer = browser.post(
        f"{REQUEST}correct/order/{order.pk}/",
        {**typed(who.ship_to), "address-line1": plant("street"), field: value},
    )
    assert answer.status_code == 200
    assert 'aria-invalid="true"' in answer.content.decode()
    assert held(order)[:2] == (who.name, who.ship_to)
    assert privacy.rights.requests_of(order.subject) == ()


def test_another_persons_order_is_not_found_and_without_a_proof_there_is_no_page() -> None:
    who, other = guest(), guest()
    order, others = ordered(who), ordered(other)
    browser = proven_guest(who, order)
    here = f"{REQUEST}correct/order/{others.pk}/"
    assert browser.get(here).status_code == 404
    assert browser.post(here, typed(who.ship_to)).status_code == 404
    assert Browser().post(here, typed(who.ship_to))["Location"] == REQUEST
    assert held(others)[:2] == (other.name, other.ship_to)


def test_who_had_every_use_stopped_can_still_have_it_corrected() -> None:
    who = guest()
    order = ordered(who)
    browser = proven_guest(who, order)
    with privacy.acting_as(privacy.Actor.visitor()):
        stop_all(order.subject)
    street = plant("street")
    browser.post(f"{REQUEST}correct/order/{order.pk}/", typed(who.ship_to, **{"address-line1": street}))
    with privacy.acting_as(OWNER):
        assert privacy.use(order_to(order), purpose=RIGHTS, reason="test").street == street
        with pytest.raises(privacy.Refused, match="restricted"):
            privacy.use(order_to(order), purpose=DELIVERY)


def order_to(order: Order) -> privacy.Sealed[DeliveryAddress]:
    return Order.objects.get(pk=order.pk).ship_to


# -- The address to write to -----------------------------------------------------------------------------


def test_a_new_address_is_confirmed_by_a_code_mailed_there_and_used_from_then_on() -> None:
    who = guest()
    order = ordered(who)
    browser = proven_guest(who, order)
    new = plant("email")

    asked = browser.post(f"{REQUEST}correct/email/", {"email": new})
    assert asked["Location"] == f"{REQUEST}correct/email/code/"
    letter = mail()
    assert letter.to == new
    assert held(order)[2] == who.email, "nothing is changed before it is confirmed"
    browser.post(f"{REQUEST}correct/email/code/", {"code": letter.code})

    assert held(order)[2].address == new
    hit = ORDER_EMAIL.find(new)
    assert hit is not None
    assert hit.record == order.pk
    (request,) = privacy.rights.requests_of(order.subject)
    assert (request.kind, request.state) == (RequestKind.RECTIFY, RequestState.DONE)
    sent(order)
    assert {each.to for each in mails()} == {new}


def test_a_wrong_code_or_another_browser_changes_no_address() -> None:
    who = guest()
    order = ordered(who)
    browser = proven_guest(who, order)
    new = plant("email")
    browser.post(f"{REQUEST}correct/email/", {"email": new})
    code = mail().code
    wrong = f"{(int(code) + 1) % 10**8:08}"
    assert browser.post(f"{REQUEST}correct/email/code/", {"code": wrong}).status_code == 200
    other = proven_guest(who, order)
    answer = other.post(f"{REQUEST}correct/email/code/", {"code": code})
    assert answer["Location"] == f"{REQUEST}correct/email/"
    assert browser.post(f"{REQUEST}correct/email/", {"email": "no address"}).status_code == 200
    assert held(order)[2] == who.email
    assert ORDER_EMAIL.find(new) is None
    assert privacy.rights.requests_of(order.subject) == ()


# -- Somebody who only wrote once ------------------------------------------------------------------------


def test_somebody_who_only_wrote_once_corrects_their_name_and_address(
    django_capture_on_commit_callbacks: Any,
) -> None:
    who = asker()
    thread = inquiry(who)
    mails()
    browser = proven(who.email, thread.code, who.name)
    name, email = plant("name"), plant("email")
    assert who.name in page(browser, f"{REQUEST}correct/")
    assert who.name in page(browser, f"{REQUEST}correct/inquiry/{thread.pk}/")

    browser.post(f"{REQUEST}correct/inquiry/{thread.pk}/", {"name": name})
    browser.post(f"{REQUEST}correct/email/", {"email": email})
    with django_capture_on_commit_callbacks(using="default", execute=True):
        browser.post(f"{REQUEST}correct/email/code/", {"code": mail().code})

    thread.refresh_from_db()
    with privacy.acting_as(privacy.Actor.system("test")):
        found = privacy.use((thread.name, thread.email), purpose=INQUIRY_ANSWER)
    assert (found[0].full, found[1].address) == (name, email)
    assert INQUIRY_EMAIL.find(who.email) is None
    assert [hit.record for hit in INQUIRY_EMAIL.find_all(email)] == [thread.pk]
    told = [(one.kind, one.state) for one in privacy.rights.requests_of(thread.subject)]
    assert told == [(RequestKind.RECTIFY, RequestState.DONE)] * 2


def test_somebody_of_whom_little_is_known_shows_less_but_never_nothing() -> None:
    who = asker()
    inquiry(who)
    mails()
    browser = Browser()
    browser.post(REQUEST, {"right": "correct", "email": who.email})
    assert browser.post(f"{REQUEST}code/", {"code": mail().code}).status_code == 200
    assert browser.get(f"{REQUEST}correct/")["Location"] == REQUEST


# -- A member --------------------------------------------------------------------------------------------


def test_a_member_has_the_same_page_for_what_is_not_on_my_page() -> None:
    who, customer = member()
    buyer = guest()
    order = ordered(buyer, subject=customer.subject, customer_id=customer.pk)
    thread = inquiry(customer=customer)
    browser = Browser()
    browser.sign_in(who)
    mails()
    street, name = plant("street"), plant("name")
    assert buyer.ship_to.street in page(browser, f"{MINE}correct/")
    browser.post(f"{MINE}correct/order/{order.pk}/", typed(buyer.ship_to, **{"address-line1": street}))
    browser.post(f"{MINE}correct/inquiry/{thread.pk}/", {"name": name})
    assert held(order)[1].street == street
    with privacy.acting_as(privacy.Actor.system("test")):
        now = Inquiry.objects.get(pk=thread.pk).name
        assert privacy.use(now, purpose=INQUIRY_ANSWER).full == name
    registration = f"{MINE}correct/registration/{customer.pk}/"
    assert browser.post(registration, {"name": name}).status_code == 404
    assert privacy.rights.requests_of(customer.subject)[0].channel == Channel.MY_PAGE


@pytest.mark.parametrize("language", ["", "/en"])
def test_every_page_of_it_opens_in_both_languages(language: str) -> None:
    who = guest()
    order = ordered(who)
    browser = proven_guest(who, order)
    browser.post(f"{REQUEST}correct/email/", {"email": plant("email")})
    for address in ("", f"order/{order.pk}/", "email/", "email/code/"):
        assert browser.get(f"{language}{REQUEST}correct/{address}").status_code == 200, address


# -- What the desk does with a request -------------------------------------------------------------------


def granted(thread: Inquiry) -> tuple[Browser, str, UUID]:
    """Somebody asked for a correction in writing, and it was granted; the desk, and where it goes on."""
    mails()
    (request,) = privacy.rights.requests_of_inquiry(thread.pk)
    browser, here = desk_of(colleague("support")), f"/desk/requests/{request.id}/"
    browser.post(f"{here}identify/", {"how": "document-seen"})
    browser.post(f"{here}decide/", {"decision": "granted", "reason": "as-asked", "letter": "承りました。"})
    mails()
    return browser, here, request.id


def state_of(request_id: UUID) -> RequestState:
    found = privacy.rights.request(request_id)
    assert found is not None
    return found.state


def test_the_desk_carries_a_correction_out_by_a_form_that_shows_nothing(ledger_rows: LedgerRows) -> None:
    who, customer = member()
    buyer = guest()
    order = ordered(buyer, subject=customer.subject, customer_id=customer.pk)
    thread = inquiry(kind=InquiryKind.CORRECTION, customer=customer)
    browser, here, request = granted(thread)
    assert f'href="{here}correction/"' in page(browser, here)
    before = len(ledger_rows())
    form = page(browser, f"{here}correction/")
    for value in (buyer.name.family, buyer.ship_to.street, buyer.email.address, who.family, who.email):
        assert value not in form
    assert not [row for row in ledger_rows()[before:] if row.event == "use" and "PersonName" in row.groups]

    telephone = "06-6543-2100"
    records = [f"order {order.pk}", f"registration {customer.pk}"]
    wanted = {"records": records, "tel": telephone, "reason": "as written in the inquiry"}
    assert browser.post(f"{here}correction/", wanted)["Location"] == here

    assert held(order)[:2] == (
        buyer.name,
        DeliveryAddress(**{**fields(buyer.ship_to), "telephone": telephone}),
    )
    assert state_of(request) == RequestState.DONE
    read = [row for row in privacy.uses_of(customer.subject) if row.actor_kind == "staff"]
    assert ("correction", "checkout-details") in [(row.event, row.notice) for row in read]
    assert "as written in the inquiry" in {row.reason for row in read if row.purpose_id == RIGHTS.id}
    assert ("tell_correction", [str(customer.subject)]) in waiting_tasks()


def fields(to: DeliveryAddress) -> dict[str, str]:
    return {name: getattr(to, name) for name in DeliveryAddress.__slots__}


def test_the_desk_corrects_a_mistyped_address_of_somebody_who_cannot_read_mail_there(
    django_capture_on_commit_callbacks: Any,
) -> None:
    who = asker()
    thread = inquiry(who, kind=InquiryKind.CORRECTION)
    browser, here, request = granted(thread)
    email = plant("email")
    wanted = {"records": [f"inquiry {thread.pk}"], "email": email, "reason": "address was mistyped"}
    with django_capture_on_commit_callbacks(using="default", execute=True):
        browser.post(f"{here}correction/", wanted)
    thread.refresh_from_db()
    with privacy.acting_as(privacy.Actor.system("test")):
        assert privacy.use(thread.email, purpose=NOTICE).address == email
    assert INQUIRY_EMAIL.find(who.email) is None
    assert state_of(request) == RequestState.DONE


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"reason": "", "tel": "06-6543-2100"},
        {"family-name": "姓だけ"},
        {"address-line1": "一部だけ"},
        {"tel": "06-6543-2100", "records": "order 00000000-0000-0000-0000-000000000000"},
        {"email": "new@example.jp"},
        {
            "postal-code": "9000001",
            "address-level1": "沖縄県",
            "address-level2": "那覇市",
            "address-line1": "一丁目",
        },
    ],
)
def test_at_the_desk_it_is_all_or_nothing(wrong: dict[str, str]) -> None:
    _who, customer = member()
    buyer = guest()
    order = ordered(buyer, subject=customer.subject, customer_id=customer.pk)
    thread = inquiry(kind=InquiryKind.CORRECTION, customer=customer)
    browser, here, request = granted(thread)
    records = [f"registration {customer.pk}", f"order {order.pk}"]
    wanted = {"records": records, "reason": "as written in the inquiry", **wrong}
    assert browser.post(f"{here}correction/", wanted).status_code == 200
    assert held(order) == (buyer.name, buyer.ship_to, buyer.email)
    assert state_of(request) == RequestState.DECIDED
    assert "tell_correction" not in dict(waiting_tasks())


def test_what_stands_there_already_or_has_no_place_there_is_no_correction() -> None:
    who = asker()
    thread = inquiry(who, kind=InquiryKind.CORRECTION)
    browser, here, request = granted(thread)
    form = page(browser, f"{here}correction/")
    assert ('name="email"' in form, 'name="tel"' in form, 'name="postal-code"' in form) == (
        True,
        False,
        False,
    )
    wanted = {"records": [f"inquiry {thread.pk}"], "email": who.email, "reason": "as written in the inquiry"}
    assert browser.post(f"{here}correction/", wanted).status_code == 200
    assert state_of(request) == RequestState.DECIDED
    wanted = {"records": [f"inquiry {thread.pk}"], "tel": "06-6543-2100", "reason": "as written"}
    assert browser.post(f"{here}correction/", wanted).status_code == 200
    assert state_of(request) == RequestState.DECIDED


def test_a_telephone_number_goes_nowhere_where_only_an_inquiry_was_chosen() -> None:
    _who, customer = member()
    thread = inquiry(kind=InquiryKind.CORRECTION, customer=customer)
    browser, here, request = granted(thread)
    wanted = {"records": [f"inquiry {thread.pk}"], "tel": "06-6543-2100", "reason": "as written"}
    answer = browser.post(f"{here}correction/", wanted)
    assert answer.status_code == 200
    assert "選ばれたものには、この項目がありません。" in answer.content.decode()
    assert state_of(request) == RequestState.DECIDED


def test_nothing_is_corrected_at_the_desk_before_it_was_granted_or_by_who_may_not() -> None:
    thread = inquiry(kind=InquiryKind.CORRECTION)
    (asked,) = privacy.rights.requests_of_inquiry(thread.pk)
    email = plant("email")
    wanted = {"records": [f"inquiry {thread.pk}"], "email": email, "reason": "as written"}
    here = f"/desk/requests/{asked.id}/"
    answer = desk_of(colleague("support")).post(f"{here}correction/", wanted)
    assert answer["Location"] == here
    assert desk_of(colleague("orders")).post(f"{here}correction/", wanted).status_code == 403
    assert state_of(asked.id) == RequestState.ASKED
    assert INQUIRY_EMAIL.find(email) is None
