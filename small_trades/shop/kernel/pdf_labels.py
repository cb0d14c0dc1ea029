"""Sheets of address labels: A4, ten to a page in two columns, as stationers sell them."""

from collections.abc import Sequence
from typing import Final

from fpdf import FPDF

from small_trades.shop.kernel.pdf import FONT, readable

ACROSS, DOWN = 2, 5
_WIDTH, _HEIGHT = 86.4, 50.8  # millimetres, like every length here
_LEFT, _TOP = 18.6, 21.5
_PAD: Final = 4.0
_LINE: Final = 5.0
_FAMILY: Final = "shop"
_LEAST, _MOST, _LARGE = 6.5, 9.5, 13.0  # points
_INK, _FRAME = 20, 215


class Labels:
    """Labels that fill a page from the left to the right and downwards."""

    def __init__(self, title: str, *, language: str) -> None:
        self._paper = FPDF(format="A4")
        self._paper.set_title(title)
        self._paper.set_lang(language)
        self._paper.set_auto_page_break(auto=False)
        self._paper.add_font(_FAMILY, fname=FONT)
        self._count = 0

    def add(self, lines: Sequence[str], *, large: str) -> None:
        """One label: lines, with the one to be read from afar below them. Long ones are written smaller."""
        paper, at = self._paper, self._count % (ACROSS * DOWN)
        if at == 0:
            paper.add_page()
        x, y = _LEFT + at % ACROSS * _WIDTH, _TOP + at // ACROSS * _HEIGHT
        paper.set_draw_color(_FRAME)
        paper.rect(x, y, _WIDTH, _HEIGHT)
        paper.set_text_color(_INK)
        text = "\n".join(readable(line) for line in lines if line)
        space = _HEIGHT - 2 * _PAD - 2 * _LINE
        size = next(
            size for size in (_MOST, 8.5, 7.5, _LEAST) if size == _LEAST or self._fits(text, size, space)
        )
        paper.set_xy(x + _PAD, y + _PAD)
        paper.set_font(_FAMILY, size=size)
        paper.multi_cell(_WIDTH - 2 * _PAD, size * 0.5, text, align="L")
        paper.set_xy(x + _PAD, y + _HEIGHT - _PAD - 2 * _LINE)
        paper.set_font(_FAMILY, size=_LARGE if self._width(large, _LARGE) <= _WIDTH - 2 * _PAD else 8)
        paper.cell(_WIDTH - 2 * _PAD, 2 * _LINE, readable(large))
        self._count += 1

    def note(self, title: str, lines: Sequence[str]) -> None:
        """A page before the labels, or more, for whoever prints them: a heading and lines of text."""
        paper = self._paper
        paper.set_auto_page_break(auto=True, margin=_TOP)
        paper.set_left_margin(_LEFT)
        paper.add_page()
        paper.set_text_color(_INK)
        for text, size in ((title, _LARGE), *((line, _MOST) for line in lines)):
            paper.set_font(_FAMILY, size=size)
            paper.multi_cell(
                ACROSS * _WIDTH, 1.4 * _LINE, readable(text), align="L", new_x="LMARGIN", new_y="NEXT"
            )
        paper.set_auto_page_break(auto=False)

    def pdf(self) -> bytes:
        """The sheets."""
        return bytes(self._paper.output())

    def _width(self, text: str, size: float) -> float:
        self._paper.set_font(_FAMILY, size=size)
        return float(self._paper.get_string_width(readable(text)))

    def _fits(self, text: str, size: float, space: float) -> bool:
        self._paper.set_font(_FAMILY, size=size)
        height = self._paper.multi_cell(_WIDTH - 2 * _PAD, size * 0.5, text, dry_run=True, output="HEIGHT")
        return float(height) <= space  # type: ignore[arg-type] # a height, as asked
