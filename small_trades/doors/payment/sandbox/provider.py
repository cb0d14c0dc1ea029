"""What the sandbox provider does: opens pages, takes test cards, gives money back, and tells the shop."""

import datetime as dt
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from small_trades.doors.payment.messages import PaymentRequest
from small_trades.doors.payment.sandbox import tasks
from small_trades.doors.payment.sandbox.cards import CARDS, Card, Outcome
from small_trades.doors.payment.sandbox.models import Event, EventKind, Session, SessionState
from small_trades.doors.payment.sandbox.webhook import body_of

AUTHENTICATED: Final = "authenticated"
REFUSED: Final = "refused"


def open_session(request: PaymentRequest) -> tuple[Session, bool]:
    """The session of a payment, and whether it is new: the one that is open or complete stays."""
    with transaction.atomic():
        latest = (
            Session.objects.select_for_update()
            .filter(payment_id=request.payment_id)
            .order_by("-created_at")
            .first()
        )
        if latest is not None and (latest.state == SessionState.COMPLETE or is_open(latest)):
            return latest, False
        made = Session.objects.create(
            payment_id=request.payment_id,
            order_code=request.order_code,
            amount=request.amount,
            currency=request.currency,
            success_url=request.success_url,
            cancel_url=request.cancel_url,
            expires_at=request.expires_at,
            pay_with=request.pay_with,
        )
        return made, True


def is_open(session: Session) -> bool:
    """Whether a card can still be used."""
    return (
        session.state in {SessionState.OPEN, SessionState.CHALLENGE, SessionState.AWAITED}
        and timezone.now() < session.expires_at
    )


def use_card(session_id: UUID, card: Card) -> Session:
    """Play what the card plays; a page that is closed or complete stays as it is."""
    with transaction.atomic():
        session = _held(session_id)
        if not is_open(session):
            return session
        session.card = card.id
        if card.outcome == Outcome.CHALLENGES:
            session.state = SessionState.CHALLENGE
            session.save()
        elif card.outcome == Outcome.DECLINES:
            _decline(session)
        else:
            _complete(session, card)
        return session


def answer_challenge(session_id: UUID, *, is_confirmed: bool) -> Session:
    """The card holder answered their bank."""
    with transaction.atomic():
        session = _held(session_id)
        if session.state != SessionState.CHALLENGE or not is_open(session):
            return session
        if is_confirmed:
            _complete(session, CARDS[session.card])
        else:
            session.three_d_secure = REFUSED
            _decline(session)
        return session


def give_number(session_id: UUID) -> Session:
    """The customer wants to pay at a store: there is a number from now on."""
    with transaction.atomic():
        session = _held(session_id)
        if session.state == SessionState.OPEN and is_open(session):
            session.state = SessionState.AWAITED
            session.save()
            _tell(session, EventKind.AWAITED, (0,))
        return session


def pay_at_store(session_id: UUID) -> Session:
    """The cash arrived under the number."""
    with transaction.atomic():
        session = _held(session_id)
        if session.state == SessionState.AWAITED and is_open(session):
            session.state = SessionState.COMPLETE
            session.save()
            _tell(session, EventKind.PAID, (0,))
        return session


def close(payment_id: str) -> None:
    """Nothing more is charged for this payment."""
    still_open = Session.objects.filter(
        payment_id=payment_id, state__in=[SessionState.OPEN, SessionState.CHALLENGE, SessionState.AWAITED]
    )
    still_open.update(state=SessionState.CLOSED)


def refund(session_id: UUID, amount: int, refund_id: str) -> bool:
    """Give some of a complete payment back, once for each number; False where there is not as much."""
    with transaction.atomic():
        session = Session.objects.select_for_update().filter(pk=session_id).first()
        if session is None:
            return False
        if session.events.filter(refund=refund_id).exists():
            return True
        if session.state != SessionState.COMPLETE or not 0 < amount <= session.amount - session.refunded:
            return False
        session.refunded += amount
        if session.refunded == session.amount:
            session.state = SessionState.REFUNDED
        session.save()
        _tell(session, EventKind.REFUNDED, (0,), amount=amount, refund_id=refund_id)
        return True


def story(payment_id: str) -> list[bytes]:
    """Every event of a payment, as it was or will be told, oldest first."""
    events = Event.objects.select_related("session").filter(session__payment_id=payment_id)
    return [body_of(event) for event in events.order_by("created_at")]


def _held(session_id: UUID) -> Session:
    return Session.objects.select_for_update().get(pk=session_id)


def _complete(session: Session, card: Card) -> None:
    session.state = SessionState.COMPLETE
    session.three_d_secure = AUTHENTICATED
    session.save()
    _tell(session, EventKind.PAID, card.delays)


def _decline(session: Session) -> None:
    session.state = SessionState.OPEN
    session.save()
    _tell(session, EventKind.FAILED, (0,))


def _tell(
    session: Session,
    kind: EventKind,
    delays: tuple[int, ...],
    *,
    amount: int | None = None,
    refund_id: str = "",
) -> None:
    event = Event.objects.create(
        session=session,
        kind=kind,
        card=session.card,
        three_d_secure=session.three_d_secure,
        amount=session.amount if amount is None else amount,
        refund=refund_id,
    )
    for seconds in delays:
        after = timezone.now() + dt.timedelta(seconds=seconds) if seconds else None
        tasks.deliver.using(run_after=after).enqueue(str(event.pk))
