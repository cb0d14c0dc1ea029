"""Lists that open in a spreadsheet program, where a cell that begins like a formula would be run as one."""

import csv
import io
from collections.abc import Iterable, Iterator

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes UTF-8 for the code page of its machine."""
_STARTS_A_FORMULA = tuple("=+-@\t\r\n\0＝＋－＠")


def harmless(text: str) -> str:
    """The text as a cell that no spreadsheet program computes (OWASP: CSV injection).

    An apostrophe before it makes it text; quotes in the file would not.
    """
    return f"'{text}" if text.lstrip(" ").startswith(_STARTS_A_FORMULA) else text


def csv_lines(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """The file line by line (RFC 4180), every cell harmless, behind a byte order mark."""
    mark = BYTE_ORDER_MARK
    for row in rows:
        line = io.StringIO()
        csv.writer(line).writerow([harmless(cell) for cell in row])
        yield mark + line.getvalue()
        mark = ""
