"""Stripe's objects and events, read into the shop's words.

An event is named by what happened (`pi_….paid`), not by its delivery: a webhook that is repeated, one that
tells the same in other words, and an answer to a question are one event. https://docs.stripe.com/api/events/types
"""

from collections.abc import Iterator
from typing import Any, Final

from small_trades.doors.payment.messages import EventKind, PaymentEvent
from small_trades.policy.groups import PaymentReference

NAME: Final = "stripe"
AUTHENTICATION_FAILED: Final = "payment_intent_authentication_failure"
_REFUNDS: Final = {"succeeded": EventKind.REFUNDED, "failed": EventKind.REFUND_FAILED}
_SESSIONS: Final = frozenset(
    {
        "checkout.session.completed",
        "checkout.session.async_payment_succeeded",
        "checkout.session.async_payment_failed",
    }
)


def read(told: dict[str, Any]) -> PaymentEvent:
    """A verified event; of the kind OTHER where it says nothing about a payment of the shop."""
    kind, about = str(told["type"]), told["data"]["object"]
    if kind == "checkout.session.async_payment_failed":
        return _session_event(about, EventKind.FAILED, str(told["id"]))
    if kind in _SESSIONS:
        return next(of_session(about), _other(told))
    if kind == "payment_intent.payment_failed":
        return _failed_attempt(about, str(told["id"]))
    if kind in {"refund.created", "refund.updated", "refund.failed"}:
        return of_refund(about, payment_id="") or _other(told)
    return _other(told)


def of_session(session: dict[str, Any]) -> Iterator[PaymentEvent]:
    """What a session says: awaited or paid; nothing while it is open, or where it ended unpaid."""
    if session["status"] != "complete":
        return
    intent = _id_of(session["payment_intent"])
    if session["payment_status"] == "paid":
        yield _session_event(session, EventKind.PAID, f"{intent}.paid")
    elif session["payment_status"] == "unpaid":
        yield _session_event(session, EventKind.AWAITED, f"{intent}.awaited")


def of_refund(refund: dict[str, Any], *, payment_id: str) -> PaymentEvent | None:
    """What a refund says; None while it is under way. `payment_id` where its own metadata name none."""
    kind = _REFUNDS.get(str(refund["status"]))
    about = refund.get("metadata") or {}
    if kind is None:
        return None
    return PaymentEvent(
        provider=NAME,
        event_id=f"{refund['id']}.{kind}",
        kind=kind,
        payment_id=str(about.get("payment_id") or payment_id),
        amount=int(refund["amount"]),
        currency=str(refund["currency"]).upper(),
        reference=PaymentReference(provider=NAME, reference=""),
        refund_id=str(about.get("refund_id") or ""),
    )


def voucher_url(session: dict[str, Any]) -> str:
    """The page with the number to pay with at a store; empty where there is none any more."""
    intent = session["payment_intent"] if isinstance(session["payment_intent"], dict) else {}
    action = intent.get("next_action") or {}
    return str((action.get("konbini_display_details") or {}).get("hosted_voucher_url") or "")


def reference(session: dict[str, Any]) -> PaymentReference:
    """How the payment is found again, with what is known of the card."""
    charge = _charge(session)
    details = charge.get("payment_method_details") or {}
    card = details.get("card") or {}
    return PaymentReference(
        provider=NAME,
        reference=str(session["id"]),
        brand=str(card.get("brand") or details.get("type") or ""),
        last4=str(card.get("last4") or ""),
        three_d_secure=str((card.get("three_d_secure") or {}).get("result") or ""),
    )


def _session_event(session: dict[str, Any], kind: EventKind, event_id: str) -> PaymentEvent:
    return PaymentEvent(
        provider=NAME,
        event_id=event_id,
        kind=kind,
        payment_id=str(session["client_reference_id"]),
        amount=int(session["amount_total"]),
        currency=str(session["currency"]).upper(),
        reference=reference(session),
    )


def _failed_attempt(intent: dict[str, Any], event_id: str) -> PaymentEvent:
    error = intent.get("last_payment_error") or {}
    refused = error.get("code") == AUTHENTICATION_FAILED
    return PaymentEvent(
        provider=NAME,
        event_id=event_id,
        kind=EventKind.FAILED,
        payment_id=str((intent.get("metadata") or {}).get("payment_id") or ""),
        amount=int(intent["amount"]),
        currency=str(intent["currency"]).upper(),
        reference=PaymentReference(provider=NAME, reference="", three_d_secure="failed" if refused else ""),
    )


def _other(told: dict[str, Any]) -> PaymentEvent:
    nothing = PaymentReference(provider=NAME, reference="")
    return PaymentEvent(NAME, str(told["id"]), EventKind.OTHER, "", 0, "", nothing)


def _charge(session: dict[str, Any]) -> dict[str, Any]:
    """The charge of a session that was read with it; empty in an event, which names it only."""
    intent = session.get("payment_intent")
    charge = intent.get("latest_charge") if isinstance(intent, dict) else None
    return charge if isinstance(charge, dict) else {}


def _id_of(named: str | dict[str, Any] | None) -> str:
    return str(named["id"]) if isinstance(named, dict) else str(named or "")
