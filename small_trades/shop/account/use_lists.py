"""A person's uses by what is looked for, page by page however many there are."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from small_trades import privacy
from small_trades.shop.account.uses import Ended, Event, Kind, Use, gather, kind_of, one_by_one, way_of

Wanted = privacy.ledger.Wanted
SENTENCES = 30
ROWS_AT_ONCE = 300
ROWS_AHEAD = 60
EXPORTED_AT_ONCE = 500
ACTORS = (*(kind.value for kind in privacy.ActorKind), "nobody")


@dataclass(frozen=True)
class UseFilter:
    """What is looked for; empty is everything. Both days are included, in Japan's time."""

    kinds: frozenset[Kind] = frozenset()
    purpose: str = ""
    since: date | None = None
    until: date | None = None

    def wanted(self) -> Wanted:
        """The same for the ledger."""
        return Wanted(
            _events(self.kinds) if self.kinds else None,
            purpose=self.purpose,
            since=_begin(self.since) if self.since else None,
            until=_begin(self.until + timedelta(days=1)) if self.until else None,
        )


@dataclass(frozen=True)
class UseList:
    """Sentences, newest first; `before` leads to the older ones, None at the end."""

    uses: tuple[Use, ...]
    before: int | None


def uses_in_words(subject: UUID, sought: UseFilter, *, before: int | None = None) -> UseList:
    """One page. It reads at most ROWS_AT_ONCE rows: a day with more equal uses is told on several pages."""
    rows = privacy.uses_of(subject, wanted=sought.wanted(), before=before, limit=ROWS_AT_ONCE)
    ended = {} if before is None else _ended_ahead(subject, before)
    uses, last = gather(rows, most=SENTENCES, ended=ended)
    if last is None and len(rows) == ROWS_AT_ONCE:
        last = rows[-1].seq
    return UseList(uses, last)


def latest_uses(subject: UUID, kinds: Collection[Kind], most: int) -> tuple[Use, ...]:
    """The newest of these kinds."""
    wanted = UseFilter(frozenset(kinds)).wanted()
    return gather(privacy.uses_of(subject, wanted=wanted, limit=ROWS_AT_ONCE), most=most)[0]


def count_uses(subject: UUID, sought: UseFilter) -> dict[Kind, int]:
    """How many uses there are of each kind; a provision and its outcome are one."""
    counts = dict.fromkeys(Kind, 0)
    for (event, actor_kind), count in privacy.use_counts(subject, wanted=sought.wanted()).items():
        if event != Event.OUTCOME:
            counts[kind_of(event, actor_kind)] += count
    return counts


@dataclass(frozen=True)
class ListedUse:
    """One row, as data and as a sentence."""

    row: privacy.UseRow
    use: Use


def every_use(subject: UUID, sought: UseFilter) -> Iterator[ListedUse]:
    """Every row by itself, newest first, however many: a few are in memory at a time."""
    before: int | None = None
    while True:
        rows = privacy.uses_of(subject, wanted=sought.wanted(), before=before, limit=EXPORTED_AT_ONCE)
        yield from (ListedUse(row, one_by_one(row)) for row in rows)
        if len(rows) < EXPORTED_AT_ONCE:
            return
        before = rows[-1].seq


def _events(kinds: frozenset[Kind]) -> dict[Event, frozenset[str]]:
    found = {event: frozenset(actor for actor in ACTORS if kind_of(event, actor) in kinds) for event in Event}
    return {event: actors for event, actors in found.items() if actors}


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _ended_ahead(subject: UUID, before: int) -> Ended:
    """How provisions further down ended, where that is told in rows of the page before."""
    both = Wanted({Event.DISCLOSURE: (), Event.OUTCOME: ()})
    rows = privacy.uses_of(subject, wanted=both, since=before, limit=ROWS_AHEAD, is_oldest_first=True)
    begun: dict[object, int] = {}
    ended: Ended = {}
    for row in rows:
        way = way_of(row)
        if row.event == Event.DISCLOSURE:
            begun[way] = begun.get(way, 0) + 1
        elif begun.get(way):
            begun[way] -= 1
        else:
            ended.setdefault(way, []).insert(0, row.outcome)
    return ended
