"""The payment door onto Stripe Checkout (https://docs.stripe.com/api/checkout/sessions).

Card numbers are typed on Stripe's page and never pass here. A payment is found again by its Checkout
Session; what Stripe tells about itself (payment intents, charges, refunds) is read anew each time.
"""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final
from urllib.parse import urlsplit

import requests
import stripe
from django.utils import timezone

from small_trades import privacy
from small_trades.doors.payment.messages import (
    HostedPage,
    PaymentEvent,
    PaymentInquiry,
    PaymentRequest,
    PaymentWithdrawal,
    PayWith,
    RefundRequest,
)
from small_trades.doors.payment.stripe import events
from small_trades.doors.payment.stripe.events import NAME
from small_trades.policy.declaration import PAYMENT_PROVIDER
from small_trades.policy.groups import PaymentReference

TIMEOUT_SECONDS: Final = (5.0, 20.0)
SHORTEST: Final = dt.timedelta(minutes=31)  # Stripe wants 30 minutes from the moment it reads the request
LONGEST: Final = dt.timedelta(hours=23, minutes=55)  # … and no more than 24 hours
STEP: Final = dt.timedelta(minutes=30)
KONBINI_DAYS: Final = 3
HTTPS_PORT: Final = 443
TOLERANCE_SECONDS: Final = 300
Outgoing = PaymentRequest | PaymentWithdrawal | RefundRequest | PaymentInquiry

# Nothing about this machine goes along with a request.
stripe.enable_telemetry = False


class StripeDoor:
    """Talks to Stripe's API at `api_base` with the account's secret key.

    `webhook_secret` is the endpoint's own (whsec_…): without the right one every event is refused.
    """

    name = "payment"
    recipient = PAYMENT_PROVIDER
    messages: tuple[type[privacy.Message], ...] = (
        PaymentRequest,
        PaymentWithdrawal,
        RefundRequest,
        PaymentInquiry,
    )

    def __init__(self, *, secret_key: str, webhook_secret: str, api_base: str) -> None:
        """Nothing is asked of Stripe yet."""
        self._secret_key = secret_key
        self._webhook_secret = webhook_secret
        self._api_base = api_base.rstrip("/")

    def destinations(self) -> tuple[tuple[str, int], ...]:
        """The API alone."""
        base = urlsplit(self._api_base)
        return ((base.hostname or "", base.port or HTTPS_PORT),)

    def send(self, message: Outgoing, opened: privacy.Opened) -> HostedPage | tuple[PaymentEvent, ...] | None:
        """Open a page, close one, give money back, or tell what has happened.

        Raises:
            DoorError: Stripe is away or busy (not permanent), or does not accept the request (permanent).
        """
        with self._client() as client:
            match message:
                case PaymentRequest():
                    return _page(client, message, opened)
                case PaymentWithdrawal():
                    _close(client, _session_id(message.reference, opened))
                case RefundRequest():
                    _refund(client, message, _session_id(message.reference, opened))
                case PaymentInquiry():
                    return _story(client, message, _session_id(message.reference, opened))
        return None

    def verify(self, headers: Mapping[str, str], body: bytes) -> PaymentEvent:
        """An event that Stripe signed in the last five minutes. Raises Unverified for anything else."""
        given = next((value for name, value in headers.items() if name.lower() == "stripe-signature"), "")
        try:
            stripe.WebhookSignature.verify_header(
                body.decode(), given, self._webhook_secret, TOLERANCE_SECONDS
            )
            return events.read(json.loads(body))
        except stripe.SignatureVerificationError:
            raise privacy.Unverified("not signed by Stripe, or long ago") from None
        except (ValueError, KeyError, TypeError, AttributeError):
            raise privacy.Unverified("signed, but not an event") from None

    @contextmanager
    def _client(self) -> Iterator[stripe.StripeClient]:
        """A client with a connection of its own: none is left open once the gate has closed the way out."""
        with requests.Session() as session:
            session.trust_env = False
            http = stripe.RequestsClient(timeout=TIMEOUT_SECONDS, session=session)
            try:
                yield stripe.StripeClient(
                    self._secret_key,
                    http_client=http,
                    base_addresses={"api": self._api_base},
                    max_network_retries=0,
                )
            except (stripe.APIConnectionError, stripe.RateLimitError) as error:
                raise privacy.DoorError(type(error).__name__, permanent=False) from None
            except stripe.StripeError as error:
                raise privacy.DoorError(_said(error), permanent=(error.http_status or 500) < 500) from None  # noqa: PLR2004 - HTTP 5xx


def _said(error: stripe.StripeError) -> str:
    """Kind and code; the message may quote what was sent."""
    return " ".join(word for word in (type(error).__name__, error.code) if word)


def _session_id(reference: privacy.Sealed[PaymentReference] | None, opened: privacy.Opened) -> str:
    """The session of a reference; empty where there is none, or where another provider gave it."""
    if reference is None:
        return ""
    known = opened(reference)
    return known.reference if known.provider == NAME else ""


