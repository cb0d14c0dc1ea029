"""What a door gets: a message's values, once it may have them and the row that says so is durable.

Where there is a broker, it judges, writes the row, opens all of a message's values and answers with them; the
door itself runs in the process that asked, because the broker reaches no network.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NoReturn, Protocol

from small_trades.privacy import _record
from small_trades.privacy._actor import current_actor
from small_trades.privacy._broker import brokered, socket_path
from small_trades.privacy._doors import doors
from small_trades.privacy._keys.store import fetch
from small_trades.privacy._ledger import Event
from small_trades.privacy._open import Request, permitted
from small_trades.privacy._policy import policy
from small_trades.privacy._provision import LawfulGround, judge_country, judge_ground, stricter
from small_trades.privacy.errors import Tampered
from small_trades.privacy.vocabulary import Purpose, RecipientRole

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from small_trades.privacy._decide import Intent, Refusal
    from small_trades.privacy._doors import Door
    from small_trades.privacy._ledger import Entry
    from small_trades.privacy._sealed import Sealed
    from small_trades.privacy.vocabulary import Recipient

OUTCOMES: Final = frozenset({"sent", "failed", "failed permanently", "failed for now"})


@dataclass(frozen=True, slots=True, repr=False)
class Asked:
    """A message that is to leave, as the rules see it: `kind` is the name of its class."""

    kind: str
    sealed: list[Sealed[Any]]
    through: str
    purpose: Purpose
    reason: str
    ground: LawfulGround | None
    about: tuple[UUID, ...]


class Provision(Protocol):
    """Values that may leave in one message: the row about it is durable."""

    @property
    def sealed(self) -> list[Sealed[Any]]: ...

    def open(self, index: int) -> Any:
        """One value."""

    def note(self, outcome: str) -> None:
        """The row about what became of the message."""


def provide(asked: Asked) -> Provision:
    """Judge, and write the row. Raises Refused, Erased, Undeclared and Tampered like `use`."""
    if socket_path():
        return _FarProvision(asked, _provided(asked))
    return _provide(asked)


def door_of(name: str) -> Door:
    """The door of this name; Undeclared, and a row, where there is none."""
    door = doors().get(name)
    if door is None:
        _record.undeclared(f"door {name}")
    return door


def undeclared_message(kind: str, through: str, door: Door) -> NoReturn:
    """Undeclared, and a row: the door takes no such message."""
    _record.undeclared(f"message {kind} through door {through}", recipient=door.recipient.id)


@dataclass(frozen=True, slots=True)
class _NearProvision:
    request: Request
    rows: Callable[..., list[Entry]]

    @property
    def sealed(self) -> list[Sealed[Any]]:
        return self.request.sealed

    def open(self, index: int) -> Any:
        return self.request.open(index)

    def note(self, outcome: str) -> None:
        _record.write(self.rows(event=Event.OUTCOME, outcome=outcome))


@dataclass(frozen=True, slots=True, repr=False)
class _FarProvision:
    """The broker opened what the message holds when it allowed it; this process never holds a key."""

    asked: Asked
    opened: list[Any]

    @property
    def sealed(self) -> list[Sealed[Any]]:
        return self.asked.sealed

    def open(self, index: int) -> Any:
        return self.opened[index]

    def note(self, outcome: str) -> None:
        _note_outcome(self.asked, outcome)


def _provide(asked: Asked) -> _NearProvision:
    door, ground, purpose = door_of(asked.through), asked.ground, asked.purpose
    request = Request.of(asked.sealed)
    reason = _reason(door.recipient, ground) or asked.reason
    intent = stricter(permitted(request, purpose, reason, door.recipient), door.recipient)
    facts: dict[str, Any] = {
        "purpose": intent.purpose.id,
        "groups": request.groups,
        "recipient": door.recipient.id,
    }
    refusal = _refusal(request, intent, door.recipient, ground)
    if refusal is not None:
        _record.refuse(refusal, request.people, reason=intent.reason, **facts)
    people = {**fetch((), set(asked.about))[1], **request.people}
    facts["reason"] = intent.reason
    rows = partial(_record.entries, actor=intent.actor, people=people, **facts)
    _record.write(rows(event=Event.DISCLOSURE, outcome=f"message:{asked.kind}"))
    return _NearProvision(request, rows)


@brokered
def _provided(asked: Asked) -> list[Any]:
    """In the broker: the values of a message, opened, once its row is durable."""
    door = door_of(asked.through)
    if asked.kind not in {message.__name__ for message in door.messages}:
        undeclared_message(asked.kind, asked.through, door)
    provision = _provide(asked)
    try:
        return [provision.open(index) for index in range(len(asked.sealed))]
    except Tampered:
        provision.note("failed")
        raise


@brokered
def _note_outcome(asked: Asked, outcome: str) -> None:
    """In the broker: what became of a message that was provided."""
    if outcome not in OUTCOMES or not policy().declares(asked.purpose):
        raise ValueError("An outcome is a fixed word, of a declared purpose.")
    recipient = door_of(asked.through).recipient
    request = Request.of(asked.sealed)
    rows = _record.entries(
        Event.OUTCOME,
        current_actor(),
        {**fetch((), set(asked.about))[1], **request.people},
        reason=(_reason(recipient, asked.ground) or asked.reason).strip(),
        purpose=asked.purpose.id,
        groups=request.groups,
        recipient=recipient.id,
        outcome=outcome,
    )
    _record.write(rows)


def _reason(recipient: Recipient, ground: LawfulGround | None) -> str:
    if ground is not None:
        return _record.told_later(ground.words, ground.told_from)
    # A provision to an authority without a ground is refused for that, not for want of any words.
    return "-" if recipient.role == RecipientRole.AUTHORITY else ""


def _refusal(
    request: Request, intent: Intent, recipient: Recipient, ground: LawfulGround | None
) -> Refusal | None:
    by_ground = judge_ground(intent, recipient, ground)
    if by_ground is not None:
        return by_ground
    closed = next((verdict for verdict in request.closed(intent) if verdict is not None), None)
    return closed or judge_country(recipient, intent.purpose, request.people)
