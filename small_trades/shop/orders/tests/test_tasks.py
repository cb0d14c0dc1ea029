"""What happens in the background: mails, refunds, expiry, and what is tried again."""

import datetime as dt
import email
import email.policy
from collections.abc import Iterator
from unittest.mock import patch
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from small_trades import privacy
from small_trades.doors.payment.messages import EventKind, PaymentEvent
from small_trades.doors.payment.sandbox import provider
from small_trades.doors.payment.sandbox.models import Session, SessionState
from small_trades.policy.groups import PaymentReference
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.kernel.later import later
from small_trades.shop.orders import tasks
from small_trades.shop.orders.actions.cancel import cancel
from small_trades.shop.orders.actions.confirm_transfer import confirm_transfer
from small_trades.shop.orders.actions.pack import pack
from small_trades.shop.orders.actions.record_payment import record_payment
from small_trades.shop.orders.actions.ship import ship
from small_trades.shop.orders.actions.start_payment import start_payment
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.states import (
    CancelReason,
    OrderState,
    PaymentMethod,
    PaymentState,
    RefundState,
)
from small_trades.shop.orders.tests.making import cup, guest, line, placed

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
SYSTEM = privacy.Actor.system("test")
TRANSFER = PaymentMethod.BANK_TRANSFER
DISCLOSURE = privacy.ledger.Event.DISCLOSURE


@pytest.fixture(autouse=True)
def _empty_mailbox() -> Iterator[None]:
    for file in settings.SMALL_TRADES.mailbox.glob("*.eml"):
        file.unlink()
    yield
    for file in settings.SMALL_TRADES.mailbox.glob("*.eml"):
        file.unlink()


def run() -> None:
    """Do what the task worker would do, what waits for later too."""
    for result in DBTaskResult.objects.order_by("enqueued_at"):
        result.delete()
        result.task.call(*result.args_kwargs["args"])


def mails() -> list[tuple[str, str, str]]:
    """Receiver, subject and text of what was sent."""
    files = sorted(settings.SMALL_TRADES.mailbox.glob("*.eml"))
    read = [email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in files]
    return [(mail["To"], mail["Subject"].strip(), mail.get_content()) for mail in read]


def told(order_id: UUID, kind: EventKind = EventKind.PAID, session: str = "") -> PaymentEvent:
    payment = Order.objects.get(pk=order_id).payment
    reference = PaymentReference("sandbox", session or str(uuid4()), "Visa", "4242", "authenticated")
    return PaymentEvent("sandbox", uuid4().hex, kind, str(payment.pk), payment.amount, "JPY", reference)


def test_the_way_of_a_transfer_in_mails(ledger_rows: LedgerRows) -> None:
    person = guest()
    order_id = placed(line(cup(), 2), by=person, payment_method=TRANSFER)
    run()
    with privacy.acting_as(SYSTEM):
        confirm_transfer(order_id)
        pack(order_id)
        ship(order_id, carrier="yamato", tracking_number="4123-5678-9012")
    run()

    code = Order.objects.get(pk=order_id).code
    received = mails()
    assert [(to, subject) for to, subject, _body in received] == [
        (person.email.address, f"ご注文を承りました({code})"),
        (person.email.address, f"ご入金を確認しました({code})"),
        (person.email.address, f"商品を発送しました({code})"),
    ]
    confirmation, _received, shipped = (body for _to, _subject, body in received)
    assert f"{person.name.family} {person.name.given} 様" in confirmation
    assert "青い器" in confirmation
    assert "合計(税込) 5,170円" in confirmation
    assert "(10%対象 5,170円 うち消費税 470円)" in confirmation
    assert person.ship_to.street not in confirmation
    assert "412356789012" in shipped
    for body in (confirmation, shipped):
        assert f"/orders/{code}/" in body
        assert privacy.ledger.checkpoint().splitlines()[0] in body
    told = [(row.recipient, row.purpose) for row in ledger_rows(DISCLOSURE)]
    assert told == [
        ("5b-mail", "3b-notice"),
        ("5b-carrier", "3b-delivery"),
        ("5b-mail", "3b-notice"),
        ("5b-mail", "3b-notice"),
    ]


def test_english_orders_get_english_mails() -> None:
    placed(payment_method=TRANSFER, language="en")
    run()

    [(_to, subject, body)] = mails()
    assert subject.startswith("We have received your order")
    assert "Blue cup" in body
    assert "/en/orders/" in body


def test_a_decline_is_mailed_only_while_nothing_came_after_it() -> None:
    declined, recovered = placed(), placed()
    with privacy.acting_as(SYSTEM):
        for order_id in (declined, recovered):
            record_payment(told(order_id, EventKind.FAILED))
        record_payment(told(recovered))
    run()

    subjects = [subject for _to, subject, _body in mails()]
    assert sum("お支払いが完了していません" in subject for subject in subjects) == 1
    assert sum("ご注文を承りました" in subject for subject in subjects) == 1


