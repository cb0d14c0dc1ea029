"""The gate: the one way out, and the one way in. What leaves is recorded before it is sent."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar

from django.db import IntegrityError, transaction

from small_trades.privacy import _record
from small_trades.privacy._actor import Actor, acting_as, current_actor, request_id
from small_trades.privacy._broker import brokered, socket_path
from small_trades.privacy._doors import InboundDoor, doors
from small_trades.privacy._force import policy_in_force
from small_trades.privacy._keys.epochs import STORE
from small_trades.privacy._keys.models import SeenEvent
from small_trades.privacy._ledger import Event
from small_trades.privacy._open import Request, permitted
from small_trades.privacy._policy import policy
from small_trades.privacy._wayout import Destinations, Who, announce, install
from small_trades.privacy.errors import DoorError, Replayed, Tampered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from small_trades.privacy._decide import Intent
    from small_trades.privacy._doors import Door, Message
    from small_trades.privacy._sealed import Sealed
    from small_trades.privacy.vocabulary import Purpose

T = TypeVar("T")
_OUTCOMES: Final = frozenset({"sent", "failed", "failed permanently", "failed for now"})


def disclose(message: Message, *, through: str, purpose: Purpose) -> Any:
    """Provide a message's values to its recipient. Returns what the door returns.

    The rows are DISCLOSURE, durable before the door is called, and OUTCOME. Raises DoorError when the door
    could not deliver, Refused, Erased, Undeclared and Tampered like `use`.
    """
    door = _door(through)
    if type(message) not in door.messages or door.recipient != message.recipient:
        _record.undeclared(
            f"message {type(message).__name__} through door {through}", recipient=door.recipient.id
        )
    sealed, kind = message.sealed(), type(message).__name__
    if socket_path():
        opened = _provided(sealed, through, kind, purpose)
        return _send(door, message, _FarProvision(sealed, opened, through, purpose))
    return _send(door, message, _provision(sealed, door, kind, purpose))


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
    if _is_seen(through, digest):
        raise Replayed(through)
    transaction.on_commit(lambda: _remember(through, digest))
    return event


@brokered
def _is_seen(through: str, digest: bytes) -> bool:
    """Whether the message was handled before; the row says so either way."""
    recipient = _door(through).recipient
    is_seen = SeenEvent.objects.filter(door=through, digest=digest).exists()
    with acting_as(Actor.system(f"door:{through}")):
        outcome = "replayed" if is_seen else "verified"
        actor = Actor.system(f"door:{through}")
        _record.write(_record.entries(Event.RECEIPT, actor, {}, recipient=recipient.id, outcome=outcome))
    return is_seen


def shut_ways_out(*, own: Destinations = (), unix_sockets: tuple[str, ...] = ()) -> None:
    """From now on nothing leaves this process but what a door announced, and the program's own services.

    Every web and task process calls it once, when it starts. What is refused is in the ledger.
    """
    broker = (socket_path(),) if socket_path() else ()
    install(_who, own=own, unix_sockets=(*unix_sockets, *broker))


def _who() -> Who:
    actor = current_actor()
    if actor is None:
        return Who("nobody", policy_version=policy_in_force())
    return Who(actor.kind.value, actor.id, actor.role, policy_in_force(), request_id())


class _Provision(Protocol):
    """Values that may leave in one message: the row about it is durable."""

    @property
    def sealed(self) -> list[Sealed[Any]]: ...

    def open(self, index: int) -> Any:
        """One value."""

    def note(self, outcome: str) -> None:
        """The row about what became of the message."""


@dataclass(frozen=True, slots=True)
class _NearProvision:
    sealed: list[Sealed[Any]]
    request: Request
    intent: Intent
    facts: Mapping[str, Any]

    def open(self, index: int) -> Any:
        return self.request.open(index)

    def note(self, outcome: str) -> None:
        rows = _record.entries(
            Event.OUTCOME, self.intent.actor, self.request.people, outcome=outcome, **self.facts
        )
        _record.write(rows)


@dataclass(frozen=True, slots=True)
class _FarProvision:
    """The broker opens what the message holds when it allows it; this process never holds a key."""

    sealed: list[Sealed[Any]]
    opened: list[Any]
    through: str
    purpose: Purpose

    def open(self, index: int) -> Any:
        return self.opened[index]

    def note(self, outcome: str) -> None:
        _note_outcome(self.sealed, self.through, self.purpose, outcome)


def _provision(sealed: list[Sealed[Any]], door: Door, kind: str, purpose: Purpose) -> _NearProvision:
    request = Request.of(sealed)
    intent = permitted(request, purpose, "", door.recipient)
    facts: dict[str, Any] = {
        "purpose": intent.purpose.id,
        "groups": request.groups,
        "recipient": door.recipient.id,
    }
    refusal = next((verdict for verdict in request.closed(intent) if verdict is not None), None)
    if refusal is not None:
        _record.refuse(refusal, request.people, **facts)
    outcome = f"message:{kind}"
    _record.write(_record.entries(Event.DISCLOSURE, intent.actor, request.people, outcome=outcome, **facts))
    return _NearProvision(sealed, request, intent, facts)


@brokered
def _provided(sealed: list[Sealed[Any]], through: str, kind: str, purpose: Purpose) -> list[Any]:
    """In the broker: the values of a message, opened, once its row is durable."""
    door = _door(through)
    if kind not in {message.__name__ for message in door.messages}:
        _record.undeclared(f"message {kind} through door {through}", recipient=door.recipient.id)
    provision = _provision(sealed, door, kind, purpose)
    try:
        return [provision.open(index) for index in range(len(sealed))]
    except Tampered:
        provision.note("failed")
        raise


@brokered
def _note_outcome(sealed: list[Sealed[Any]], through: str, purpose: Purpose, outcome: str) -> None:
    """In the broker: what became of a message that was provided."""
    if outcome not in _OUTCOMES or not policy().declares(purpose):
        raise ValueError("An outcome is a fixed word, of a declared purpose.")
    request = Request.of(sealed)
    facts: dict[str, Any] = {
        "purpose": purpose.id,
        "groups": request.groups,
        "recipient": _door(through).recipient.id,
    }
    _record.write(_record.entries(Event.OUTCOME, current_actor(), request.people, outcome=outcome, **facts))


def _send(door: Door, message: Message, provision: _Provision) -> Any:
    opener = _Opener(provision)
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
        provision.note(outcome)
    return receipt


class _Opener:
    def __init__(self, provision: _Provision) -> None:
        self._provision: _Provision | None = provision

    def __call__(self, sealed: Sealed[T], /) -> T:
        if self._provision is None:
            raise RuntimeError("The message was sent; its values are closed again.")
        for index, own in enumerate(self._provision.sealed):
            if own is sealed:
                opened: T = self._provision.open(index)
                return opened
        raise TypeError("A door opens the sealed values of its message, no others.")

    def close(self) -> None:
        self._provision = None


def _door(name: str) -> Door:
    door = doors().get(name)
    if door is None:
        _record.undeclared(f"door {name}")
    return door


@brokered
def _remember(door: str, digest: bytes) -> None:
    # Of two deliveries at once, both may have passed; the second finds the row there.
    try:
        with transaction.atomic(using=STORE):
            SeenEvent.objects.create(door=door, digest=digest)
    except IntegrityError:
        return
