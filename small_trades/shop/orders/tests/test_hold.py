"""Orders on hold: nothing leaves, nothing is charged, and what goes on is told."""

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from uuid import UUID, uuid4

import pytest
from django.db import connections
from django.utils import timezone

from small_trades import privacy
from small_trades.doors.payment.messages import EventKind as Told
from small_trades.doors.payment.messages import PaymentEvent as Event
from small_trades.policy.groups import PaymentReference
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.tests.making import mail, mails, waiting_tasks
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.orders import queries
from small_trades.shop.orders.actions.cancel import cancel, expire_due
from small_trades.shop.orders.actions.changing import OnHoldError
from small_trades.shop.orders.actions.confirm_transfer import confirm_transfer
from small_trades.shop.orders.actions.hold import NotOnHoldError, put_on_hold, release
from small_trades.shop.orders.actions.pack import pack
from small_trades.shop.orders.actions.record_payment import record_payment
from small_trades.shop.orders.actions.ship import ship
from small_trades.shop.orders.actions.start_payment import NotPayableError, start_payment
from small_trades.shop.orders.holds import Because, HoldEnd, HoldReason
from small_trades.shop.orders.models import Order, OrderHold, Payment
from small_trades.shop.orders.queries import OrderFilter
from small_trades.shop.orders.states import CancelReason, OrderState, PaymentMethod
from small_trades.shop.orders.tests.making import cup, line, placed

TRANSFER = PaymentMethod.BANK_TRANSFER
WHY = [Because(HoldReason.ORDERS_EMAIL, 5)]


@pytest.fixture(autouse=True)
def _system(acting: Callable[[privacy.Actor], None]) -> Iterator[None]:
    acting(privacy.Actor.system("test"))
    yield
    mails()


def paid() -> UUID:
    order_id = placed(payment_method=TRANSFER)
    confirm_transfer(order_id)
    mails()
    return order_id


def tell(order_id: UUID, kind: Told) -> str:
    payment = Payment.objects.get(order_id=order_id)
    return record_payment(
        Event(
            provider="sandbox",
            event_id=uuid4().hex,
            kind=kind,
            payment_id=str(payment.pk),
            amount=payment.amount,
            currency="JPY",
            reference=PaymentReference("sandbox", uuid4().hex, "Visa", "4242"),
        )
    )


def state(order_id: UUID) -> str:
    return Order.objects.get(pk=order_id).state


