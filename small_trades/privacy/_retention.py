"""Clocks: what is forgotten when its declared time is over. One mechanism for every installed app.

An app that keeps something for a time has a module `retention` with `CLOCKS`:

    DRAFTS = Clock(
        "checkout.drafts", "途中のご注文手続き", "Unfinished checkouts", kept_for=CART_RETENTION,
        due=lambda until, subject: rows_due(_drafts(subject), at="changed_at", kept=KEPT, until=until),
        forget=one_by_one(lambda due, until: forget_draft(due.record, until)),
    )
    CLOCKS = (DRAFTS,)

Staff and content have no clocks, so nothing here can reach them.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, TypeVar

from django.apps import apps
from django.utils import timezone

from small_trades.privacy import _record
from small_trades.privacy._actor import current_actor
from small_trades.privacy._broker import brokered
from small_trades.privacy._keys import store
from small_trades.privacy._ledger import Event
from small_trades.privacy.errors import PrivacyError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from uuid import UUID

    from django.db.models import QuerySet

    from small_trades.privacy.vocabulary import Retention

logger = logging.getLogger(__name__)
PAGE: Final = 100
_Row = TypeVar("_Row", bound=tuple[Any, ...])
_FAR: Final = timedelta(days=200 * 365)


@dataclass(frozen=True, slots=True)
class Due:
    """A record whose time is over `at`. `subject` is whose it is, None for what belongs to nobody."""

    record: Any
    subject: UUID | None
    at: datetime


@dataclass(frozen=True)
class Clock:
    """One promise about time. `id` is `app.what`; `kept_for` is the declared retention it keeps, if one is.

    `due(until, subject)` yields what is over at `until`, of one person where one is given.
    `forget(page, until)` forgets some of it, each record in a transaction of its own, and returns how many: a
    record that was touched meanwhile is not due any more and stays.
    A clock with `only_tells` forgets nothing: it writes to people before another clock does, and its `forget`
    returns to how many it is writing.
    """

    id: str
    name_ja: str
    name_en: str
    due: Callable[[datetime, UUID | None], Iterable[Due]]
    forget: Callable[[Sequence[Due], datetime], int]
    kept_for: Retention | None = None
    only_tells: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """What a run found and forgot by one clock; of one that only tells, to how many it is writing."""

    clock: Clock
    due: int
    forgotten: int


@dataclass(frozen=True, slots=True)
class Planned:
    """Something of one person: by which clock it is forgotten, and when at the earliest."""

    clock: Clock
    at: datetime


def run(
    *, now: datetime | None = None, dry_run: bool = False, subject: UUID | None = None
) -> tuple[Counted, ...]:
    """Forget everything that is due at `now`, of one person where one is given; `dry_run` only counts.

    A run that was interrupted is continued by the next one. The ledger row about persons is durable before
    the first of them loses anything. Somebody must be acting.
    """
    until = now or timezone.now()
    if current_actor() is None:
        _record.undeclared("nobody is acting: no request, no `acting_as`")
    return tuple(_run(clock, until, dry_run=dry_run, subject=subject) for clock in clocks())


def plan(subject: UUID) -> tuple[Planned, ...]:
    """Everything of a person that a clock will forget, the earliest first."""
    until = timezone.now() + _FAR
    found = [Planned(clock, due.at) for clock in clocks() for due in clock.due(until, subject)]
    return tuple(sorted(found, key=lambda planned: planned.at))


@lru_cache(maxsize=1)
def clocks() -> tuple[Clock, ...]:
    """The clocks of all installed apps, in their order. ValueError when two share an id."""
    modules = [f"{config.name}.retention" for config in apps.get_app_configs()]
    found = [clock for name in modules if find_spec(name) is not None for clock in import_module(name).CLOCKS]
    if len({clock.id for clock in found}) != len(found):
        raise ValueError("Two clocks share an id.")
    return tuple(found)


def rows_due(
    rows: QuerySet[Any], *, at: str, kept: timedelta, until: datetime, subject: str | None = "subject"
) -> Iterator[Due]:
    """Rows whose column `at` lies `kept` or longer before `until`, read page by page.

    `subject` names the column that says whose a row is; None for rows of nobody.
    """
    columns = ["pk", at] if subject is None else ["pk", at, subject]
    over = rows.filter(**{f"{at}__lte": until - kept}).order_by("pk")
    last: Any = None
    while True:
        page = list((over if last is None else over.filter(pk__gt=last)).values_list(*columns)[:PAGE])
        for pk, begun, *whose in page:
            yield Due(pk, whose[0] if whose else None, begun + kept)
        if len(page) < PAGE:
            return
        last = page[-1][0]


def every_page(ask: Callable[[Any], Sequence[_Row]]) -> Iterator[_Row]:
    """Rows that are asked for a page at a time, each page by the first column of the last row before it."""
    last: Any = None
    while page := ask(last):
        yield from page
        last = page[-1][0]


def one_by_one(forget: Callable[[Due, datetime], bool]) -> Callable[[Sequence[Due], datetime], int]:
    """For `Clock.forget`: one record after the other; one that cannot be forgotten does not stop the rest."""

    def forget_page(page: Sequence[Due], until: datetime) -> int:
        count = 0
        for due in page:
            try:
                count += forget(due, until)
            except PrivacyError:
                logger.exception("a record could not be forgotten; the next run tries again")
        return count

    return forget_page


def _run(clock: Clock, until: datetime, *, dry_run: bool, subject: UUID | None) -> Counted:
    found = iter(clock.due(until, subject))
    due = forgotten = 0
    while page := list(islice(found, PAGE)):
        due += len(page)
        if not dry_run:
            if not clock.only_tells:
                _tell(clock, page)
            forgotten += clock.forget(page, until)
    return Counted(clock, due, forgotten)


def _tell(clock: Clock, page: Sequence[Due]) -> None:
    _note(clock.id, {due.subject for due in page if due.subject is not None})


@brokered
def _note(clock_id: str, subjects: Collection[UUID]) -> None:
    people = store.fetch((), subjects)[1]
    if people:
        outcome = f"retention: {clock_id}"
        _record.write(_record.entries(Event.ERASURE, current_actor(), people, outcome=outcome))
