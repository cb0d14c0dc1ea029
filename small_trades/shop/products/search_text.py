"""How search reads text: folded, in words, and as grams that both engines' indexes are made of.

A product is found when each word of the query stands somewhere in its text, in the middle of a word too. The
indexes only narrow down where to look: the comparison itself is the same on every engine.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from small_trades.shop.kernel import text

MOST_LETTERS = 100
MOST_WORDS = 8
# People write コーヒーカップ and コーヒー・カップ, A-12 and A12 for the same thing.
_JOINERS = str.maketrans("", "", "・･‧·-‐‑–_/")


@dataclass(frozen=True, slots=True)
class SearchTexts:
    """The folded columns of a search entry."""

    names: str
    text: str
    grams: str


def fold(typed: str) -> str:
    """Text as search compares it: NFKC, one case, katakana, single spaces, without joining signs."""
    return text.fold(text.clean(typed).translate(_JOINERS)).translate(_JOINERS)


def words(typed: str) -> tuple[str, ...]:
    """The words of a query, each once, at most eight of the first hundred characters."""
    return tuple(dict.fromkeys(fold(typed[:MOST_LETTERS]).split()))[:MOST_WORDS]


def grams(folded: str) -> set[str]:
    """Every character and every pair of neighbours in the words of folded text."""
    found: set[str] = set()
    for word in folded.split():
        found.update(word)
        found.update(word[start : start + 2] for start in range(len(word) - 1))
    return found


def query_grams(word: str) -> tuple[str, ...]:
    """The grams that a text must have to hold a word: its pairs, or the word where it is one character."""
    return tuple(sorted(gram for gram in grams(word) if len(gram) == min(len(word), 2)))


@lru_cache(maxsize=65_536)
def encode(gram: str) -> str:
    """A gram in letters and digits only, so that no engine's tokenizer has an opinion about it."""
    return "x" + gram.encode("utf-16-be", "surrogatepass").hex()


def search_texts(*, names: Iterable[str], others: Iterable[str]) -> SearchTexts:
    """What is stored for a product: its names, readings and codes, and everything else that is searched."""
    folded_names = _folded(names)
    folded = f"{folded_names} {_folded(others)}".strip()
    return SearchTexts(folded_names, folded, " ".join(sorted(encode(gram) for gram in grams(folded))))


def _folded(parts: Iterable[str]) -> str:
    return " ".join(folded for part in parts if (folded := fold(part)))
