"""Registration numbers of those who may issue qualified invoices (適格請求書発行事業者の登録番号).

`T` and thirteen digits: for a company its corporate number, for anybody else one of the same form that is no
corporate number (消費税法基本通達1-7-2). The first digit checks the twelve after it
(法人番号の指定等に関する省令2).
"""

import re
import unicodedata
from typing import Final

_FORM: Final = re.compile(r"T([1-9])(\d{12})")


def normalise_invoice_number(typed: str) -> str | None:
    """The number without spaces and hyphens, in half-width; None where it is none or one digit is wrong."""
    plain = re.sub(r"[\s‐−ー-]", "", unicodedata.normalize("NFKC", typed)).upper()
    found = _FORM.fullmatch(plain)
    return plain if found and int(found[1]) == check_digit(found[2]) else None


def check_digit(base: str) -> int:
    """The digit before twelve digits: nine less the sum of digits, every second doubled, modulo nine."""
    total = sum(int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(base)))
    return 9 - total % 9
