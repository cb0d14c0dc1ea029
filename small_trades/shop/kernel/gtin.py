"""The number below a barcode: GTIN-8, -12, -13 (JAN) or -14, by GS1 General Specifications 7.9."""

LENGTHS = frozenset({8, 12, 13, 14})


def tidy_gtin(typed: str) -> str | None:
    """The digits of a GTIN, typed with spaces or hyphens in any width; "" for nothing, None for none."""
    digits = "".join(letter for letter in typed if letter not in " \u3000-\u2010\u2212\uff0d")
    if not digits:
        return ""
    if not digits.isdecimal():
        return None
    plain = "".join(str(int(digit)) for digit in digits)
    return plain if len(plain) in LENGTHS and int(plain[-1]) == check_digit(plain[:-1]) else None


def check_digit(body: str) -> int:
    """What makes the sum of the digits, counted three times and once in turn from the right, end in zero."""
    weighted = (int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(body)))
    return -sum(weighted) % 10
