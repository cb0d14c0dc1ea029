"""A4 documents with Japanese text, as PDF: headings, paragraphs, and facts in two columns.

    sheet = Sheet("領収書", language="ja", footer="SMALL TRADES")
    sheet.heading("ご注文")
    sheet.facts([("注文番号", "AB12-CD34"), ("合計", "1,980円")])
    sheet.pdf()                                          # bytes that begin with %PDF

The font stands in `fonts/`; a document embeds the signs it uses and needs none on the reader's machine. A
sign the font does not have is written as its number (`U+20BB7`), so that nothing is left out unseen.
"""

from collections.abc import Iterable, Sequence
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
_PAD: Final = 2.0
_TEXT, _SMALL, _LARGE = 9.5, 7.5, 13.0  # points
_HEADINGS: Final = {1: 17.0, 2: 12.5, 3: 10.5}
_INK, _QUIET, _LINES = 34, 110, 205  # grey, 0 to 255
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

    def beside(self, left: Sequence[str], right: Sequence[str]) -> None:
        """Two blocks of lines side by side, such as buyer and seller; the first on the left is large."""
        paper = self._paper
        top, half = paper.get_y(), paper.epw / 2 - 4
        ends = []
        for at, (lines, margin) in enumerate(((left, 0.0), (right, half + 8))):
            paper.set_y(top)
            for number, text in enumerate(lines):
                paper.set_x(paper.l_margin + margin)
                is_large = at == 0 and number == 0
                paper.set_font(_FAMILY, size=_LARGE if is_large else _TEXT)
                paper.set_text_color(_INK)
                height = _LINE * (1.4 if is_large else 1)
                paper.multi_cell(half, height, readable(text), align="L", new_x="LMARGIN", new_y="NEXT")
            ends.append(paper.get_y())
        paper.set_y(max(ends) + _LINE)

    def table(
        self, head: Sequence[str], rows: Iterable[Sequence[str]], *, widths: Sequence[float], left: int = 1
    ) -> None:
        """A table with lines between its rows; `widths` are shares, columns after the first `left` end flush.

        A row stays on one page; the head stands again on each.
        """
        paper = self._paper
        columns = [paper.epw * share / sum(widths) for share in widths]
        paper.ln(2)
        self._row(head, columns, left, grey=_QUIET)
        for row in rows:
            if paper.will_page_break(self._height(row, columns)):
                paper.add_page()
                self._row(head, columns, left, grey=_QUIET)
            self._row(row, columns, left)
        paper.ln(2)

    def amounts(self, rows: Iterable[tuple[str, str]], *, last_is_large: bool = True) -> None:
        """Names and amounts on the right half; the last one is the total."""
        paper = self._paper
        shown = list(rows)
        for at, (name, amount) in enumerate(shown):
            is_total = last_is_large and at == len(shown) - 1
            if paper.will_page_break(2 * _LINE):
                paper.add_page()
            paper.set_x(paper.l_margin + paper.epw / 2)
            paper.set_font(_FAMILY, size=_LARGE if is_total else _TEXT)
            paper.set_text_color(_INK)
            height = _LINE * (1.5 if is_total else 1)
            paper.cell(paper.epw * 0.28, height, readable(name))
            paper.cell(0, height, readable(amount), align="R", new_x="LMARGIN", new_y="NEXT")
        paper.ln(2)

    def page(self, title: str) -> None:
        """The next one of several documents in one file, on a page of its own."""
        self._paper.add_page()
        self.heading(title, level=1)

    def pdf(self) -> bytes:
        """The document."""
        return bytes(self._paper.output())

    def _height(self, row: Sequence[str], columns: Sequence[float]) -> float:
        self._paper.set_font(_FAMILY, size=_TEXT)
        heights = [
            float(self._paper.multi_cell(width, _LINE, readable(text), dry_run=True, output="HEIGHT"))  # type: ignore[arg-type] # a height, as asked
            for text, width in zip(row, columns, strict=True)
        ]
        return max(heights) + _PAD

    def _row(self, row: Sequence[str], columns: Sequence[float], left: int, *, grey: int = _INK) -> None:
        paper = self._paper
        height = self._height(row, columns)
        top, x = paper.get_y(), paper.l_margin
        paper.set_text_color(grey)
        for at, (text, width) in enumerate(zip(row, columns, strict=True)):
            paper.set_xy(x, top + _PAD / 2)
            paper.multi_cell(width, _LINE, readable(text), align="L" if at < left else "R")
            x += width
        paper.set_draw_color(_LINES)
        paper.line(paper.l_margin, top + height, paper.l_margin + paper.epw, top + height)
        paper.set_y(top + height)

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
