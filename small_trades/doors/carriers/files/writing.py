"""The file for a carrier's program, line by line: Shift_JIS (cp932), CRLF, every field quoted."""

from types import ModuleType
from typing import Final

from small_trades import privacy
from small_trades.doors.carriers.files import japan_post, sagawa, yamato
from small_trades.doors.carriers.files.fitting import Fitting
from small_trades.doors.carriers.messages import CarrierList, Lines

LAYOUTS: Final[dict[str, ModuleType]] = {"yamato": yamato, "japan-post": japan_post, "sagawa": sagawa}
_FORMULA: Final = frozenset("=+-@\t\r")


def write_lines(message: CarrierList, opened: privacy.Opened) -> Lines:
    """The lines of some parcels; those in the file before come with headings where the layout has some."""
    layout = LAYOUTS[message.carrier]
    lines, replaced = [], []
    if message.is_first and layout.HAS_HEADINGS:
        lines.append(_line(layout.HEADINGS))
    for parcel, to in zip(message.parcels, message.to, strict=True):
        fitting = Fitting()
        filled = layout.cells(parcel, opened(to), message.sender, fitting, message.copy)
        lines.append(_line([filled.get(heading, "") for heading in layout.HEADINGS]))
        if fitting.remark:
            replaced.append(parcel.order_code)
    return Lines("".join(lines).encode("cp932"), tuple(replaced))


def _line(cells: list[str] | tuple[str, ...]) -> str:
    return ",".join(f'"{_harmless(cell)}"' for cell in cells) + "\r\n"


def _harmless(cell: str) -> str:
    """Without what would end the field, and as text where a spreadsheet would run it as a formula."""
    plain = cell.replace('"', "”")
    return f"'{plain}" if plain[:1] in _FORMULA else plain
