"""How one of several parcels of an order is named in files and on labels: the order's code and a number."""

import re
from typing import Final

from small_trades.shop.kernel.codes import normalise_code

_PARCEL: Final = re.compile(r"(.+)-(\d{1,2})")


def parcel_code(code: str, number: int) -> str:
    """The code of what goes to an address, counted from one: at most the 16 signs that carriers take."""
    return f"{code.replace('-', '')}-{number}"


def read_parcel_code(text: str) -> tuple[str | None, int | None]:
    """The order's code and the number of the address; None for what it does not say."""
    whole = normalise_code(text)
    found = _PARCEL.fullmatch(text.strip())
    if whole is not None or found is None:
        return whole, None
    return normalise_code(found[1]), int(found[2])
