"""The gate: the one way out, and the one way in. What leaves is recorded before it is sent."""

from __future__ import annotations

import time
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import IntegrityError, transaction
from django.dispatch import Signal

from small_trades.privacy import _record
from small_trades.privacy._actor import Actor, acting_as, current_actor, request_id
from small_trades.privacy._broker import brokered, socket_path
from small_trades.privacy._doors import FetchingDoor, InboundDoor
from small_trades.privacy._force import policy_in_force
from small_trades.privacy._giving import Asked, door_of, provide, undeclared_message
from small_trades.privacy._keys.epochs import STORE
from small_trades.privacy._keys.models import SeenEvent
from small_trades.privacy._ledger import Event
from small_trades.privacy._wayout import Destinations, OwnProgram, Who, announce, install
from small_trades.privacy.errors import DoorError, Replayed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from uuid import UUID

    from small_trades.privacy._doors import Door, Message
    from small_trades.privacy._giving import Provision
    from small_trades.privacy._provision import LawfulGround
    from small_trades.privacy._sealed import Sealed
    from small_trades.privacy.vocabulary import Purpose

T = TypeVar("T")

message_finished = Signal()
"""A message was sent, or could not be: `recipient`, `purpose`, `outcome` as the ledger says it, and `began`,
in nanoseconds since 1970. Nothing of the message. A receiver that fails changes nothing."""


def disclose(
    message: Message,
    *,
    through: str,
    purpose: Purpose,
    reason: str = "",
    ground: LawfulGround | None = None,
    about: Iterable[UUID] = (),
) -> Any:
    """Provide a message's values to its recipient. Returns what the door returns.

    The rows are DISCLOSURE, durable before the door is called, and OUTCOME. A third party takes a standing
    consent of each person to the purpose; an authority a `ground`, whose words the row holds sealed; a
    recipient abroad a consent whose words name the country. `reason` is what staff say, where a purpose asks
    for one; a ground says it itself. `about`: persons whom a message without a value
    of theirs concerns, so that the rows are theirs too.

    Raises DoorError when the door could not deliver, Refused, Erased, Undeclared and Tampered like `use`.
    """
    door = door_of(through)
    if type(message) not in door.messages or door.recipient != message.recipient:
        undeclared_message(type(message).__name__, through, door)
    asked = Asked(type(message).__name__, message.sealed(), through, purpose, reason, ground, tuple(about))
    return _send(door, message, purpose, provide(asked))


def receive(through: str, headers: Mapping[str, str], body: bytes) -> Any:
    """What came in through a door, proved to come from its other side and not handled before.

    Call it inside `transaction.atomic()` together with the work it causes: the message counts as handled once
    that commits, so a sender that tries again after a failure is let in again. Raises Unverified, Replayed
    (answer success, do nothing) and Undeclared.
    """
    door = door_of(through)
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
    recipient = door_of(through).recipient
    is_seen = SeenEvent.objects.filter(door=through, digest=digest).exists()
    with acting_as(Actor.system(f"door:{through}")):
        outcome = "replayed" if is_seen else "verified"
        actor = Actor.system(f"door:{through}")
        _record.write(_record.entries(Event.RECEIPT, actor, {}, recipient=recipient.id, outcome=outcome))
    return is_seen


@contextmanager
def reach(through: str) -> Iterator[Any]:
    """Fetch what waits behind a door; its destinations can be reached within the block, and nothing else.

    No message leaves by it, so nothing is recorded here: what is fetched and kept is recorded by `collect`.
    Raises DoorError where the other side is away or lets nobody in, and Undeclared.
    """
    door = door_of(through)
    if not isinstance(door, FetchingDoor):
        _record.undeclared(f"nothing is fetched through door {through}", recipient=door.recipient.id)
    with announce(door.destinations()), door.opened() as fetched:
        yield fetched


def shut_ways_out(
    *,
    own: Destinations = (),
    unix_sockets: tuple[str, ...] = (),
    programs: tuple[OwnProgram, ...] = (),
) -> None:
    """From now on nothing leaves this process but what a door announced, and the program's own services.

    Of programs none is started but these. Every web and task process calls it once, when it starts. What is
    refused is in the ledger.
    """
    broker = (socket_path(),) if socket_path() else ()
    install(_who, own=own, unix_sockets=(*unix_sockets, *broker), programs=programs)


def _who() -> Who:
    actor = current_actor()
    if actor is None:
        return Who("nobody", policy_version=policy_in_force())
    return Who(actor.kind.value, actor.id, actor.role, policy_in_force(), request_id())


def _send(door: Door, message: Message, purpose: Purpose, provision: Provision) -> Any:
    opener = _Opener(provision)
    outcome = "failed"
    began = time.time_ns()
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
        message_finished.send_robust(
            type(door), recipient=door.recipient, purpose=purpose, outcome=outcome, began=began
        )
    return receipt


class _Opener:
    def __init__(self, provision: Provision) -> None:
        self._provision: Provision | None = provision

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


@brokered
def _remember(door: str, digest: bytes) -> None:
    # Of two deliveries at once, both may have passed; the second finds the row there.
    try:
        with transaction.atomic(using=STORE):
            SeenEvent.objects.create(door=door, digest=digest)
    except IntegrityError:
        return
