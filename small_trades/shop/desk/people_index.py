"""Finding people by name, reading or telephone: an index in memory, made by opening those groups.

Nothing of it is on disk. It only proposes: what a search shows is opened again for whoever searches, so
that whatever was erased, restricted or objected to a moment ago is not shown. What closed leaves memory
within a second in the processes that watch (see `watch`), and all of it after half an hour without a search.
"""

import datetime as dt
import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.db import DatabaseError, close_old_connections
from django.db.models import BinaryField, F, Func, QuerySet
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import FINDING
from small_trades.policy.groups import DeliveryAddress, PersonName, Telephone
from small_trades.shop.account.models import Customer
from small_trades.shop.inquiries.models import Inquiry
from small_trades.shop.kernel.text import digits, fold
from small_trades.shop.orders.models import Destination, Order

MEMBER, ORDER, ADDRESS, INQUIRY = "member", "order", "address", "inquiry"
CHUNK: Final = 1000
COMPARE_EVERY: Final = 60.0
IDLE: Final = 30 * 60.0
WATCH_EVERY: Final = 0.5
LATE: Final = dt.timedelta(minutes=2)
"""No transaction of a request lasts longer: rows that appear later than that were there before."""

log = logging.getLogger(__name__)


class _Seal(Func):
    """The first bytes of a sealed value: with its nonce, so that a new seal differs."""

    template = "SUBSTR(%(expressions)s, 1, 80)"
    output_field = BinaryField()


@dataclass(frozen=True, slots=True)
class Source:
    """One table of people: its rows, which sealed columns are read, and when a row appeared.

    A row whose first column does not open is closed.
    """

    kind: str
    rows: Callable[[], QuerySet[Any]]
    columns: tuple[str, ...]
    since: str

    def newer(self, moment: dt.datetime) -> QuerySet[Any]:
        """Rows that appeared since a moment."""
        return self.rows().filter(**{f"{self.since}__gte": moment})


SOURCES: Final = (
    Source(MEMBER, lambda: Customer.objects.exclude(verified_at=None), ("name", "telephone"), "verified_at"),
    Source(ORDER, Order.objects.all, ("name", "ship_to"), "placed_at"),
    # The receivers at an order's further addresses; its own address stands with the order.
    Source(ADDRESS, Destination.objects.all, ("ship_to",), "order__placed_at"),
    Source(INQUIRY, Inquiry.objects.all, ("name",), "opened_at"),
)


@dataclass(frozen=True, slots=True, repr=False)
class Entry:
    """One row of a person. `names` are its squeezed names, one a line; None while it is closed."""

    kind: str
    subject: UUID
    seal: int
    names: str | None = field(default=None)
    telephones: str = ""


def squeeze(text: str) -> str:
    """A name as it is compared: folded, without spaces."""
    return fold(text).replace(" ", "")


