"""Text as carriers' programs take it: in Shift_JIS as Windows knows it (cp932), in fields of so many halves.

A full-width sign counts two. What had to be replaced or cut is named, by code point and never by value.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

GETA: Final = "〓"
"""What Japanese printers set where a character is missing."""
_SAME: Final = {"〜": "～", "–": "-", "−": "－", "‖": "∥", "—": "―", "¢": "￠", "£": "￡", "¬": "￢"}
"""Signs that Unicode and cp932 know by two code points each; nothing changes on paper."""
_VARIANTS: Final = {
    "𠮷": "吉",
    "𠮟": "叱",
    "𡈽": "土",
    "𣘺": "橋",
    "𣏕": "柿",
    "𥔎": "崎",
    "栁": "柳",
    "ゔ": "ヴ",
    "𩸽": "ほっけ",
}
"""Characters of names with the ones that carriers set for them."""


@dataclass(slots=True)
class Fitting:
    """Makes the fields of one line, and keeps what was replaced in it or cut off."""

    replaced: list[str] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)

    def fit(self, text: str, halves: int, name: str = "") -> str:
        """The text in one field; what is too long is cut, and the field named."""
        return self.split(text, (halves,), name)[0]

    def split(self, text: str, widths: tuple[int, ...], name: str = "") -> list[str]:
        """The text over several fields, each filled before the next; what is left over is cut."""
        signs = [self._sign(sign) for sign in " ".join(text.split())]
        pieces, at = [""] * len(widths), 0
        for sign in signs:
            while at < len(widths) and _halves(pieces[at]) + _halves(sign) > widths[at]:
                at += 1
            if at == len(widths):
                self.cut.append(name)
                break
            pieces[at] += sign
        return pieces

    def code(self, slot: str, codes: Mapping[str, str]) -> str:
        """A carrier's code for a time of day; one that it does not have is left out, and named."""
        if slot not in codes:
            self.cut.append("時間帯")
        return codes.get(slot, codes[""])

    @property
    def remark(self) -> str:
        """What to look at: `U+20BB7>吉` for a sign that was replaced, `-住所` for a field that was cut."""
        return " ".join([*dict.fromkeys(self.replaced), *(f"-{name}" for name in dict.fromkeys(self.cut))])

    def _sign(self, sign: str) -> str:
        same = _SAME.get(sign, sign)
        if _is_known(same):
            return same
        plain = _VARIANTS.get(sign) or unicodedata.normalize("NFKC", sign)
        forms = (plain, _without_marks(plain))
        instead = next((form for form in forms if _is_known(form)), GETA)
        self.replaced.append(f"U+{ord(sign):04X}>{instead}")
        return instead


def _without_marks(text: str) -> str:
    """Letters without accents; nothing of a mark that only says which form a character is to have."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if unicodedata.category(sign) != "Mn")


def _is_known(text: str) -> bool:
    try:
        text.encode("cp932")
    except UnicodeEncodeError:
        return False
    return True


def _halves(text: str) -> int:
    return len(text.encode("cp932"))
