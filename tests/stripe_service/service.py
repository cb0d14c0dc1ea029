"""The state of the account, what customers and banks do, and the server in front of it."""

import copy
import hmac
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final
from uuid import uuid4

from tests.stripe_service.errors import ApiError, invalid
from tests.stripe_service.forms import Parameters

Thing = dict[str, Any]


@dataclass(frozen=True)
class Card:
    """A test card. https://docs.stripe.com/testing."""

    brand: str
    is_declined: bool = False
    asks: bool = False
    three_d_secure: str = "authenticated"


CARDS: Final = {
    "4242424242424242": Card("visa", three_d_secure="attempt_acknowledged"),
    "4000000000003220": Card("visa", asks=True),
    "4000000000000002": Card("visa", is_declined=True),
    "3566002020360505": Card("jcb"),
}
LEAST, KONBINI_LEAST, KONBINI_MOST = 50, 120, 300_000
MINUTE, DAY = 60, 24 * 3600
SESSION: Final = frozenset(
    {
        "mode",
        "client_reference_id",
        "metadata",
        "payment_intent_data",
        "payment_method_types",
        "payment_method_options",
        "line_items",
        "customer_creation",
        "customer_email",
        "locale",
        "success_url",
        "cancel_url",
        "expires_at",
        "expand",
    }
)
LOCALES: Final = frozenset({"auto", "ja", "en"})


@dataclass(frozen=True)
class Event:
    """One webhook as it goes out: the same body each time it is sent."""

    kind: str
    body: bytes


