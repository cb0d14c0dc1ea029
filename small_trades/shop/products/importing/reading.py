"""From bytes to lines of cells: encodings, quotation marks, and what is broken, one line at a time."""

import codecs
import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from small_trades.shop.products.importing.reasons import FileFlaw, Flaw, Reason
from small_trades.shop.products.importing.shape import Problem

UTF8, SHIFT_JIS = "utf-8", "cp932"
MOST_LINES_OF_A_RECORD = 500
"""A cell may hold a description of many lines; beyond this a quotation mark was forgotten."""
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_Physical = tuple[int, str, bool]


@dataclass(frozen=True, slots=True)
class Line:
    """One record: the line of the file it begins in, and its cells; with a problem, what can be read."""

    number: int
    cells: list[str]
    problem: Problem | None = None


def encoding_of(path: Path) -> str:
    """UTF-8, or Shift_JIS as Windows writes it: whichever fewer lines contradict.

    Raises:
        FileFlaw: the file is empty, or UTF-16.
    """
    wrong = {UTF8: 0, SHIFT_JIS: 0}
    is_empty = True
    with path.open("rb") as file:
        if file.read(2) in _WIDE_MARKS:
            raise FileFlaw(Flaw.WIDE)
        file.seek(0)
        for line in file:
            is_empty = is_empty and not line.strip()
            for encoding in wrong:
                wrong[encoding] += not _decodes(line, encoding)
    if is_empty:
        raise FileFlaw(Flaw.EMPTY)
    return min(wrong, key=lambda encoding: wrong[encoding])


def heading_of(path: Path, encoding: str) -> list[str]:
    """The cells of the first line.

    Raises:
        FileFlaw: it cannot be read, or names a column twice.
    """
    first = next(lines(path, encoding), None)
    if first is None or first.problem is not None:
        raise FileFlaw(Flaw.FORMAT)
    named = [cell.strip() for cell in first.cells]
    for name in named:
        if name and named.count(name) > 1:
            raise FileFlaw(Flaw.TWICE, name)
    return named


def lines(path: Path, encoding: str) -> Iterator[Line]:
    """Every record of the file, the heading first, without empty lines. One record is in memory at a time."""
    with path.open("rb") as file:
        waiting = _Waiting(file, encoding)
        while (first := waiting.take()) is not None:
            line = _record(waiting, *first)
            if line.problem is not None or any(cell.strip() for cell in line.cells):
                yield line


class _Waiting:
    """The physical lines of a file: number, text, and whether all of it is in the file's encoding."""

    def __init__(self, file: BinaryIO, encoding: str) -> None:
        self._lines = enumerate(file, start=1)
        self._encoding = encoding
        self._back: deque[_Physical] = deque()

    def take(self) -> _Physical | None:
        if self._back:
            return self._back.popleft()
        number, line = next(self._lines, (0, b""))
        if not number:
            return None
        if number == 1 and self._encoding == UTF8:
            line = line.removeprefix(codecs.BOM_UTF8)
        return number, line.decode(self._encoding, errors="replace"), _decodes(line, self._encoding)

    def give_back(self, taken: list[_Physical]) -> None:
        self._back.extendleft(reversed(taken))


def _record(waiting: _Waiting, number: int, text: str, is_readable: bool) -> Line:  # noqa: FBT001 - a tuple's part
    if not is_readable:
        return Line(number, _cells(text), Problem(number, "", Reason.ENCODING))
    taken: list[_Physical] = []
    try:
        return Line(number, next(csv.reader(_following(waiting, text, taken), strict=True)))
    except csv.Error:
        # Only the line that opened the quotation is lost: those after it are read for themselves.
        waiting.give_back(taken)
        return Line(number, _cells(text), Problem(number, "", Reason.QUOTE))


def _following(waiting: _Waiting, text: str, taken: list[_Physical]) -> Iterator[str]:
    """The line, and those after it while the reader asks for more because a quotation is open."""
    yield text
    while len(taken) < MOST_LINES_OF_A_RECORD and (following := waiting.take()) is not None:
        taken.append(following)
        if not following[2]:
            return
        yield following[1]


def _cells(broken: str) -> list[str]:
    """What can be read of a broken line: enough to know which product it belongs to."""
    return [cell.strip('"') for cell in broken.rstrip("\r\n").split(",")]


def _decodes(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
