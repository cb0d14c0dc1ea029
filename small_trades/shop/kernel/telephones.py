"""Telephone numbers as people type them and as a Japanese caller writes them."""

import re
import unicodedata

from small_trades.shop.kernel.text import digits, one_line

_DASHES = re.compile(r"[‐‑‒–—―−ーｰ－]")
_TYPED = re.compile(r"\+?[\d\-() .]+")
_GROUPED = re.compile(r"0\d{1,4}-\d{1,4}-\d{3,4}")
_MOBILE = re.compile(r"(0[5789]0)(\d{4})(\d{4})")
_FREE = re.compile(r"(0120|0800|0570)(\d{3})(\d{3})")
_LARGE_CITY = re.compile(r"(0[36])(\d{4})(\d{4})")
_JAPANESE = range(10, 12)
_ABROAD = range(8, 16)  # ITU-T E.164: at most 15 digits


def normalise_telephone(typed: str) -> str | None:
    """The number with hyphens where they are certain (`090-1234-5678`), or `+` and digits for one abroad.

    None where it cannot be a number. A number from Japan typed with +81 is written as at home.
    """
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", one_line(typed)))
    if not _TYPED.fullmatch(plain):
        return None
    number = digits(plain)
    if plain.startswith("+"):
        if not number.startswith("81"):
            return f"+{number}" if len(number) in _ABROAD else None
        number = "0" + number.removeprefix("81").removeprefix("0")
        plain = number
    if not number.startswith("0") or len(number) not in _JAPANESE:
        return None
    for pattern in (_MOBILE, _FREE, _LARGE_CITY):
        if found := pattern.fullmatch(number):
            return "-".join(found.groups())
    grouped = re.sub(r"[() .]+", "-", plain).strip("-")
    return grouped if _GROUPED.fullmatch(grouped) else number


def telephone_key(typed: str) -> str:
    """A number as it is compared: digits as dialled in Japan, `+` and digits for one abroad."""
    kept = normalise_telephone(typed) or typed
    return f"+{digits(kept)}" if kept.startswith("+") else digits(kept)
