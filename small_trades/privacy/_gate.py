"""The gate: the one way out, and the one way in. What leaves is recorded before it is sent.

A door is a driver for one outside system. `settings.PRIVACY["DOORS"]` names a dict of them.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from hashlib import sha256
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar, runtime_checkable

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string

from small_trades.privacy import _record
from small_trades.privacy._actor import Actor, acting_as
from small_trades.privacy._keys.models import SeenEvent
from small_trades.privacy._keys.store import STORE
from small_trades.privacy._ledger import Event
from small_trades.privacy._open import Request, permitted
from small_trades.privacy._sealed import Sealed
from small_trades.privacy._wayout import announce
from small_trades.privacy.errors import DoorError, Replayed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from small_trades.privacy._decide import Intent
    from small_trades.privacy.vocabulary import Purpose, Recipient

T = TypeVar("T")


@dataclass(frozen=True)
class Message:
    """What may leave through a door. Subclasses are frozen dataclasses that name their recipient:

        @dataclass(frozen=True, repr=False)
        class ShippingLabel(Message):
            recipient = CARRIER
            to: Sealed[DeliveryAddress]
            parcel: str

    Personal values stay sealed in it; other values are seen by the door as they are.
    """

    recipient: ClassVar[Recipient]

    def sealed(self) -> list[Sealed[Any]]:
        """Its sealed values, also those in lists and tuples."""
        return [item for entry in fields(self) for item in _sealed_in(getattr(self, entry.name))]


class Opened(Protocol):
    """Opens the sealed values of the message being sent, and nothing else, while it is being sent."""

    def __call__(self, sealed: Sealed[T], /) -> T: ...


class Inbound(Protocol):
    """What a door makes of a verified inbound message: at least the sender's own number for it."""

    @property
    def event_id(self) -> str: ...


class Door(Protocol):
    """A driver. Its `name` is its key in the settings' dict.

    `send` delivers one message and returns whatever the shop should know of it; it raises DoorError, saying
    whether trying again can help, and connects to `destinations()` alone.
    """

    name: str
    recipient: Recipient
    messages: tuple[type[Message], ...]

    def destinations(self) -> tuple[tuple[str, int], ...]: ...

    def send(self, message: Any, opened: Opened) -> Any: ...


@runtime_checkable
class InboundDoor(Protocol):
    """A door that also takes messages in. `verify` raises Unverified unless it can prove who sent them."""

    def verify(self, headers: Mapping[str, str], body: bytes) -> Inbound: ...


def doors() -> Mapping[str, Door]:
    """Every door there is, by name."""
    found: Mapping[str, Door] = import_string(settings.PRIVACY["DOORS"])
    return found


def disclose(message: Message, *, through: str, purpose: Purpose) -> Any:
    """Provide a message's values to its recipient. Returns what the door returns.

    The rows are DISCLOSURE, durable before the door is called, and OUTCOME. Raises DoorError when the door could
    not deliver, Refused, Erased, Undeclared and Tampered like `use`.
    """
    door = _door(through)
    if type(message) not in door.messages or door.recipient != message.recipient:
        _record.undeclared(
            f"message {type(message).__name__} through door {through}", recipient=door.recipient.id
        )
    request = Request.of(message.sealed())
    intent = permitted(request, purpose, "", door.recipient)
    facts = {"purpose": intent.purpose.id, "groups": request.groups, "recipient": door.recipient.id}
    refusal = next((verdict for verdict in request.gone(intent) if verdict is not None), None)
    if refusal is not None:
        _record.refuse(refusal, request.people, **facts)
    kind = f"message:{type(message).__name__}"
    _record.write(_record.entries(Event.DISCLOSURE, intent.actor, request.people, outcome=kind, **facts))
    return _send(door, message, request, intent, facts)


def receive(through: str, headers: Mapping[str, str], body: bytes) -> Any:
    """What came in through a door, proved to come from its other side and not handled before.

    Call it inside `transaction.atomic()` together with the work it causes: the message counts as handled once
    that commits, so a sender that tries again after a failure is let in again. Raises Unverified, Replayed
    (answer success, do nothing) and Undeclared.
    """
    door = _door(through)
    if not isinstance(door, InboundDoor):
        _record.undeclared(f"door {through} takes nothing in", recipient=door.recipient.id)
    event = door.verify(headers, body)
    digest = sha256(event.event_id.encode()).digest()
    is_seen = SeenEvent.objects.filter(door=through, digest=digest).exists()
    with acting_as(Actor.system(f"door:{through}")):
        outcome = "replayed" if is_seen else "verified"
        actor = Actor.system(f"door:{through}")
        _record.write(_record.entries(Event.RECEIPT, actor, {}, recipient=door.recipient.id, outcome=outcome))
    if is_seen:
        raise Replayed(through)
    transaction.on_commit(lambda: _remember(through, digest))
    return event


def _send(door: Door, message: Message, request: Request, intent: Intent, facts: Mapping[str, Any]) -> Any:
    opener = _Opener(request)
    outcome = "failed"
    try:
        with announce(door.destinations()):
            receipt = door.send(message, opener)
        outcome = "sent"
    except DoorError as error:
        outcome = "failed permanently" if error.permanent else "failed for now"
        raise
    finally:
        opener.close()
        _record.write(_record.entries(Event.OUTCOME, intent.actor, request.people, outcome=outcome, **facts))
    return receipt


class _Opener:
    def __init__(self, request: Request) -> None:
        self._request: Request | None = request

    def __call__(self, sealed: Sealed[T], /) -> T:
        if self._request is None:
            raise RuntimeError("The message was sent; its values are closed again.")
        for index, own in enumerate(self._request.sealed):
            if own is sealed:
                opened: T = self._request.open(index)
                return opened
        raise TypeError("A door opens the sealed values of its message, no others.")

    def close(self) -> None:
        self._request = None


def _door(name: str) -> Door:
    door = doors().get(name)
    if door is None:
        _record.undeclared(f"door {name}")
    return door


def _remember(door: str, digest: bytes) -> None:
    # Of two deliveries at once, both may have passed; the second finds the row there.
    try:
        with transaction.atomic(using=STORE):
            SeenEvent.objects.create(door=door, digest=digest)
    except IntegrityError:
        return


def _sealed_in(value: object) -> Iterator[Sealed[Any]]:
    if isinstance(value, Sealed):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _sealed_in(item)
