"""The sandbox provider telling the shop, over a real HTTPS connection on this machine."""

import http.client
import json
import ssl
from dataclasses import dataclass
from typing import Any, ClassVar, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from small_trades import privacy
from small_trades.doors.payment.sandbox import signing
from small_trades.doors.payment.sandbox.cards import CARDS
from small_trades.doors.payment.sandbox.models import Event
from small_trades.policy.declaration import PAYMENT_PROVIDER

TIMEOUT_SECONDS: Final = 10
_EVERY_ADDRESS: Final = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - looked for, not listened on


@dataclass(frozen=True, kw_only=True, repr=False)
class WebhookDelivery(privacy.Message):
    """One event for the shop. It holds no personal value: the sandbox knows none."""

    recipient: ClassVar[privacy.Recipient] = PAYMENT_PROVIDER

    body: bytes


class SandboxWebhookDoor:
    """The provider's side of the wire. A door, because every connection of this program goes through one."""

    name = "sandbox-webhook"
    recipient = PAYMENT_PROVIDER
    messages: tuple[type[privacy.Message], ...] = (WebhookDelivery,)

    def destinations(self) -> tuple[tuple[str, int], ...]:
        """Where this machine's shop listens."""
        shop = settings.SMALL_TRADES
        return ((_EVERY_ADDRESS.get(shop.host, shop.host), shop.port),)

    def send(self, message: WebhookDelivery, opened: privacy.Opened) -> None:  # noqa: ARG002 - the door's shape
        """Post one event, signed. DoorError where the shop does not answer 200."""
        [(host, port)] = self.destinations()
        connection = http.client.HTTPSConnection(host, port, timeout=TIMEOUT_SECONDS, context=_trust())
        try:
            connection.request("POST", _path(), message.body, _headers(message.body))
            status = connection.getresponse().status
        except (OSError, http.client.HTTPException) as error:
            raise privacy.DoorError(type(error).__name__, permanent=False) from None
        finally:
            connection.close()
        if status != http.client.OK:
            raise privacy.DoorError(f"HTTP {status}", permanent=False)


def body_of(event: Event) -> bytes:
    """An event as it is sent: the same bytes each time."""
    session = event.session
    card = CARDS.get(event.card)
    content: dict[str, Any] = {
        "id": f"evt_{event.pk.hex}",
        "type": event.kind,
        "created": int(event.created_at.timestamp()),
        "payment": session.payment_id,
        "session": str(session.pk),
        "amount": event.amount,
        "refund": event.refund,
        "currency": session.currency,
        "card": {"brand": card.brand, "last4": card.last4} if card else None,
        "three_d_secure": event.three_d_secure,
    }
    return json.dumps(content, separators=(",", ":")).encode()


def _path() -> str:
    return reverse("webhooks:payment", kwargs={"provider": "sandbox"})


def _headers(body: bytes) -> dict[str, str]:
    return {
        "Host": urlsplit(settings.SMALL_TRADES.base_url).netloc,
        "Content-Type": "application/json",
        signing.HEADER: signing.signature(body),
    }


def _trust() -> ssl.SSLContext:
    """Trust what every program trusts, and the authority that this shop made for itself."""
    context = ssl.create_default_context()
    own = settings.SMALL_TRADES.secrets / "tls" / "authority.pem"
    if own.exists():
        context.load_verify_locations(cafile=str(own))
    return context
