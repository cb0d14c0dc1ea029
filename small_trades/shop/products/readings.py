"""How a Japanese name is most likely read, so that a search in kana finds what nobody typed a reading for.

Names of goods are written in ways a dictionary can only guess (松風: まつかぜ or しょうふう): what comes out
is a first draft that the desk may correct.
"""

from functools import lru_cache

import jaconv
from sudachipy import Dictionary

from small_trades.shop.kernel import text

LONGEST = 200
_UNREAD = frozenset({"補助記号", "記号", "空白"})
_NUMERAL = "数詞"


def reading_of(name: str) -> str:
    """The reading of a name in hiragana, at most 200 characters: without signs, with digits and Latin."""
    parts = []
    # A tokenizer belongs to one thread; the dictionary behind it is mapped into memory once.
    for morpheme in _dictionary().tokenizer().tokenize(text.one_line(name)[:LONGEST]):
        kind, below = morpheme.part_of_speech()[:2]
        surface = morpheme.surface()
        if kind in _UNREAD:
            parts.append("" if not surface.isspace() else " ")
        elif below == _NUMERAL or surface.isascii():
            parts.append(surface)
        else:
            parts.append(morpheme.reading_form() or surface)
    return " ".join(str(jaconv.kata2hira("".join(parts))).split())[:LONGEST]


@lru_cache(maxsize=1)
def _dictionary() -> Dictionary:
    return Dictionary(dict="small")
