"""How far imports of products are, and what is wrong with their lines."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from small_trades.shop.products.importing.reasons import Reason, flaw_text, reason_text
from small_trades.shop.products.importing.rows import harmless
from small_trades.shop.products.importing.shape import NOTES
from small_trades.shop.products.models import ImportProblem, ProductImport

MOST_SHOWN: Final = 200
LATEST: Final = 10


@dataclass(frozen=True, slots=True)
class LineProblem:
    """A line, its column, and why, in the language in use."""

    line: int
    column: str
    sentence: str
    value: str
    is_note: bool


@dataclass(frozen=True, slots=True)
class ImportPage:
    """An import with its first problems; `percent` of it is stored. `flaw` is a sentence, or empty."""

    id: UUID
    state: str
    format: str
    flaw: str
    begun_at: dt.datetime
    total: int
    done: int
    created: int
    updated: int
    unchanged: int
    refused: int
    pictures: int
    problems: tuple[LineProblem, ...]
    problem_count: int

    @property
    def percent(self) -> int:
        """How much of it is done, 0 to 100."""
        return min(100, self.done * 100 // self.total) if self.total else 0

    @property
    def is_busy(self) -> bool:
        """Whether something happens by itself."""
        return self.state in {ProductImport.State.CHECKING, ProductImport.State.RUNNING}


def import_page(import_id: UUID) -> ImportPage | None:
    """An import with its first two hundred problems, or None."""
    found = ProductImport.objects.filter(pk=import_id).first()
    return _page(found, problems=True) if found else None


def latest_imports() -> tuple[ImportPage, ...]:
    """The last ten imports, without their problems."""
    return tuple(_page(found, problems=False) for found in ProductImport.objects.all()[:LATEST])


def report_rows(import_id: UUID, heading: list[str]) -> Iterator[list[str]]:
    """Every problem as cells that do no harm in a spreadsheet, below the heading."""
    yield heading
    for one in map(_problem, ImportProblem.objects.filter(of=import_id).iterator(chunk_size=500)):
        yield [harmless(cell) for cell in (str(one.line), one.column, one.sentence, one.value)]


def _page(found: ProductImport, *, problems: bool) -> ImportPage:
    rows = list(found.problems.all()[:MOST_SHOWN]) if problems else []
    return ImportPage(
        id=found.pk,
        state=found.state,
        format=found.format,
        flaw=flaw_text(found.flaw, found.flaw_value) if found.flaw else "",
        begun_at=found.begun_at,
        total=found.total,
        done=found.done,
        created=found.created,
        updated=found.updated,
        unchanged=found.unchanged,
        refused=found.refused,
        pictures=found.pictures,
        problems=tuple(map(_problem, rows)),
        problem_count=found.problems.count() if problems else 0,
    )


def _problem(one: ImportProblem) -> LineProblem:
    return LineProblem(one.line, one.column, reason_text(one.reason), one.value, Reason(one.reason) in NOTES)
