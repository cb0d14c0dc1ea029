"""A4 documents with Japanese text, as PDF: headings, paragraphs, and facts in two columns.

    sheet = Sheet("領収書", language="ja", footer="SMALL TRADES")
    sheet.heading("ご注文")
    sheet.facts([("注文番号", "AB12-CD34"), ("合計", "1,980円")])
    sheet.pdf()                                          # bytes that begin with %PDF

The font stands in `fonts/`; a document embeds the signs it uses and needs none on the reader's machine. A
sign the font does not have is written as its number (`U+20BB7`), so that nothing is left out unseen.
"""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Final

from fontTools.ttLib import TTFont
from fpdf import FPDF

FONT: Final = Path(__file__).with_name("fonts") / "zen-kaku-gothic-new.ttf"
_FAMILY: Final = "shop"
_MARGIN: Final = 20.0  # millimetres, like every length here
_LABEL: Final = 52.0
_LINE: Final = 5.6
_TEXT, _SMALL = 9.5, 7.5  # points
_HEADINGS: Final = {1: 17.0, 2: 12.5, 3: 10.5}
_INK, _QUIET = 34, 110  # grey, 0 to 255
_SEPARATORS: Final = frozenset("\n\t")


class Sheet:
    """A document that grows from top to bottom; pages come by themselves and are numbered."""

    def __init__(self, title: str, *, language: str, footer: str = "") -> None:
        self._paper = _Paper(readable(footer))
        self._paper.set_title(title)
        self._paper.set_lang(language)
        self._paper.add_page()
        self.heading(title, level=1)

    def heading(self, text: str, *, level: int = 2) -> None:
        """A heading, kept together with what follows."""
        paper = self._paper
        if paper.will_page_break(4 * _LINE):
            paper.add_page()
        paper.ln(_LINE if level > 1 else 0)
        self._write(text, size=_HEADINGS[level], line=_HEADINGS[level] * 0.55)
        paper.ln(1.2)

    def paragraph(self, text: str, *, is_quiet: bool = False) -> None:
        """Text, broken into lines; a line break in it stays one."""
        self._write(text, size=_SMALL if is_quiet else _TEXT, line=_LINE, grey=_QUIET if is_quiet else _INK)
        self._paper.ln(1.2)

    def facts(self, facts: Iterable[tuple[str, str]]) -> None:
        """Names on the left, what they are on the right."""
        paper = self._paper
        width = paper.epw - _LABEL
        for name, text in facts:
            value = readable(text)
            paper.set_font(_FAMILY, size=_TEXT)
            height = paper.multi_cell(width, _LINE, value, dry_run=True, output="HEIGHT")
            if paper.will_page_break(min(float(height), 3 * _LINE)):  # type: ignore[arg-type] # a height, as asked
                paper.add_page()
            top, page = paper.get_y(), paper.page
            paper.set_text_color(_QUIET)
            paper.multi_cell(_LABEL, _LINE, readable(name), align="L", new_x="LEFT", new_y="NEXT")
            below = paper.get_y() if paper.page == page else top
            paper.page = page
            paper.set_xy(paper.l_margin + _LABEL, top)
            paper.set_text_color(_INK)
            paper.multi_cell(width, _LINE, value, align="L", new_x="LMARGIN", new_y="NEXT")
            if paper.page == page:
                paper.set_y(max(paper.get_y(), below))
        paper.ln(1.2)

    def pdf(self) -> bytes:
        """The document."""
        return bytes(self._paper.output())

    def _write(self, text: str, *, size: float, line: float, grey: int = _INK) -> None:
        self._paper.set_font(_FAMILY, size=size)
        self._paper.set_text_color(grey)
        self._paper.multi_cell(0, line, readable(text), align="L", new_x="LMARGIN", new_y="NEXT")


class _Paper(FPDF):
    def __init__(self, foot: str) -> None:
        super().__init__(format="A4")
        self._foot = foot
        self.set_margin(_MARGIN)
        self.set_auto_page_break(auto=True, margin=_MARGIN)
        self.add_font(_FAMILY, fname=FONT)

    def footer(self) -> None:
        """The number of the page, and whose document it is: called for each page."""
        self.set_y(-_MARGIN + _LINE)
        self.set_font(_FAMILY, size=_SMALL)
        self.set_text_color(_QUIET)
        self.cell(0, _LINE, f"{self._foot}　{self.page_no()}".strip(), align="R")


def readable(text: str) -> str:
    """The text with every sign the font lacks written as its number."""
    known = _signs()
    tidy = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        sign if sign in _SEPARATORS or ord(sign) in known else f"[U+{ord(sign):04X}]" for sign in tidy
    )


@lru_cache(maxsize=1)
def _signs() -> frozenset[int]:
    with TTFont(FONT, lazy=True) as font:
        return frozenset(font.getBestCmap())
