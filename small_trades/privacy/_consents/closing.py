"""Objecting to a purpose, restricting what may be done, and taking either back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from small_trades.privacy._broker import brokered
from small_trades.privacy._consents.models import Closure
from small_trades.privacy._consents.shapes import Restriction, fixed_word
from small_trades.privacy._consents.writing import changed, changing, checked_purpose, living
from small_trades.privacy._force import rests_on_law
from small_trades.privacy._ledger import Event
from small_trades.privacy.errors import NotObjectable
from small_trades.privacy.vocabulary import ActorKind

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

    from django.db.models import QuerySet

    from small_trades.privacy.vocabulary import Purpose


@brokered
def object_to(subject: UUID, *, purpose: Purpose, channel: str) -> Restriction:
    """Close a purpose, and those incidental to it, for a person's values, to everybody.

    The row is durable when this returns; while the objection stands, it is returned and nothing is written.
    Raises NotObjectable for a purpose of legal obligation, Erased, Undeclared (recorded), ValueError.
    """
    fixed_word(channel, "A channel")
    if rests_on_law(checked_purpose(purpose)):
        raise NotObjectable(purpose.id)
    return _close(
        subject,
        {"is_objection": True, "purposes": purpose.id},
        outcome=f"objected:{channel}",
        channel=channel,
    )


@brokered
def withdraw_objection(subject: UUID, *, purpose: Purpose, channel: str) -> bool:
    """Take an objection back; whether one stood. The row is durable when this returns."""
    fixed_word(channel, "A channel")
    rows = Closure.objects.filter(is_objection=True, purposes=checked_purpose(purpose).id)
    return _open(subject, rows, f"objection-withdrawn:{channel}", purposes=purpose.id, channel=channel)


@brokered
def restrict(
    subject: UUID,
    *,
    because: str,
    record: UUID | None = None,
    actors: Collection[ActorKind] | None = None,
    purposes: Collection[Purpose] | None = None,
) -> Restriction:
    """Close a person's values to others than them, for a reason that is a fixed word: `stopped`.

    `record` limits it to the values of one record (by its id), `actors` to those kinds (None: staff and
    system), `purposes` to some (None: all). Purposes of legal obligation stay open, and so does the person's
    own access. The row is durable when this returns; while the very same stands, it is returned. Raises
    Erased, Undeclared (recorded), ValueError for a reason that is no fixed word, no actors, no purposes.
    """
    fixed_word(because, "A reason to restrict")
    if (actors is not None and not actors) or (purposes is not None and not purposes):
        raise ValueError(
            "A restriction of nobody, or of no purpose, restricts nothing: leave it out for all."
        )
    facts = {
        "is_objection": False,
        "because": because,
        "record": record,
        "actors": " ".join(sorted(actors or ())),
        "purposes": " ".join(sorted(checked_purpose(purpose).id for purpose in purposes or ())),
    }
    return _close(subject, facts, outcome=f"restricted:{because}")


@brokered
def lift(subject: UUID, *, because: str, record: UUID | None = None) -> bool:
    """Lift the restrictions with this reason and record; whether one stood. Others stay."""
    fixed_word(because, "A reason to restrict")
    rows = Closure.objects.filter(is_objection=False, because=because, record=record)
    return _open(subject, rows, f"lifted:{because}")


@brokered
def restrictions_of(subject: UUID) -> tuple[Restriction, ...]:
    """Every objection and restriction of a person, the lifted ones too; the newest first."""
    rows = Closure.objects.filter(subject_id=subject).order_by("-made_at", "-pk")
    return tuple(_restriction(row) for row in rows)


def _close(subject: UUID, facts: dict[str, Any], *, outcome: str, channel: str = "") -> Restriction:
    with changing(subject) as found:
        person = living(found)
        row = Closure.objects.filter(subject=person, lifted_at=None, **facts).first()
        if row is None:
            row = Closure.objects.create(subject=person, made_at=timezone.now(), channel=channel, **facts)
            changed(person, Event.RESTRICTION, outcome, purposes=row.purposes)
    return _restriction(row)


def _open(
    subject: UUID, rows: QuerySet[Closure], outcome: str, *, purposes: str = "", channel: str = ""
) -> bool:
    with changing(subject) as person:
        standing = rows.filter(subject_id=subject, lifted_at=None)
        is_lifted = bool(standing.update(lifted_at=timezone.now(), lifted_channel=channel))
        if person is not None and is_lifted:
            changed(person, Event.RESTRICTION, outcome, purposes=purposes)
    return is_lifted


def _restriction(row: Closure) -> Restriction:
    return Restriction(
        id=row.pk,
        subject=row.subject_id,
        is_objection=row.is_objection,
        because=row.because,
        purposes=frozenset(row.purposes.split()) or None,
        actors=frozenset(ActorKind(kind) for kind in row.actors.split()) or None,
        record=row.record,
        channel=row.channel,
        made_at=row.made_at,
        lifted_at=row.lifted_at,
        lifted_channel=row.lifted_channel,
    )