def test_cancelling_a_paid_order_gives_the_money_back(ledger_rows: LedgerRows) -> None:
    order_id = placed()
    with privacy.acting_as(privacy.Actor.visitor()):
        start_payment(order_id)
    session = Session.objects.get()
    Session.objects.update(state=SessionState.COMPLETE)
    with privacy.acting_as(SYSTEM):
        record_payment(told(order_id, session=str(session.pk)))
        cancel(order_id, reason=CancelReason.CUSTOMER)
    DBTaskResult.objects.filter(task_path__contains="send_").delete()

    [refund] = DBTaskResult.objects.all()
    refund.delete()
    refund.task.call(*refund.args_kwargs["args"])

    session.refresh_from_db()
    assert session.state == SessionState.REFUNDED
    assert Order.objects.get(pk=order_id).payment.state == PaymentState.REFUND_DUE
    [_asked, given_back] = ledger_rows(DISCLOSURE)
    assert (given_back.recipient, given_back.groups) == ("5b-payment", ("PaymentReference",))


def test_an_order_given_up_closes_its_payment_page() -> None:
    order_id = placed()
    with privacy.acting_as(privacy.Actor.visitor()):
        start_payment(order_id)
    with privacy.acting_as(SYSTEM):
        cancel(order_id, reason=CancelReason.CUSTOMER)
    run()

    assert not provider.is_open(Session.objects.get())
    [(_to, subject, body)] = mails()
    assert subject.startswith("ご注文を取り消しました")
    assert "お客様によるお取り消し" in body


def test_the_clock_cancels_what_was_not_paid() -> None:
    order_id = placed()
    Order.objects.filter(pk=order_id).update(expires_at=timezone.now() - dt.timedelta(minutes=1))

    tasks.expire_unpaid.call()

    assert Order.objects.get(pk=order_id).state == OrderState.CANCELLED


def test_a_shut_door_is_tried_again_and_an_end_is_an_end() -> None:
    order_id = placed(payment_method=TRANSFER)
    DBTaskResult.objects.all().delete()
    away = privacy.DoorError("away", permanent=False)

    with patch("small_trades.shop.orders.actions.notify.privacy.disclose", side_effect=away):
        tasks.send_confirmation.call(str(order_id))
        [again] = DBTaskResult.objects.all()
        assert again.args_kwargs["args"] == [str(order_id), 1]
        assert again.run_after > timezone.now()
        with pytest.raises(privacy.DoorError):
            tasks.send_confirmation.call(str(order_id), len(tasks.WAITS))
    gone = privacy.DoorError("no such mailbox", permanent=True)
    with (
        patch("small_trades.shop.orders.actions.notify.privacy.disclose", side_effect=gone),
        pytest.raises(privacy.DoorError),
    ):
        tasks.send_confirmation.call(str(order_id))

    assert DBTaskResult.objects.count() == 1
    assert mails() == []


def test_a_task_of_no_name_is_a_mistake_at_once() -> None:
    with pytest.raises(ImportError):
        later("orders.send_flowers", uuid4())


def test_the_mail_about_a_parcel_ends_quietly_where_the_person_stopped_everything(
    ledger_rows: LedgerRows,
) -> None:
    order_id = placed(payment_method=TRANSFER)
    run()
    with privacy.acting_as(SYSTEM):
        confirm_transfer(order_id)
        pack(order_id)
        ship(order_id, carrier="yamato", tracking_number="4123-5678-9012")
    DBTaskResult.objects.exclude(task_path__endswith="send_shipped").delete()
    before, told = len(mails()), len(ledger_rows(DISCLOSURE))
    with privacy.acting_as(SYSTEM):
        privacy.restrict(Order.objects.get(pk=order_id).subject, because="stopped")

    run()

    assert (len(mails()), len(ledger_rows(DISCLOSURE))) == (before, told)
    assert not DBTaskResult.objects.exists()
    [refusal] = ledger_rows(privacy.ledger.Event.REFUSAL)
    assert refusal.outcome == "restricted"
    assert Order.objects.get(pk=order_id).state == OrderState.SHIPPED


def test_a_refund_that_the_person_stopped_is_given_back_by_hand(ledger_rows: LedgerRows) -> None:
    order_id = placed()
    with privacy.acting_as(privacy.Actor.visitor()):
        start_payment(order_id)
    session = Session.objects.get()
    Session.objects.update(state=SessionState.COMPLETE)
    with privacy.acting_as(SYSTEM):
        record_payment(told(order_id, session=str(session.pk)))
        cancel(order_id, reason=CancelReason.CUSTOMER)
        privacy.restrict(Order.objects.get(pk=order_id).subject, because="stopped")
    asked = len(ledger_rows(DISCLOSURE))

    tasks.refund_payment.call(str(order_id))

    session.refresh_from_db()
    assert session.state == SessionState.COMPLETE
    assert len(ledger_rows(DISCLOSURE)) == asked
    order = Order.objects.get(pk=order_id)
    assert [refund.state for refund in order.payment.refunds.all()] == [RefundState.FAILED]
    assert list(order.events.values_list("kind", flat=True))[-1] == "refund-failed"
