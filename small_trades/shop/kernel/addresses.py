"""Addresses in Japan as they are compared: `一丁目２番３号` is `1-2-3`, and the house next door is not."""

import re
from typing import Final

from small_trades.shop.kernel.names import VARIANTS
from small_trades.shop.kernel.text import fold

_DIGITS: Final = {figure: number for number, figure in enumerate("〇一二三四五六七八九")} | {"零": 0}
_PLACES: Final = {"十": 10, "百": 100, "千": 1000}
_FIGURES: Final = "〇零一二三四五六七八九十百千"
_COUNTER: Final = r"(?:丁目|番地ノ|番地|番(?!町)|号室|号棟|号|室|階)"

_COUNTED: Final = re.compile(rf"([{_FIGURES}]+)(?={_COUNTER}|ノ[{_FIGURES}\d])")
_AFTER_NO: Final = re.compile(rf"(?<=[\dノ-])([{_FIGURES}]+)$")
_COUNTER_AFTER_DIGIT: Final = re.compile(rf"(?<=\d){_COUNTER}")
_DASH: Final = re.compile(r"(?<=\d)[-‐‑‒–—―−ーノ]+(?=\d)")
_CHAIN: Final = re.compile(r"^(.*?\d+(?:-\d+)+)(.*)$")
_BETWEEN_KANJI: Final = re.compile(r"(?<=[一-龠々])[ヶガ](?=[一-龠々])")


def address_key(prefecture: str, city: str, street: str, building: str = "") -> str:
    """The place as one word: town, numbers joined by hyphens, and the room's number.

    The postcode and the building's name are left out, because people mistype the one and shorten the other;
    the number of the room stays, because it tells neighbours apart.
    """
    where = numbered(f"{prefecture}{city}{street}")
    found = _CHAIN.match(where)
    head, rest = (found[1], found[2]) if found else (where, "")
    room = re.findall(r"\d+", f"{rest} {numbered(building)}")
    return f"{head}-{room[-1]}" if room else head


def numbered(text: str) -> str:
    """An address with every way of writing a house number as digits and hyphens, in folded characters."""
    plain = "".join(fold(text).translate(VARIANTS).split()).replace("大字", "")
    plain = _BETWEEN_KANJI.sub("ケ", plain)
    plain = _COUNTED.sub(lambda found: str(_number(found[1])), plain)
    plain = _AFTER_NO.sub(lambda found: str(_number(found[1])), _COUNTER_AFTER_DIGIT.sub("-", plain))
    plain = _DASH.sub("-", re.sub(r"-+", "-", plain))
    return re.sub(r"-(?!\d)", "", plain)


def _number(figures: str) -> int:
    """`二十三`, `八七` and `四〇七` as 23, 87 and 407."""
    if not any(figure in _PLACES for figure in figures):
        return int("".join(str(_DIGITS[figure]) for figure in figures))
    total = digit = 0
    for figure in figures:
        if figure in _PLACES:
            total += (digit or 1) * _PLACES[figure]
            digit = 0
        else:
            digit = digit * 10 + _DIGITS[figure]
    return total + digit
