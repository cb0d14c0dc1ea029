"""The number of an issuer of qualified invoices (適格請求書発行事業者): T and thirteen digits."""

import re
from typing import Final

_NUMBER: Final = re.compile(r"T([0-9])([0-9]{12})")


def is_invoice_number(text: str) -> bool:
    """Whether it has the form, and the check digit that the other twelve ask for.

    The digit comes first and is counted as for corporate numbers (法人番号の指定等に関する省令 2): from the
    right, every second of the twelve counts twice; nine less the remainder of their sum by nine.
    """
    found = _NUMBER.fullmatch(text)
    if found is None:
        return False
    total = sum(int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(found[2])))
    return int(found[1]) == 9 - total % 9
