"""What bytes are, by how they begin (WHATWG MIME Sniffing, 6 and 7), and text by all of them."""

import re
from typing import Final

from small_trades.shop.inquiries.files.texts import decoded

_HEADS: Final = (
    ("jpeg", re.compile(rb"\xff\xd8\xff")),
    ("png", re.compile(rb"\x89PNG\r\n\x1a\n")),
    ("webp", re.compile(rb"RIFF.{4}WEBPVP", re.DOTALL)),
    ("pdf", re.compile(rb"%PDF-[12]\.")),
    ("heic", re.compile(rb".{4}ftyp(?:hei[cxms]|hev[cxms]|mif1|msf1)", re.DOTALL)),
)
# Text too, but to a program that opens it by what it is: markup, scripts, mail, rich text, PostScript.
_PROGRAMS: Final = re.compile(
    r"\s*(?:<(?:!doctype|!--|\?|html|head|body|script|svg|iframe|style|table|div|a\b|img)|#!|\{\\rtf|%!|%PDF|"
    r"MIME-Version:|BEGIN:V)",
    re.IGNORECASE,
)


def recognised(content: bytes) -> str | None:
    """jpeg, png, webp, pdf, text or heic; None for anything else."""
    for what, head in _HEADS:
        if head.match(content):
            return what
    text = decoded(content)
    return None if text is None or _PROGRAMS.match(text) else "text"
