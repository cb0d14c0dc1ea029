"""Whether a text that is meant for everybody names somebody: it is kept in the clear, so it must not."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from small_trades.shop.kernel.text import holds_card_number

_DASH: Final = r"[ \-‐‑–—−ー－.()]?"
_TRACES: Final = (
    re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+"),  # an e-mail address
    re.compile(rf"(?<!\d)(?:\+\d|0\d)(?:{_DASH}\d){{8,}}"),  # a telephone number
    re.compile(r"〒\s*\d{3}|(?<![\d\-])\d{3}-\d{4}(?![\d\-])"),  # a postcode
    re.compile(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}\b"),  # the code of an order or an inquiry
)


def names_somebody(text: str, *, but: Iterable[str] = ()) -> bool:
    """Whether a text holds what leads to one person: an address, a number, a code.

    `but`: the shop's own address and numbers, which may stand there. A name alone cannot be told from
    other words; whoever writes is asked not to write one.
    """
    plain = unicodedata.normalize("NFKC", text)
    for own in but:
        if own:
            plain = plain.replace(unicodedata.normalize("NFKC", own), " ")
    return holds_card_number(plain) or any(trace.search(plain) for trace in _TRACES)
