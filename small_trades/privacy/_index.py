"""Whether the ledger's index of persons leads where the rows say, and building it anew from them.

Only a person's key can tell that a reference is theirs, so this is trial: every reference that no entry of a
living person explains is tried with every living person's key, some 800,000 tries a second. What opens for
nobody belongs to the erased. A single person's index takes one try for each reference in the ledger.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from small_trades.privacy import _ledger as ledger
from small_trades.privacy import _record
from small_trades.privacy._keys import store
from small_trades.privacy._keys.models import KeyRing, KeyState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from uuid import UUID

    from small_trades.privacy._keys.store import LedgerKey
    from small_trades.privacy._ledger import Indexed

PERSONS_AT_ONCE = 5_000
MENDED_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What was found in the rows before `next_row`, where a later run goes on.

    `missing` counts persons whom an entry should lead to a row and does not; `foreign` counts entries that
    lead a person to a row about somebody else; `uneven` counts rows with more or fewer entries than
    references. `first_bad` is the first such row. `mended` rows were put right.
    """

    rows: int
    missing: int
    foreign: int
    uneven: int
    first_bad: int | None
    mended: int
    next_row: int

    @property
    def ok(self) -> bool:
        """Whether nothing was found, or everything that was found is mended."""
        return self.first_bad is None or self.mended > 0


class _Tally:
    def __init__(self, since: int) -> None:
        self.rows = self.missing = self.foreign = self.uneven = self.mended = 0
        self.first_bad: int | None = None
        self.next_row = since

    def note(self, row: Indexed, *, missing: int, foreign: int) -> bool:
        """Whether the row is as it should be."""
        self.rows += 1
        self.next_row = row.seq + 1
        is_uneven = not row.is_counted
        self.missing += missing
        self.foreign += foreign
        self.uneven += is_uneven
        is_bad = bool(missing or foreign or is_uneven)
        if is_bad and self.first_bad is None:
            self.first_bad = row.seq
        return not is_bad

    def report(self) -> IndexReport:
        return IndexReport(
            self.rows,
            self.missing,
            self.foreign,
            self.uneven,
            self.first_bad,
            self.mended,
            self.next_row,
        )


def check_own_index(
    subject: UUID, *, since: int = 0, until: int | None = None, progress: Callable[[int], None] | None = None
) -> IndexReport:
    """Whether every row about one person, and no other row, is found by their tag; reads the whole ledger.

    Independent of everybody else's entries. Nothing is found for a person whose key is destroyed.
    """
    tally = _Tally(since)
    key = store.fetch((), {subject})[1].get(subject)
    for row in ledger.indexed_rows(since=since, until=until):
        is_about = key is not None and any(_record.is_of(key, reference) for reference in row.references)
        is_found = key is not None and key.tag in row.tags
        tally.note(row, missing=is_about and not is_found, foreign=is_found and not is_about)
        if progress is not None:
            progress(row.seq)
    return tally.report()


def check_index(
    *,
    since: int = 0,
    until: int | None = None,
    mend: bool = False,
    progress: Callable[[int], None] | None = None,
) -> IndexReport:
    """Compare the index with the rows for everybody alive; with `mend`, make it what they say.

    Rows from `since` to `until` (not included): a run that was broken off goes on at the last row it told
    `progress`. Mending takes short transactions; the ledger is written meanwhile.
    """
    living = {key.tag: key for key in _living()}
    tally = _Tally(since)
    wrong: list[tuple[Indexed, frozenset[bytes]]] = []
    for row in ledger.indexed_rows(since=since, until=until):
        right = _right_tags(row, living)
        claimed = {tag for tag in row.tags if tag in living}
        if not tally.note(row, missing=len(right - claimed), foreign=len(claimed - right)):
            wrong.append((row, right))
        if mend and len(wrong) >= MENDED_AT_ONCE:
            tally.mended += ledger.mend(wrong)
            wrong.clear()
        if progress is not None:
            progress(row.seq)
    if mend and wrong:
        tally.mended += ledger.mend(wrong)
    return tally.report()


def _right_tags(row: Indexed, living: dict[bytes, LedgerKey]) -> frozenset[bytes]:
    """The tags of the living persons this row refers to: by its entries first, then by trying everybody."""
    right: set[bytes] = set()
    left = list(row.references)
    claimed = [living[tag] for tag in row.tags if tag in living]
    for key in claimed:
        own = next((reference for reference in left if _record.is_of(key, reference)), None)
        if own is not None:
            left.remove(own)
            right.add(key.tag)
    for reference in left:
        right.update(key.tag for key in living.values() if _record.is_of(key, reference))
    return frozenset(right)


def _living() -> Iterator[LedgerKey]:
    """The ledger keys of everybody who has one, some at a time."""
    rings = KeyRing.objects.filter(key_class=store.RECORDS).exclude(state=KeyState.DESTROYED)
    last: UUID | None = None
    while True:
        page = rings if last is None else rings.filter(subject_id__gt=last)
        persons = list(page.order_by("subject_id").values_list("subject_id", flat=True)[:PERSONS_AT_ONCE])
        yield from store.fetch((), persons)[1].values()
        if len(persons) < PERSONS_AT_ONCE:
            return
        last = persons[-1]