class PeopleIndex:
    """The entries of this process, newest last. Threads share it; one refreshes at a time."""

    def __init__(self) -> None:
        """Empty, until the first search."""
        self._lock = threading.RLock()
        self._entries: dict[UUID, Entry] = {}
        self._subjects: dict[UUID, set[UUID]] = {}
        self._generation = -1
        self._taken_at = self._evicted_at = timezone.now()
        self._compared = 0.0
        self._used = 0.0
        self._is_wanted = False

    @property
    def size(self) -> int:
        """How many rows of people it knows, closed ones included."""
        return len(self._entries)

    def by_name(self, needle: str) -> Iterator[tuple[UUID, Entry]]:
        """Rows whose name or reading holds a squeezed text, the newest first."""
        return self._matching(lambda entry: entry.names is not None and needle in entry.names)

    def by_telephone(self, needle: str) -> Iterator[tuple[UUID, Entry]]:
        """Rows with a telephone number that holds these digits, the newest first."""
        return self._matching(lambda entry: needle in entry.telephones)

    def soon(self) -> None:
        """Somebody is about to search: the thread that watches makes the index meanwhile."""
        self._is_wanted = True

    def tend(self) -> None:
        """What the thread that watches does twice a second."""
        if self._is_wanted:
            self._is_wanted = False
            self.refresh()
        elif self._entries:
            self.evict_closed()

    def refresh(self) -> None:
        """Take in what is new, let go what closed; once a minute compare every row."""
        with self._lock:
            self._used = time.monotonic()
            moment = timezone.now()
            self._evict(moment)
            if time.monotonic() - self._compared >= COMPARE_EVERY:
                self._compare()
            else:
                for source in SOURCES:
                    self._take(source, source.newer(self._taken_at - LATE))
            self._taken_at = moment

    def evict_closed(self) -> None:
        """Let go what closed since the last look; everything where nobody searched for half an hour."""
        with self._lock:
            if self._entries and time.monotonic() - self._used > IDLE:
                self.clear()
            elif self._entries:
                self._evict(timezone.now())

    def clear(self) -> None:
        """Know nobody."""
        with self._lock:
            self._entries.clear()
            self._subjects.clear()
            self._generation, self._compared = -1, 0.0

    def _matching(self, is_match: Callable[[Entry], bool]) -> Iterator[tuple[UUID, Entry]]:
        with self._lock:
            known = list(self._entries.items())
        return ((record, entry) for record, entry in reversed(known) if is_match(entry))

    def _evict(self, moment: dt.datetime) -> None:
        generation = privacy.generation()
        if generation == self._generation:
            return
        closed = (
            privacy.closed_since(self._evicted_at - LATE) & self._subjects.keys() if self._entries else ()
        )
        records = [record for subject in closed for record in self._subjects[subject]]
        again = {record: self._entries[record] for record in records}
        for record in records:
            self._forget(record)
        for source in SOURCES:
            self._open(source, {pk: one.seal for pk, one in again.items() if one.kind == source.kind})
        self._generation, self._evicted_at = generation, moment

    def _compare(self) -> None:
        found: set[UUID] = set()
        for source in SOURCES:
            found |= self._take(source, source.rows())
        for record in self._entries.keys() - found:
            self._forget(record)
        self._compared = time.monotonic()

    def _take(self, source: Source, rows: QuerySet[Any]) -> set[UUID]:
        """Open the rows that are new or sealed anew; answers all of them."""
        seals = rows.order_by(source.since).values_list(
            "pk", *(_Seal(F(column)) for column in source.columns)
        )
        found: set[UUID] = set()
        changed: dict[UUID, int] = {}
        for record, *parts in seals.iterator(chunk_size=CHUNK):
            found.add(record)
            known = self._entries.get(record)
            seal = _hash(parts)
            if known is None or known.seal != seal:
                changed[record] = seal
        self._open(source, changed)
        return found

    def _open(self, source: Source, seals: Mapping[UUID, int]) -> None:
        """Read and open some rows; those that stay closed are known as such, without a name.

        `seals` are what was read before the rows: one sealed anew in between is opened again next time.
        """
        records = list(seals)
        for at in range(0, len(records), CHUNK):
            some = source.rows().in_bulk(records[at : at + CHUNK])
            rows = [some[record] for record in records[at : at + CHUNK] if record in some]
            for row, values in zip(rows, _opened(source, rows), strict=True):
                self._forget(row.pk)
                self._entries[row.pk] = _entry(source.kind, row, seals[row.pk], values)
                self._subjects.setdefault(row.subject, set()).add(row.pk)

    def _forget(self, record: UUID) -> None:
        entry = self._entries.pop(record, None)
        if entry is not None:
            records = self._subjects[entry.subject]
            records.discard(record)
            if not records:
                del self._subjects[entry.subject]


INDEX: Final = PeopleIndex()


def watch() -> None:
    """Look twice a second, in a thread of this process, whether somebody's values closed."""
    threading.Thread(target=_watch, name="people-index", daemon=True).start()


def _watch() -> None:
    while True:
        time.sleep(WATCH_EVERY)
        try:
            INDEX.tend()
        except (DatabaseError, privacy.PrivacyError):
            # Who cannot ask what closed must not remember anybody.
            INDEX.clear()
            log.warning("The index of people was emptied: the stores could not be asked.")
        finally:
            close_old_connections()


def _opened(source: Source, rows: list[Any]) -> Iterator[tuple[object, ...]]:
    sealed = [getattr(row, column) for row in rows for column in source.columns]
    with privacy.acting_as(privacy.Actor.system("desk.people")):
        opened = privacy.use(sealed, purpose=FINDING, skip_closed=True)
    width = len(source.columns)
    return (tuple(opened[at : at + width]) for at in range(0, len(opened), width))


def _entry(kind: str, row: Any, seal: int, values: tuple[object, ...]) -> Entry:
    if values[0] is None:
        return Entry(kind, row.subject, seal)
    names = [squeeze(name) for value in values for name in names_of(value)]
    numbers = [number for value in values if (number := number_of(value))]
    return Entry(kind, row.subject, seal, "\n".join(_distinct(names)), " ".join(numbers))


def names_of(value: object) -> tuple[str, ...]:
    """The names and readings an opened value holds."""
    if isinstance(value, PersonName):
        return (value.full, value.full_kana)
    if isinstance(value, DeliveryAddress):
        return (value.full_name, f"{value.family_kana} {value.given_kana}")
    return ()


def number_of(value: object) -> str:
    """The digits of the telephone number an opened value holds; empty where it holds none."""
    if isinstance(value, Telephone):
        return digits(value.number)
    return digits(value.telephone) if isinstance(value, DeliveryAddress) else ""


def _distinct(texts: Iterable[str]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if text]


def _hash(parts: Iterable[Any]) -> int:
    return hash(tuple(bytes(part) if part is not None else b"" for part in parts))
