"""Lines as rows with named cells, gathered by product; reading a cell notes what is wrong with it."""

import datetime as dt
import decimal
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from django.utils import timezone

from small_trades.shop.kernel import text
from small_trades.shop.kernel.gtin import tidy_gtin
from small_trades.shop.products.importing.reading import Line
from small_trades.shop.products.importing.reasons import Reason
from small_trades.shop.products.importing.shape import LONGEST_VALUE, Parsed, Problem

T = TypeVar("T")
FORMULA = frozenset("=+-@\t\r＝＋－＠")
_TRUE = frozenset({"true", "yes", "1", "はい"})
_FALSE = frozenset({"false", "no", "0", "いいえ"})


@dataclass(slots=True)
class Row:
    """One line's cells by the names in `columns`, which maps our names to the file's."""

    line: int
    cells: dict[str, str]
    columns: dict[str, str]
    problems: list[Problem] = field(default_factory=list)

    def note(self, name: str, reason: Reason) -> None:
        """A problem with this cell."""
        value = self.cells.get(name, "")[:LONGEST_VALUE]
        self.problems.append(Problem(self.line, self.columns.get(name, name), reason, value))

    def said(self, name: str) -> str:
        """The cell on one line, "" where it is empty or there is no such column."""
        return text.one_line(self.cells.get(name, ""))

    def maybe(self, name: str) -> str | None:
        """The cell on one line; None where the file has no such column."""
        return self.said(name) if name in self.columns else None

    def needed(self, name: str) -> str:
        """The cell, which must not be empty."""
        found = self.said(name)
        if not found:
            self.note(name, Reason.EMPTY)
        return found

    def whole(self, name: str, *, least: int, most: int, reason: Reason) -> int | None:
        """A whole number written 1200, 1,200 or 1200.00; None where the cell is empty or wrong."""
        amount = self.amount(name, least=least, most=most, reason=reason)
        if amount is None:
            return None
        if amount != int(amount):
            self.note(name, Reason.NUMBER)
            return None
        return int(amount)

    def amount(self, name: str, *, least: int, most: int, reason: Reason) -> decimal.Decimal | None:
        """A number with at most two decimals; None where the cell is empty or wrong."""
        written = self.said(name).replace(",", "").removeprefix("¥").removeprefix("\\").removesuffix("円")
        if not written:
            return None
        digits = written.removeprefix("-")
        if not (digits.isascii() and digits.replace(".", "", 1).isdigit() and len(digits) <= 15):  # noqa: PLR2004 - longer than any amount
            self.note(name, Reason.NUMBER)
            return None
        found = decimal.Decimal(written)
        if not least <= found <= most:
            self.note(name, reason)
            return None
        return found

    def day(self, name: str) -> dt.date | None:
        """A day written 2026-10-05 or 2026/10/05; None where the cell is empty or wrong."""
        written = self.said(name).replace("/", "-")
        return self._parsed(name, written, lambda: dt.date.fromisoformat(written))

    def moment(self, name: str) -> dt.datetime | None:
        """A moment in Japan written 2026-10-05 09:00, or a day, which begins at midnight."""
        written = self.said(name).replace("/", "-")
        return self._parsed(name, written, lambda: _in_japan(dt.datetime.fromisoformat(written)))

    def _parsed(self, name: str, written: str, read: Callable[[], T]) -> T | None:
        if not written:
            return None
        try:
            return read()
        except (ValueError, OverflowError):
            self.note(name, Reason.MOMENT)
            return None

    def barcode(self, name: str) -> str | None:
        """A GTIN as digits, "" for none; None without such a column or where it is wrong."""
        if name not in self.columns:
            return None
        # Shopify and spreadsheets mark a number as text with an apostrophe.
        found = tidy_gtin(self.said(name).lstrip("'"))
        if found is None:
            self.note(name, Reason.GTIN)
        return found

    def flag(self, name: str) -> bool | None:
        """TRUE or FALSE as spreadsheets and Japanese write it; None where the cell is empty or wrong."""
        written = self.said(name).lower()
        if written in _TRUE or written in _FALSE:
            return written in _TRUE
        if written:
            self.note(name, Reason.CHOICE)
        return None


def _in_japan(moment: dt.datetime) -> dt.datetime:
    return timezone.make_aware(moment) if timezone.is_naive(moment) else moment


def grouped(
    lines: Iterable[Line], columns: dict[str, str], heading: Sequence[str], *, key: Callable[[Row], str]
) -> Iterator[list[Row]]:
    """Rows that follow each other with the same key; one without a key stands alone."""
    group: list[Row] = []
    last = ""
    for line in lines:
        row = _row(line, columns, heading)
        named = key(row)
        if group and (named != last or not named):
            yield group
            group = []
        last = named
        group.append(row)
    if group:
        yield group


def parsed(rows: Sequence[Row], read: Callable[[Sequence[Row]], object]) -> Parsed:
    """The product of these rows, or what stops it. `read` makes it, noting problems in the rows."""
    product = None
    if not any(row.problems for row in rows):
        product = read(rows)
    problems = tuple(problem for row in rows for problem in row.problems)
    if any(not problem.is_note for problem in problems):
        product = None
    return Parsed(rows[0].line, product, problems)  # type: ignore[arg-type] # `read` makes products


def _row(line: Line, columns: dict[str, str], heading: Sequence[str]) -> Row:
    at = {name: place for place, name in enumerate(heading)}
    cells = {
        name: _harmless_again(line.cells[at[column]]) if at[column] < len(line.cells) else ""
        for name, column in columns.items()
    }
    row = Row(line.number, cells, columns)
    if line.problem is not None:
        row.problems.append(line.problem)
    elif len(line.cells) < len(heading) or any(cell.strip() for cell in line.cells[len(heading) :]):
        row.problems.append(Problem(line.number, "", Reason.CELLS, str(len(line.cells))))
    return row


def harmless(cell: str) -> str:
    """The cell, marked as text where a spreadsheet would take it for a formula."""
    return f"'{cell}" if cell[:1] in FORMULA else cell


def _harmless_again(cell: str) -> str:
    """What `harmless` marked, without the mark."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in FORMULA else cell
