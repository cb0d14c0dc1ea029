"""The payment door onto the sandbox provider."""

import json
from collections.abc import Mapping
from typing import Final
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from small_trades import privacy
from small_trades.doors.payment.messages import (
    EventKind,
    HostedPage,
    PaymentEvent,
    PaymentInquiry,
    PaymentRequest,
    PaymentWithdrawal,
    RefundRequest,
)
from small_trades.doors.payment.sandbox import provider, signing
from small_trades.doors.payment.sandbox.models import Session, SessionState
from small_trades.policy.declaration import PAYMENT_PROVIDER
from small_trades.policy.groups import PaymentReference

NAME: Final = "sandbox"
_KINDS: Final = {
    "payment.paid": EventKind.PAID,
    "payment.failed": EventKind.FAILED,
    "payment.refunded": EventKind.REFUNDED,
    "payment.awaited": EventKind.AWAITED,
}
Outgoing = PaymentRequest | PaymentWithdrawal | RefundRequest | PaymentInquiry


class SandboxDoor:
    """Talks to the provider in the next room: no wire is needed, and e-mail addresses stay unopened."""

    name = "payment"
    recipient = PAYMENT_PROVIDER
    messages: tuple[type[privacy.Message], ...] = (
        PaymentRequest,
        PaymentWithdrawal,
        RefundRequest,
        PaymentInquiry,
    )

    def destinations(self) -> tuple[tuple[str, int], ...]:
        """Nowhere."""
        return ()

    def send(self, message: Outgoing, opened: privacy.Opened) -> HostedPage | tuple[PaymentEvent, ...] | None:
        """Open a page, close one, give money back, or tell what has happened."""
        match message:
            case PaymentRequest():
                session, is_new = provider.open_session(message)
                return _page(session, is_new=is_new)
            case PaymentWithdrawal():
                provider.close(message.payment_id)
            case RefundRequest():
                _refund(message, opened(message.reference))
            case PaymentInquiry():
                return tuple(_event(json.loads(body)) for body in provider.story(message.payment_id))
        return None

    def verify(self, headers: Mapping[str, str], body: bytes) -> PaymentEvent:
        """A signed event of the sandbox. Raises Unverified for anything else."""
        signing.verify(headers, body)
        try:
            return _event(json.loads(body))
        except (ValueError, KeyError, TypeError):
            raise privacy.Unverified("signed, but not an event") from None


def _page(session: Session, *, is_new: bool) -> HostedPage:
    path = reverse("payment_sandbox:page", kwargs={"session_id": session.pk})
    is_complete = session.state == SessionState.COMPLETE
    reference = PaymentReference(provider=NAME, reference=str(session.pk))
    url = f"{settings.SMALL_TRADES.base_url}{path}"
    return HostedPage(url, reference, is_new=is_new, is_complete=is_complete)


def _refund(message: RefundRequest, reference: PaymentReference) -> None:
    if reference.provider != NAME or not provider.refund(
        UUID(reference.reference), message.amount, message.refund_id
    ):
        raise privacy.DoorError("the sandbox knows no such payment", permanent=True)


def _event(told: dict[str, object]) -> PaymentEvent:
    card = told["card"] if isinstance(told["card"], dict) else {}
    amount = told["amount"]
    if not isinstance(amount, int):
        raise TypeError
    return PaymentEvent(
        provider=NAME,
        event_id=str(told["id"]),
        kind=_KINDS[str(told["type"])],
        payment_id=str(told["payment"]),
        amount=amount,
        currency=str(told["currency"]),
        reference=PaymentReference(
            provider=NAME,
            reference=str(told["session"]),
            brand=str(card.get("brand", "")),
            last4=str(card.get("last4", "")),
            three_d_secure=str(told["three_d_secure"]),
        ),
        refund_id=str(told.get("refund", "")),
    )
