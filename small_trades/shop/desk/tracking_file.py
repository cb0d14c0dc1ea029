"""Files of tracking numbers, as carriers' programs write them after printing: an order's code and its number.

A file with headings is read by them; one without is read where B2クラウド writes the two. Where it also has
columns of goods and quantity, the lines of one number are one parcel, which holds just these.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from small_trades.shop.orders.carriers import tidy_tracking_number
from small_trades.shop.orders.parcel_codes import parcel_code, read_parcel_code


@dataclass(frozen=True, slots=True)
class _Places:
    code: int
    number: int
    goods: int | None = None
    quantity: int | None = None


MOST_LINES: Final = 1000
MOST_BYTES: Final = 2_000_000
_CODES: Final = frozenset(
    {"お客様管理番号", "お客様管理ナンバー", "お客様側管理番号", "ご注文番号", "注文番号", "order", "code"}
)
_NUMBERS: Final = frozenset(
    {"伝票番号", "送り状番号", "お問い合わせ番号", "お問い合せ送り状no.", "お問い合わせ送り状no.", "追跡番号"}
    | {"お問い合せ送り状no", "tracking", "tracking number", "number"}
)
_GOODS: Final = frozenset({"商品コード", "商品番号", "品番", "sku"})
_QUANTITIES: Final = frozenset({"数量", "quantity"})
_B2: Final = _Places(0, 3)


class NoTrackingFileError(Exception):
    """This is no such file: not text, too large, or without the two columns."""


@dataclass(frozen=True, slots=True)
class TrackingLine:
    """A line of the file; `code` and `number` in the form they are kept in, or None where they are none.

    `inside` is what the parcel holds, by the goods' codes; empty: everything that is left. A quantity that is
    no number is nothing. `to` is the number of the address, where the code names one.
    """

    at: int
    code: str | None
    number: str | None = field(repr=False)
    inside: tuple[tuple[str, int], ...] = ()
    to: int | None = None

    @property
    def name(self) -> str | None:
        """What the line is about: the order's code, with the number of the address where it has one."""
        return parcel_code(self.code, self.to) if self.code and self.to else self.code


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
    return _joined(_line(at, row, places) for at, row in lines)


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp932"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise NoTrackingFileError


def _places(rows: list[tuple[int, list[str]]]) -> tuple[_Places, list[tuple[int, list[str]]]]:
    head = [cell.strip().lower() for cell in rows[0][1]]
    code, number, goods, quantity = (
        next((at for at, cell in enumerate(head) if cell in known), None)
        for known in (_CODES, _NUMBERS, _GOODS, _QUANTITIES)
    )
    if code is not None and number is not None:
        return _Places(code, number, goods, quantity), rows[1:]
    if read_parcel_code(rows[0][1][_B2.code])[0] and len(rows[0][1]) > _B2.number:
        return _B2, rows
    raise NoTrackingFileError


def _line(at: int, row: list[str], places: _Places) -> TrackingLine:
    code, number, goods, quantity = (
        row[place].strip().strip("'") if place is not None and place < len(row) else ""
        for place in (places.code, places.number, places.goods, places.quantity)
    )
    inside = ((goods, int(quantity) if quantity.isdecimal() else 0),) if goods else ()
    code_of_order, to = read_parcel_code(code)
    return TrackingLine(at, code_of_order, tidy_tracking_number(number), inside, to)


def _joined(lines: Iterable[TrackingLine]) -> tuple[TrackingLine, ...]:
    """The lines, those that name goods of one parcel as one."""
    joined: list[TrackingLine] = []
    known: dict[tuple[str | None, int | None, str | None], int] = {}
    for line in lines:
        key = (line.code, line.to, line.number)
        if line.inside and key in known:
            before = joined[known[key]]
            joined[known[key]] = replace(before, inside=before.inside + line.inside)
            continue
        if line.inside:
            known[key] = len(joined)
        joined.append(line)
    return tuple(joined)
