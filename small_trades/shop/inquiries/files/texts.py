"""Plain text, in UTF-8 or as Japanese Windows writes it; kept in UTF-8."""

from small_trades.shop.inquiries.files.flaws import FileFlaw, Flaw
from small_trades.shop.inquiries.files.limits import LARGEST_TEXT
from small_trades.shop.kernel.text import clean, holds_card_number


def decoded(content: bytes) -> str | None:
    """The text, or None for what is none: another code, or bytes that no text has."""
    for code in ("utf-8-sig", "cp932"):
        try:
            text = content.decode(code)
        except UnicodeDecodeError:
            continue
        return None if any(sign < " " and sign not in "\t\n\r\f" for sign in text) else text
    return None


def cleaned(content: bytes) -> bytes:
    """The text without what hides or misleads. FileFlaw for a card number, or more than anybody reads."""
    if len(content) > LARGEST_TEXT:
        raise FileFlaw(Flaw.LONG_TEXT)
    text = clean(decoded(content) or "")
    if not text:
        raise FileFlaw(Flaw.EMPTY)
    if holds_card_number(text):
        raise FileFlaw(Flaw.CARD)
    return text.encode()