@pytest.mark.django_db(databases=["default", "keys"])
class TestHold:
    def test_a_held_order_is_not_packed_until_it_is_released(self) -> None:
        order_id = paid()
        assert put_on_hold(order_id, WHY)
        with pytest.raises(OnHoldError):
            pack(order_id)
        assert state(order_id) == OrderState.PAID

        release(order_id, why=HoldEnd.KNOWN)
        pack(order_id)

        assert state(order_id) == OrderState.PACKING
        hold = OrderHold.objects.get()
        assert (hold.end, hold.ended_at is not None) == ("known", True)

    def test_a_packed_order_that_is_held_does_not_leave(self, ledger_rows: LedgerRows) -> None:
        order_id = paid()
        pack(order_id)
        put_on_hold(order_id, WHY)
        with pytest.raises(OnHoldError):
            ship(order_id, carrier="yamato", tracking_number="1234-5678-9012")
        assert state(order_id) == OrderState.PACKING
        assert ledger_rows(privacy.ledger.Event.DISCLOSURE)[-1].recipient != "5b-carrier"

    def test_a_held_order_is_not_charged(self, ledger_rows: LedgerRows) -> None:
        order_id = placed()
        put_on_hold(order_id, WHY)
        with pytest.raises(NotPayableError):
            start_payment(order_id)
        assert ledger_rows(privacy.ledger.Event.DISCLOSURE) == ()
        page = queries.order_by_id(order_id)
        assert page is not None
        assert (page.can_pay, page.can_pack, page.is_on_hold) == (False, False, True)

    def test_the_customer_is_told_without_a_reason(self) -> None:
        order_id = placed(payment_method=TRANSFER)
        put_on_hold(order_id, WHY)
        (received,) = mails()
        assert received.subject.strip().startswith("ご注文を確認しております")
        assert "メールアドレス" not in received.body.split("ご注文番号")[0], "no reason, no accusation"
        assert "振込" not in received.body, "nothing is asked for"

    def test_released_a_transfer_is_asked_for_and_a_card_may_be_used(self) -> None:
        transfer, card = placed(payment_method=TRANSFER), placed()
        for order_id in (transfer, card):
            put_on_hold(order_id, WHY)
        mails()
        release(transfer, why=HoldEnd.ASKED)
        assert "振込" in mail().body
        release(card, why=HoldEnd.ASKED)
        received = mail()
        assert "お支払いください" in received.body
        page = queries.order_by_id(card)
        assert page is not None
        assert page.can_pay

    def test_held_and_released_before_the_first_mail_it_is_confirmed_once(self) -> None:
        order_id = placed(payment_method=TRANSFER)
        put_on_hold(order_id, WHY)
        release(order_id, why=HoldEnd.ASKED)
        assert mail().subject.strip().startswith("ご注文を承りました")
        assert mails() == []

        # What was told before is told anew by each release: the time to pay is another.
        put_on_hold(order_id, WHY)
        mails()
        release(order_id, why=HoldEnd.ASKED)
        assert mail().subject.strip().startswith("ご注文を承りました")

    def test_a_paid_order_held_and_released_before_the_first_mail_is_confirmed_once(self) -> None:
        order_id = placed()
        tell(order_id, Told.PAID)
        put_on_hold(order_id, WHY)
        release(order_id, why=HoldEnd.ASKED)
        subjects = [received.subject.strip()[:9] for received in mails()]
        assert subjects.count("ご注文を承りました") == 1

    def test_it_does_not_expire_while_it_waits_for_us(self) -> None:
        order_id = placed()
        put_on_hold(order_id, WHY)
        assert expire_due(timezone.now() + dt.timedelta(days=30)) == 0
        release(order_id, why=HoldEnd.HARMLESS)
        expires = Order.objects.get(pk=order_id).expires_at
        assert expires is not None
        assert expires > timezone.now() + dt.timedelta(days=1)
        assert expire_due(timezone.now() + dt.timedelta(days=30)) == 0, "not over yet by the clock of now"

    def test_a_payment_that_arrives_meanwhile_is_recorded_and_confirmed_after_the_release(self) -> None:
        order_id = placed()
        put_on_hold(order_id, WHY)
        mails()
        assert tell(order_id, Told.PAID) == "applied"
        assert mails() == []
        assert state(order_id) == OrderState.PAID
        with pytest.raises(OnHoldError):
            pack(order_id)
        release(order_id, why=HoldEnd.ASKED)
        assert mail().subject.strip().startswith("ご注文を承りました")
        pack(order_id)

    def test_five_declined_cards_put_it_on_hold(self) -> None:
        order_id = placed()
        for _ in range(4):
            tell(order_id, Told.FAILED)
        assert Order.objects.get(pk=order_id).held_since is None
        tell(order_id, Told.FAILED)
        (hold,) = OrderHold.objects.all()
        assert hold.because == [{"reason": "failed-payments", "count": 5}]
        with pytest.raises(NotPayableError):
            start_payment(order_id)

    def test_holding_again_adds_reasons_and_keeps_the_clock(self) -> None:
        order_id = placed()
        assert put_on_hold(order_id, WHY)
        since = Order.objects.get(pk=order_id).held_since
        assert not put_on_hold(order_id, [*WHY, Because(HoldReason.STAFF, 1)])
        assert Order.objects.get(pk=order_id).held_since == since
        assert [each["reason"] for each in OrderHold.objects.get().because] == ["orders-email", "staff"]

    def test_cancelling_ends_the_hold_and_gives_the_stock_back(self) -> None:
        variant = cup(available=3)
        order_id = placed(line(variant, 2))
        put_on_hold(order_id, WHY)
        cancel(order_id, reason=CancelReason.STAFF)
        variant.refresh_from_db()
        assert (variant.available, OrderHold.objects.get().end) == (3, "cancelled")
        with pytest.raises(NotOnHoldError):
            release(order_id, why=HoldEnd.KNOWN)
        assert state(order_id) == OrderState.CANCELLED

    def test_what_has_left_is_not_held(self) -> None:
        order_id = paid()
        pack(order_id)
        ship(order_id, carrier="yamato", tracking_number="1234-5678-9012")
        with pytest.raises(WrongStateError):
            put_on_hold(order_id, WHY)
        assert not OrderHold.objects.exists()

    def test_bad_words_change_nothing(self) -> None:
        order_id = placed()
        with pytest.raises(ValueError, match="has a reason"):
            put_on_hold(order_id, [])
        put_on_hold(order_id, WHY)
        with pytest.raises(ValueError, match="does not release"):
            release(order_id, why=HoldEnd.CANCELLED)
        assert Order.objects.get(pk=order_id).held_since is not None

    def test_the_desk_counts_and_filters_them(self) -> None:
        first, free = paid(), paid()
        put_on_hold(first, WHY)
        waiting = queries.on_hold()
        assert (waiting.count, waiting.since) == (1, Order.objects.get(pk=first).held_since)
        assert queries.counts_by_state()[OrderState.PAID] == 1, "what can be packed"
        rows = queries.list_orders(OrderFilter(is_on_hold=True), start=0, stop=10)
        assert [row.id for row in rows] == [first]
        assert free not in {row.id for row in rows}

    def test_a_page_left_open_at_the_provider_is_closed(self) -> None:
        order_id = placed()
        start_payment(order_id)
        put_on_hold(order_id, WHY)
        assert "withdraw_payment" in {name.rpartition(".")[2] for name, _ in waiting_tasks()}


@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
class TestAtOnce:
    def run(self, *verbs: Callable[[], object]) -> list[str]:
        outcomes: list[str] = []
        barrier = threading.Barrier(len(verbs))

        def act(verb: Callable[[], object]) -> None:
            try:
                with privacy.acting_as(privacy.Actor.system("test")):
                    barrier.wait()
                    outcomes.append(str(verb()))
            except WrongStateError as error:
                outcomes.append(type(error).__name__)
            finally:
                connections.close_all()

        threads = [threading.Thread(target=act, args=(verb,)) for verb in verbs]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return sorted(outcomes)

    def test_of_many_holds_one_is_made(self) -> None:
        order_id = placed()
        outcomes = self.run(*[lambda: put_on_hold(order_id, WHY)] * 4)
        assert outcomes == ["False", "False", "False", "True"]
        assert OrderHold.objects.count() == 1

    def test_of_many_releases_one_is_made(self) -> None:
        order_id = placed()
        put_on_hold(order_id, WHY)
        outcomes = self.run(*[lambda: release(order_id, why=HoldEnd.KNOWN)] * 4)
        assert outcomes == ["None", "NotOnHoldError", "NotOnHoldError", "NotOnHoldError"]
        assert OrderHold.objects.get().end == "known"

    def test_a_hold_and_a_pack_at_once_never_leave_a_packed_order_unheld(self) -> None:
        order_id = paid()
        outcomes = self.run(lambda: put_on_hold(order_id, WHY), lambda: pack(order_id))
        order = Order.objects.get(pk=order_id)
        assert order.held_since is not None
        assert outcomes in (["None", "True"], ["OnHoldError", "True"])
