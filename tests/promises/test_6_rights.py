"""Clause 6: access, correction, stop and deletion; deletion destroys keys, also for every backup."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from uuid import UUID

import pytest
from django.conf import settings
from django.db import close_old_connections, connections
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import (
    ACCOUNT_DISPLAY,
    DELIVERY,
    NOTICE,
    ORDER_CARE,
    ORDER_RETENTION,
    POLICY,
    RIGHTS,
    TAX_RECORDS,
)
from small_trades.privacy import rights
from small_trades.privacy._rights.models import Erasure
from small_trades.privacy.rights import Channel, Decision, ErasureState, Identified, ReasonCode, RequestKind
from small_trades.privacy.testing import scan
from small_trades.shop.account.lookups import CUSTOMER_EMAIL
from small_trades.shop.account.models import Customer, SignInRecord
from small_trades.shop.account.tests.making import Browser, mails, member, run_tasks
from small_trades.shop.checkout.models import Draft
from small_trades.shop.inquiries.models import Inquiry
from small_trades.shop.inquiries.tests.making import asker, inquiry
from small_trades.shop.orders.actions.cancel import cancel
from small_trades.shop.orders.actions.deliver import deliver
from small_trades.shop.orders.actions.pack import pack
from small_trades.shop.orders.actions.place import NewOrder, place
from small_trades.shop.orders.actions.ship import ship
from small_trades.shop.orders.lookups import ORDER_EMAIL
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.states import CancelReason, OrderState
from small_trades.shop.orders.tests.making import cup, guest, line, placed, wanted
from small_trades.shop.rights.actions.leave import erase_due, leave, stay
from small_trades.shop.rights.models import LastMail
from small_trades.shop.rights.tests.making import TRACKING, Manifest, everything

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

OWNER = privacy.Actor.staff(privacy.uuid7(), "owner")
ORDERS = privacy.Actor.staff(privacy.uuid7(), "orders")


@pytest.fixture(autouse=True)
def _as_the_program(acting: Callable[[privacy.Actor], None]) -> None:
    acting(privacy.Actor.system("test"))


@pytest.fixture
def manifest() -> Manifest:
    return everything()


def copy_of(manifest: Manifest) -> str:
    return rights.export(manifest.subject, purpose=RIGHTS, reason="test").json()


def erase(subject: UUID) -> rights.Receipt:
    receipt = leave(subject, now=True)
    run_tasks()
    found = rights.erasure_of(subject)
    assert found is not None
    assert found.id == receipt.id
    return found


# -- access (個人情報保護法 33)


def test_a_copy_shows_every_value_the_person_gave_anywhere(manifest: Manifest) -> None:
    copy = copy_of(manifest)
    missing = {place: value for place, value in manifest.values.items() if value not in copy}
    assert missing == {}
    assert TRACKING in copy
    assert rights.unmapped(manifest.subject) == []


def test_a_copy_shows_nobody_elses_values(manifest: Manifest) -> None:
    other = everything()
    copy = copy_of(manifest)
    shared = {TRACKING}
    assert [value for value in other.values.values() if value in copy and value not in shared] == []


def test_a_copy_shows_to_whom_something_was_given_and_every_use(manifest: Manifest) -> None:
    document = json.loads(copy_of(manifest))
    assert {entry["recipient"]["id"] for entry in document["provisions"]} >= {"5b-carrier", "5b-mail"} - {
        "5b-mail"
    }
    assert len(document["uses"]) == len(privacy.uses_of(manifest.subject, limit=10_000))
    newest = document["uses"][0]
    assert (newest["event"], newest["purpose"]["id"]) == ("use", RIGHTS.id)


def test_a_password_is_named_and_not_shown(manifest: Manifest) -> None:
    document = json.loads(copy_of(manifest))
    values = [value for thing in document["held"] for value in thing["values"]]
    (password,) = [value for value in values if value["group"] == "PasswordHash"]
    assert password["value"] is None
    assert "argon2" not in copy_of(manifest)


# -- requests: a clock, a decision, a reason


def test_a_request_is_answered_within_two_weeks_with_a_reason_the_person_can_read(manifest: Manifest) -> None:
    with privacy.acting_as(OWNER):
        asked = rights.open_request(manifest.subject, RequestKind.ERASE, channel=Channel.INQUIRY)
        rights.identify(asked.id, how=Identified.KNOWN_FACTS)
        decided = rights.decide(asked.id, Decision.PARTLY, reason=ReasonCode.KEPT_BY_LAW)
    assert asked.due_at - asked.asked_at == dt.timedelta(days=14)
    assert (decided.decided_by, decided.reason) == (OWNER.id, ReasonCode.KEPT_BY_LAW)
    told = [row.outcome for row in privacy.uses_of(manifest.subject)][:3]
    assert told == [
        "erase:decided:partly:kept-by-law",
        "erase:identified:known-facts",
        "erase:asked:inquiry",
    ]


# -- deletion: what goes, what stays and until when


def test_the_dates_before_the_decision_are_true(manifest: Manifest) -> None:
    shown = rights.preview_erasure(manifest.subject)
    gone = {entry.held.label_en for entry in shown.gone_now}
    assert gone == {
        "Your registration",
        "Address book: Home address",
        "A new e-mail address, not confirmed yet",
        "Unfinished checkout",
        "Inquiry",
        "File of an inquiry",
    }
    (kept,) = shown.kept
    order = Order.objects.get(pk=manifest.order_id)
    assert kept.held.label_en == f"Order {order.code}"
    assert kept.outcome.until == ORDER_RETENTION.kept_until(timezone.localdate(order.placed_at))
    assert "消費税法" in kept.outcome.because_ja
    assert shown.waiting == ()


def test_after_deletion_nothing_opens_and_no_file_holds_a_value(manifest: Manifest) -> None:
    registered = Customer.objects.get(pk=manifest.customer.pk)
    thread = Inquiry.objects.get(subject=manifest.subject)
    draft = Draft.objects.get(subject=manifest.subject)
    done = erase(manifest.subject)
    assert (done.state, done.keys_held) == (ErasureState.DONE, 1)
    for sealed in (registered.name, registered.email, thread.name, draft.ship_to):
        for purpose in POLICY.purposes:
            for actor in (OWNER, ORDERS, privacy.Actor.system("test"), privacy.Actor.visitor()):
                with privacy.acting_as(actor), pytest.raises(privacy.PrivacyError):
                    privacy.use(sealed, purpose=purpose, reason="test")
    for model in (Customer, Draft, Inquiry, SignInRecord, LastMail):
        assert not model._default_manager.filter(subject=manifest.subject).exists(), model
    for mail in settings.SMALL_TRADES.mailbox.glob("*.eml"):
        mail.unlink()
    stored = [Path(str(connections[name].settings_dict["NAME"])) for name in ("default", "keys")]
    files = [path for path in stored if path.is_file()]
    assert scan(files, [value for value in manifest.values.values() if len(value.encode()) >= 6]) == []


def test_the_person_gets_one_last_mail_with_the_number_of_the_receipt(manifest: Manifest) -> None:
    mails()
    receipt = leave(manifest.subject, now=True)
    (mail,) = [mail for mail in mails() if mail.to == manifest.who.email]
    assert receipt.code in mail.body
    assert f"{receipt.held_until.year}年{receipt.held_until.month}月" in mail.body
    found = rights.receipt(receipt.code.lower())
    assert found is not None
    assert (found.state, found.is_notified) == (ErasureState.DONE, True)
    assert not LastMail.objects.exists()


def test_orders_kept_for_tax_open_for_that_law_alone_and_to_few(manifest: Manifest) -> None:
    erase(manifest.subject)
    order = Order.objects.get(pk=manifest.order_id)
    assert order.customer_id is None
    with privacy.acting_as(OWNER):
        assert privacy.use(order.name, purpose=TAX_RECORDS, reason="tax office").family
    for purpose in (DELIVERY, NOTICE, ORDER_CARE):
        with privacy.acting_as(OWNER), pytest.raises(privacy.Refused, match="held-by-law"):
            privacy.use(order.name, purpose=purpose, reason="test")
    for purpose in POLICY.purposes:
        with privacy.acting_as(ORDERS), pytest.raises(privacy.Refused):
            privacy.use(order.name, purpose=purpose, reason="test")


def test_the_person_is_signed_out_everywhere_and_found_nowhere() -> None:
    who, customer = member()
    browser = Browser()
    browser.sign_in(who)
    assert browser.get("/mypage/").status_code == 200
    erase(customer.subject)
    assert browser.get("/mypage/").status_code == 302
    assert CUSTOMER_EMAIL.find(who.email) is None
    assert Browser().sign_in(who).status_code == 200, "the form again, not a session"
    newcomer, _customer = member(who)
    assert newcomer.email == who.email, "the address is free for a new registration"


def test_a_guest_is_erased_like_a_member() -> None:
    buyer = guest()
    order_id = placed(by=buyer)
    cancel(order_id, reason=CancelReason.CUSTOMER)
    subject = Order.objects.get(pk=order_id).subject
    shown = rights.preview_erasure(subject)
    assert (len(shown.gone_now), shown.kept, shown.waiting) == (1, (), ())
    done = erase(subject)
    assert (done.state, done.keys_held, done.held_until) == (ErasureState.DONE, 0, None)
    assert not Order.objects.filter(pk=order_id).exists()
    assert ORDER_EMAIL.find(buyer.email.address) is None
    assert privacy.uses_of(subject) == ()


def test_somebody_who_wrote_once_is_erased() -> None:
    asked = inquiry(asker())
    done = erase(asked.subject)
    assert (done.state, done.is_notified) == (ErasureState.DONE, True)
    assert not Inquiry.objects.filter(pk=asked.pk).exists()


# -- what waits


def test_an_order_on_its_way_is_delivered_first_and_then_locked_by_itself() -> None:
    manifest = everything(is_delivered=False)
    order = Order.objects.get(pk=manifest.order_id)
    (waiting,) = rights.preview_erasure(manifest.subject).waiting
    assert waiting.outcome.because_en == f"the delivery of order {order.code}"
    receipt = erase(manifest.subject)
    assert (receipt.state, receipt.ended_at) == (ErasureState.WAITING, None)
    assert not Customer.objects.filter(subject=manifest.subject).exists()
    order.refresh_from_db()
    with privacy.acting_as(ORDERS):
        assert privacy.use(order.ship_to, purpose=DELIVERY).street == manifest.values["order street"]
        pack(order.pk)
        ship(order.pk, carrier="yamato", tracking_number=TRACKING)
        deliver(order.pk)
    Erasure.objects.filter(pk=receipt.id).update(due_at=timezone.now())
    assert erase_due() == 1
    run_tasks()
    done = rights.receipt(receipt.code)
    assert done is not None
    assert (done.state, done.keys_held) == (ErasureState.DONE, 1)
    with privacy.acting_as(ORDERS), pytest.raises(privacy.Refused, match="held-by-law"):
        privacy.use(Order.objects.get(pk=order.pk).ship_to, purpose=DELIVERY)


def test_a_refund_is_paid_first() -> None:
    manifest = everything(is_delivered=False)
    cancel(manifest.order_id, reason=CancelReason.CUSTOMER)
    (waiting,) = rights.preview_erasure(manifest.subject).waiting
    assert waiting.outcome.because_en.startswith("the refund of order ")


# -- to think again


def test_whoever_changes_their_mind_within_three_days_loses_nothing(manifest: Manifest) -> None:
    receipt = leave(manifest.subject, now=False)
    assert receipt.due_at - receipt.asked_at >= dt.timedelta(hours=71, minutes=59)
    assert erase_due() == 0
    assert stay(receipt.id).state == ErasureState.UNDONE
    with privacy.acting_as(privacy.Actor.customer(manifest.customer.pk, manifest.subject)):
        name = privacy.use(Customer.objects.get(pk=manifest.customer.pk).name, purpose=ACCOUNT_DISPLAY)
    assert name.family == manifest.who.family


# -- at the same moment


def test_an_order_placed_after_the_keys_died_is_refused_and_takes_no_stock() -> None:
    _who, customer = member()
    variant = cup(available=3)
    order = wanted(line(variant), subject=customer.subject, customer_id=customer.pk)
    erase(customer.subject)
    with privacy.acting_as(privacy.Actor.visitor()), pytest.raises(privacy.Refused):
        place(order)
    variant.refresh_from_db()
    assert variant.available == 3
    assert not Order.objects.filter(pk=order.order_id).exists()


@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_an_order_and_an_erasure_at_once_end_as_one_or_the_other() -> None:
    for _ in range(5):
        _who, customer = member()
        variant = cup(available=3)
        order = wanted(line(variant), subject=customer.subject, customer_id=customer.pk)

        def buying(order: NewOrder = order) -> None:
            try:
                with privacy.acting_as(privacy.Actor.visitor()):
                    place(order)
            except privacy.Refused:
                return
            finally:
                close_old_connections()
                connections.close_all()

        thread = Thread(target=buying)
        thread.start()
        receipt = leave(customer.subject, now=True)
        thread.join()
        rights.erase(receipt.id)
        variant.refresh_from_db()
        placed_order = Order.objects.filter(pk=order.order_id).exclude(state=OrderState.CANCELLED).first()
        if placed_order is None:
            assert variant.available == 3
        else:
            assert variant.available == 2
            with privacy.acting_as(ORDERS):
                assert privacy.use(placed_order.ship_to, purpose=DELIVERY).prefecture == "東京都"
            assert rights.erasure_of(customer.subject).state == ErasureState.WAITING
