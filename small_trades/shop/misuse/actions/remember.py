"""Keep the hashes by which an order is recognised, from the moment something is typed."""

from uuid import UUID

from small_trades.shop.misuse.lookups import MARKS, PLACE
from small_trades.shop.misuse.marks import Marks


def remember(record: UUID, *, subject: UUID, marks: Marks) -> None:
    """Let a draft, or the order it becomes, be found by these marks and no others."""
    for lookup, value in [*((MARKS[mark], marks.of(mark)) for mark in MARKS), (PLACE, marks.place)]:
        if value:
            lookup.put(value, subject=subject, record=record)
        else:
            lookup.drop(record)


def forget(record: UUID) -> None:
    """Let the record be found by nothing."""
    for lookup in (*MARKS.values(), PLACE):
        lookup.drop(record)