class Service:
    """One account in test mode. Every method may be called from any thread."""

    def __init__(self, *, secret_key: str, webhook_secret: str) -> None:
        """An empty account."""
        self.secret_key = secret_key
        self.webhook_secret = webhook_secret
        self.address = ""
        self.sessions: dict[str, Thing] = {}
        self.intents: dict[str, Thing] = {}
        self.charges: dict[str, Thing] = {}
        self.refunds: dict[str, Thing] = {}
        self.events: list[Event] = []
        self.requests: list[tuple[str, str, Parameters]] = []
        self.is_down = False
        self.refuses_refunds = False
        self._later = 0
        self.refunds_wait = False
        self._answers: dict[str, tuple[str, Thing, int]] = {}
        self.lock = threading.RLock()

    # ---------------------------------------------------------------------------------- time and webhooks

    def now(self) -> int:
        """Stripe's clock, in Unix seconds."""
        return int(time.time()) + self._later

    def wait(self, seconds: int) -> None:
        """Let time pass: pages close and numbers for the store end."""
        with self.lock:
            self._later += seconds
            for session in self.sessions.values():
                self._end(session)

    def end(self, session_id: str) -> None:
        """Let the time of one page, or of its number for the store, be over."""
        with self.lock:
            session = self.sessions[session_id]
            session["expires_at"] = self.now()
            intent = self.intents.get(session["payment_intent"] or "")
            if intent is not None and intent["next_action"]:
                intent["next_action"]["konbini_display_details"]["expires_at"] = self.now()
            self._end(session)

    def signature(self, body: bytes, *, secret: str = "", at: int | None = None) -> dict[str, str]:
        """The header of a webhook sent now. https://docs.stripe.com/webhooks#verify-manually."""
        moment = int(time.time()) if at is None else at
        key = (secret or self.webhook_secret).encode()
        digest = hmac.new(key, f"{moment}.".encode() + body, sha256).hexdigest()
        return {"Stripe-Signature": f"t={moment},v1={digest}"}

    def taken(self) -> list[Event]:
        """The events that are to be sent, oldest first; they are not queued any more."""
        with self.lock:
            events, self.events = self.events, []
            return events

    def _tell(self, kind: str, about: Thing) -> None:
        told = {
            "id": f"evt_{uuid4().hex}",
            "object": "event",
            "type": kind,
            "created": self.now(),
            "livemode": False,
            "data": {"object": copy.deepcopy(about)},
        }
        self.events.append(Event(kind, json.dumps(told).encode()))

    # ------------------------------------------------------------------------------------- what customers do

    def pay(self, session_id: str, number: str, *, confirms: bool = True) -> None:
        """Type a card number on the hosted page, and answer the bank where it asks."""
        with self.lock:
            session, card = self._open(session_id), CARDS[number]
            intent = self._intent(session)
            if card.is_declined:
                self._fail(intent, "card_declined")
            elif card.asks and not confirms:
                self._fail(intent, "payment_intent_authentication_failure")
            else:
                details = {
                    "type": "card",
                    "card": {
                        "brand": card.brand,
                        "last4": number[-4:],
                        "three_d_secure": {"result": card.three_d_secure, "version": "2.2.0"},
                    },
                }
                self._succeed(intent, details)
                session |= {"status": "complete", "payment_status": "paid", "url": None}
                self._tell("payment_intent.succeeded", intent)
                self._tell("checkout.session.completed", session)

    def ask_for_number(self, session_id: str) -> None:
        """Choose a store on the hosted page: the session is complete, and nothing is paid."""
        with self.lock:
            session = self._open(session_id)
            intent = self._intent(session)
            days = int(session["payment_method_options"]["konbini"]["expires_after_days"])
            intent["status"] = "requires_action"
            intent["next_action"] = {
                "type": "konbini_display_details",
                "konbini_display_details": {
                    "expires_at": self.now() + days * DAY,
                    "hosted_voucher_url": f"{self.address}/voucher/{intent['id']}",
                },
            }
            session |= {"status": "complete", "url": None}
            self._tell("payment_intent.requires_action", intent)
            self._tell("checkout.session.completed", session)

    def pay_at_store(self, session_id: str) -> None:
        """Hand over the cash."""
        with self.lock:
            session = self.sessions[session_id]
            intent = self.intents[session["payment_intent"]]
            if intent["status"] != "requires_action":
                raise AssertionError(f"the number cannot be paid: {intent['status']}")
            self._succeed(intent, {"type": "konbini", "konbini": {"store": {"chain": "familymart"}}})
            session["payment_status"] = "paid"
            self._tell("payment_intent.succeeded", intent)
            self._tell("checkout.session.async_payment_succeeded", session)

    def refund_at_the_dashboard(self, session_id: str, amount: int) -> None:
        """Somebody gives money back at Stripe, without the shop."""
        with self.lock:
            self._refund(self.intents[self.sessions[session_id]["payment_intent"]], amount, {})

    def send_refund_back(self, session_id: str) -> None:
        """The customer's bank sends the newest refund back. https://docs.stripe.com/refunds#failed-refunds."""
        with self.lock:
            intent_id = self.sessions[session_id]["payment_intent"]
            refund = [one for one in self.refunds.values() if one["payment_intent"] == intent_id][-1]
            refund |= {"status": "failed", "failure_reason": "expired_or_canceled_card"}
            self.charges[refund["charge"]]["amount_refunded"] -= refund["amount"]
            self._tell("refund.updated", refund)
            self._tell("refund.failed", refund)

    def session_of(self, payment_id: str) -> str:
        """The newest session of one of the shop's payments."""
        found = [one["id"] for one in self.sessions.values() if one["client_reference_id"] == payment_id]
        return str(found[-1])

    # ------------------------------------------------------------------------------------------------ the API

    def answer(self, method: str, path: str, given: Parameters, key: str) -> Thing:
        """One request. Raises ApiError."""
        with self.lock:
            self.requests.append((method, path, given))
            if method == "GET" or not key:
                return self._route(method, path, given)
            asked = json.dumps([path, given], sort_keys=True)
            if key in self._answers and self.now() - self._answers[key][2] < DAY:
                before, answer, _at = self._answers[key]
                if before != asked:
                    raise ApiError(400, "idempotency_error", "A key goes with one set of parameters.")
                return answer
            answer = self._route(method, path, given)
            self._answers[key] = (asked, answer, self.now())
            return answer

    def _route(self, method: str, path: str, given: Parameters) -> Thing:
        match (method, *path.strip("/").split("/")):
            case ("POST", "v1", "checkout", "sessions"):
                return self._create_session(given)
            case ("GET", "v1", "checkout", "sessions", session_id):
                return self._expanded(self._known(self.sessions, session_id), given)
            case ("POST", "v1", "checkout", "sessions", session_id, "expire"):
                return self._expire(self._known(self.sessions, session_id))
            case ("POST", "v1", "payment_intents", intent_id, "cancel"):
                return self._cancel(self._known(self.intents, intent_id))
            case ("POST", "v1", "refunds"):
                return self._create_refund(given)
            case ("GET", "v1", "refunds"):
                intent_id = given["payment_intent"]
                found = [one for one in self.refunds.values() if one["payment_intent"] == intent_id]
                return {"object": "list", "url": "/v1/refunds", "has_more": False, "data": found[::-1]}
        raise invalid(f"Unrecognized request URL ({method}: {path}).", code="url_invalid", status=404)

    def _known(self, things: dict[str, Thing], wanted: str) -> Thing:
        if wanted not in things:
            raise invalid(f"No such object: '{wanted}'", code="resource_missing", status=404)
        return things[wanted]

    def _create_session(self, given: Parameters) -> Thing:
        unknown = set(given) - SESSION
        if unknown:
            raise invalid(f"Received unknown parameters: {sorted(unknown)}", code="parameter_unknown")
        amount = self._amount(given)
        expires_at = int(given["expires_at"])
        if not 30 * MINUTE <= expires_at - self.now() <= DAY:
            raise invalid("The `expires_at` timestamp must be between 30 minutes and 24 hours from now.")
        if given.get("customer_creation", "if_required") not in {"if_required", "always"}:
            raise invalid("Invalid customer_creation")
        if given["mode"] != "payment" or given["locale"] not in LOCALES:
            raise invalid("mode or locale")
        if not all(str(given[name]).startswith("https://") for name in ("success_url", "cancel_url")):
            raise invalid("Not a valid URL", code="url_invalid")
        session_id = f"cs_test_{uuid4().hex}"
        self.sessions[session_id] = {
            "id": session_id,
            "object": "checkout.session",
            "amount_total": amount,
            "currency": "jpy",
            "client_reference_id": given["client_reference_id"],
            "customer_email": given["customer_email"],
            "created": self.now(),
            "expires_at": expires_at,
            "livemode": False,
            "metadata": given["metadata"],
            "mode": "payment",
            "payment_intent": None,
            "payment_method_options": given["payment_method_options"],
            "payment_method_types": given["payment_method_types"],
            "payment_status": "unpaid",
            "status": "open",
            "success_url": given["success_url"],
            "cancel_url": given["cancel_url"],
            "url": f"{self.address}/c/pay/{session_id}",
            "_intent_data": given["payment_intent_data"],
        }
        return self._expanded(self.sessions[session_id], {})

    def _amount(self, given: Parameters) -> int:
        [item] = given["line_items"]
        price = item["price_data"]
        if price["currency"] != "jpy" or item["quantity"] != "1" or not price["product_data"]["name"]:
            raise invalid("line_items")
        amount = int(price["unit_amount"])
        [kind] = given["payment_method_types"]
        if kind not in {"card", "konbini"} or set(given["payment_method_options"]) != {kind}:
            raise invalid("payment_method_types")
        least, most = (LEAST, 99_999_999) if kind == "card" else (KONBINI_LEAST, KONBINI_MOST)
        if amount < least:
            raise invalid(f"The amount must be at least ¥{least}.", code="amount_too_small")
        if amount > most:
            raise invalid(f"The amount must be at most ¥{most}.", code="amount_too_large")
        return amount

    def _expire(self, session: Thing) -> Thing:
        if session["status"] != "open":
            raise invalid(f"Only open sessions can be expired, this one is {session['status']}.")
        session |= {"status": "expired", "url": None}
        self._tell("checkout.session.expired", session)
        return self._expanded(session, {})

    def _cancel(self, intent: Thing) -> Thing:
        if intent["status"] not in {"requires_payment_method", "requires_action"}:
            raise invalid("This PaymentIntent cannot be canceled.", code="payment_intent_unexpected_state")
        intent |= {"status": "canceled", "next_action": None}
        self._tell("payment_intent.canceled", intent)
        return intent

    def _create_refund(self, given: Parameters) -> Thing:
        if set(given) - {"payment_intent", "amount", "metadata", "reason"}:
            raise invalid("Received unknown parameter", code="parameter_unknown")
        intent = self._known(self.intents, given["payment_intent"])
        if self.refuses_refunds:
            raise invalid("This payment method cannot be refunded.", code="charge_not_refundable")
        return self._refund(intent, int(given["amount"]), given["metadata"])

    def _refund(self, intent: Thing, amount: int, metadata: Parameters) -> Thing:
        if intent["latest_charge"] is None:
            raise invalid("This PaymentIntent has no successful charge.", code="charge_not_refundable")
        charge = self.charges[intent["latest_charge"]]
        left = charge["amount"] - charge["amount_refunded"]
        if not 0 < amount <= left:
            raise invalid(f"Refund amount (¥{amount}) is greater than unrefunded amount (¥{left}).")
        charge["amount_refunded"] += amount
        refund = {
            "id": f"re_{uuid4().hex}",
            "object": "refund",
            "amount": amount,
            "currency": "jpy",
            "charge": charge["id"],
            "payment_intent": intent["id"],
            "metadata": metadata,
            "status": "pending" if self.refunds_wait else "succeeded",
            "created": self.now(),
        }
        self.refunds[refund["id"]] = refund
        self._tell("refund.created", refund)
        self._tell("charge.refunded", charge)
        return refund

    # --------------------------------------------------------------------------------------------- inside

    def _open(self, session_id: str) -> Thing:
        session = self.sessions[session_id]
        self._end(session)
        if session["status"] != "open":
            raise AssertionError(f"the page is {session['status']}")
        return session

    def _end(self, session: Thing) -> None:
        """What time does to a session and to the number for the store."""
        if session["status"] == "open" and self.now() >= session["expires_at"]:
            session |= {"status": "expired", "url": None}
            self._tell("checkout.session.expired", session)
        intent = self.intents.get(session["payment_intent"] or "")
        if intent is None or intent["status"] != "requires_action":
            return
        if self.now() >= intent["next_action"]["konbini_display_details"]["expires_at"]:
            intent |= {"status": "requires_payment_method", "next_action": None}
            self._tell("payment_intent.payment_failed", intent)
            self._tell("checkout.session.async_payment_failed", session)

    def _intent(self, session: Thing) -> Thing:
        known = self.intents.get(session["payment_intent"] or "")
        if known is not None:
            return known
        intent = {
            "id": f"pi_{uuid4().hex}",
            "object": "payment_intent",
            "amount": session["amount_total"],
            "currency": "jpy",
            "metadata": session["_intent_data"]["metadata"],
            "description": session["_intent_data"]["description"],
            "status": "requires_payment_method",
            "latest_charge": None,
            "last_payment_error": None,
            "next_action": None,
        }
        self.intents[intent["id"]] = intent
        session["payment_intent"] = intent["id"]
        return intent

    def _succeed(self, intent: Thing, details: Thing) -> None:
        charge = {
            "id": f"ch_{uuid4().hex}",
            "object": "charge",
            "amount": intent["amount"],
            "amount_refunded": 0,
            "currency": "jpy",
            "metadata": intent["metadata"],
            "payment_intent": intent["id"],
            "payment_method_details": details,
            "status": "succeeded",
        }
        self.charges[charge["id"]] = charge
        intent |= {
            "status": "succeeded",
            "latest_charge": charge["id"],
            "next_action": None,
            "last_payment_error": None,
        }

    def _fail(self, intent: Thing, code: str) -> None:
        intent["last_payment_error"] = {"type": "card_error", "code": code}
        self._tell("payment_intent.payment_failed", intent)

    def _expanded(self, session: Thing, given: Parameters) -> Thing:
        shown = {name: value for name, value in session.items() if not name.startswith("_")}
        if "payment_intent.latest_charge" in given.get("expand", []) and session["payment_intent"]:
            intent = dict(self.intents[session["payment_intent"]])
            if intent["latest_charge"]:
                intent["latest_charge"] = self.charges[intent["latest_charge"]]
            shown["payment_intent"] = intent
        return shown


@contextmanager
def running(service: Service) -> Iterator[Service]:
    """Serve the account on a free port of loopback while the block runs."""
    from tests.stripe_service.server import serve  # noqa: PLC0415 - it needs this module

    server = serve(service)
    service.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, name="stripe", daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