def _page(client: stripe.StripeClient, message: PaymentRequest, opened: privacy.Opened) -> HostedPage:
    before = _session_id(message.reference, opened)
    if before:
        known = _hosted(_retrieve(client, before))
        if known is not None:
            return known
    wanted = _wanted(message, opened)
    # The same request with the same key gives the same session, also where its answer was lost.
    key = {"idempotency_key": f"{message.payment_id}:{before or 'first'}:{wanted['expires_at']}"}
    created = client.v1.checkout.sessions.create(wanted, key).to_dict()  # type: ignore[arg-type] # a dict of its fields
    return HostedPage(created["url"], events.reference(created), is_new=True)


def _hosted(session: dict[str, Any]) -> HostedPage | None:
    """The page of a session; None where it is over and nothing was or will be paid on it."""
    reference = events.reference(session)
    if session["status"] == "open":
        return HostedPage(session["url"], reference)
    if session["status"] != "complete":
        return None
    if session["payment_status"] != "unpaid":
        return HostedPage("", reference, is_complete=True)
    voucher = events.voucher_url(session)
    return HostedPage(voucher, reference) if voucher else None


def _wanted(message: PaymentRequest, opened: privacy.Opened) -> dict[str, Any]:
    about = {"payment_id": message.payment_id, "order_code": message.order_code}
    return {
        "mode": "payment",
        "client_reference_id": message.payment_id,
        "metadata": about,
        "payment_intent_data": {"metadata": about, "description": message.description},
        "payment_method_types": [message.pay_with.value],
        "payment_method_options": {message.pay_with.value: _options(message.pay_with)},
        "line_items": [
            {
                "quantity": 1,
                "price_data": {
                    "currency": message.currency.lower(),
                    "unit_amount": message.amount,
                    "product_data": {"name": message.description},
                },
            }
        ],
        "customer_email": opened(message.email).address,
        # No Customer object: nothing at Stripe outlives the payment it belongs to.
        "customer_creation": "if_required",
        "locale": message.language,
        "success_url": message.success_url,
        "cancel_url": message.cancel_url,
        "expires_at": _closes_at(message.expires_at),
    }


def _closes_at(wished: dt.datetime) -> int:
    """When the page closes, in Unix seconds: as wished, or as near as Stripe allows.

    Where it has to be later than wished, it is a round half-hour, so that asking again asks for the same.
    """
    now = timezone.now()
    if wished >= now + SHORTEST:
        return int(min(wished, now + LONGEST).timestamp())
    step = int(STEP.total_seconds())
    return -(-int((now + SHORTEST).timestamp()) // step) * step


def _options(pay_with: PayWith) -> dict[str, Any]:
    # Card guideline 6.0: EMV 3-D Secure for every payment, not only where Stripe sees a risk.
    if pay_with == PayWith.CARD:
        return {"request_three_d_secure": "any"}
    return {"expires_after_days": KONBINI_DAYS}


def _retrieve(client: stripe.StripeClient, session_id: str) -> dict[str, Any]:
    expand = {"expand": ["payment_intent.latest_charge"]}
    return client.v1.checkout.sessions.retrieve(session_id, expand).to_dict()  # type: ignore[arg-type] # a dict of its fields


def _close(client: stripe.StripeClient, session_id: str) -> None:
    if not session_id:
        return
    session = _retrieve(client, session_id)
    if session["status"] == "open":
        client.v1.checkout.sessions.expire(session_id)
    elif session["status"] == "complete" and session["payment_status"] == "unpaid":
        # The number for the store must not take money any more.
        client.v1.payment_intents.cancel(session["payment_intent"]["id"])


def _refund(client: stripe.StripeClient, message: RefundRequest, session_id: str) -> None:
    intent = _retrieve(client, session_id)["payment_intent"] if session_id else None
    if intent is None:
        raise privacy.DoorError("Stripe knows no such payment", permanent=True)
    # Stripe keeps an idempotency key for a day; what goes back by way of a bank is under way for weeks.
    if any(_about(known).get("refund_id") == message.refund_id for known in _refunds(client, intent["id"])):
        return
    about = {"payment_id": message.payment_id, "refund_id": message.refund_id}
    wanted: Any = {"payment_intent": intent["id"], "amount": message.amount, "metadata": about}
    client.v1.refunds.create(wanted, {"idempotency_key": message.refund_id})


def _story(client: stripe.StripeClient, message: PaymentInquiry, session_id: str) -> tuple[PaymentEvent, ...]:
    if not session_id:
        return ()
    session = _retrieve(client, session_id)
    found = [*events.of_session(session)]
    intent = session["payment_intent"]
    if intent is not None:
        found += [
            event
            for refund in _refunds(client, intent["id"])
            if (event := events.of_refund(refund, payment_id=message.payment_id)) is not None
        ]
    return tuple(found)


def _refunds(client: stripe.StripeClient, intent_id: str) -> Iterator[dict[str, Any]]:
    """Every refund of a payment, whatever became of it."""
    listed = client.v1.refunds.list({"payment_intent": intent_id, "limit": 100})
    for refund in listed.auto_paging_iter():
        yield refund.to_dict()


def _about(refund: dict[str, Any]) -> dict[str, Any]:
    return refund.get("metadata") or {}
