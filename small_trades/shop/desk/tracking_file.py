"""Files of tracking numbers, as carriers' programs write them after printing: an order's code and its number.

A file with headings is read by them; one without is read where B2クラウド writes the two.
"""

import csv
import io
from dataclasses import dataclass, field
from typing import Final

from small_trades.shop.kernel.codes import normalise_code
from small_trades.shop.orders.carriers import tidy_tracking_number

MOST_LINES: Final = 1000
MOST_BYTES: Final = 2_000_000
_CODES: Final = frozenset(
    {"お客様管理番号", "お客様管理ナンバー", "お客様側管理番号", "ご注文番号", "注文番号", "order", "code"}
)
_NUMBERS: Final = frozenset(
    {"伝票番号", "送り状番号", "お問い合わせ番号", "お問い合せ送り状no.", "お問い合わせ送り状no.", "追跡番号"}
    | {"お問い合せ送り状no", "tracking", "tracking number", "number"}
)
_B2: Final = (0, 3)


class NoTrackingFileError(Exception):
    """This is no such file: not text, too large, or without the two columns."""


@dataclass(frozen=True, slots=True)
class TrackingLine:
    """A line of the file; `code` and `number` in the form they are kept in, or None where they are none."""

    at: int
    code: str | None
    number: str | None = field(repr=False)


def read(content: bytes) -> tuple[TrackingLine, ...]:
    """The lines that hold something, with the line they stand in.

    Raises:
        NoTrackingFileError: nothing of it can be used.
    """
    if len(content) > MOST_BYTES:
        raise NoTrackingFileError
    try:
        rows = list(csv.reader(io.StringIO(_text(content), newline=""), strict=True))
    except csv.Error:
        raise NoTrackingFileError from None
    filled = [(at, row) for at, row in enumerate(rows, start=1) if any(cell.strip() for cell in row)]
    if not filled or len(filled) > MOST_LINES + 1:
        raise NoTrackingFileError
    places, lines = _places(filled)
    return tuple(_line(at, row, places) for at, row in lines)


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp932"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise NoTrackingFileError


def _places(rows: list[tuple[int, list[str]]]) -> tuple[tuple[int, int], list[tuple[int, list[str]]]]:
    head = [cell.strip().lower() for cell in rows[0][1]]
    code = next((at for at, cell in enumerate(head) if cell in _CODES), None)
    number = next((at for at, cell in enumerate(head) if cell in _NUMBERS), None)
    if code is not None and number is not None:
        return (code, number), rows[1:]
    if normalise_code(rows[0][1][_B2[0]]) and len(rows[0][1]) > _B2[1]:
        return _B2, rows
    raise NoTrackingFileError


def _line(at: int, row: list[str], places: tuple[int, int]) -> TrackingLine:
    code, number = (row[place] if place < len(row) else "" for place in places)
    return TrackingLine(at, normalise_code(code.strip("'")), tidy_tracking_number(number.strip("'")))
