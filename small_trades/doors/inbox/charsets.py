"""Bytes of mail as text: the character sets that Japanese mail is written in, and whatever else claims to be.

Never raises: what cannot be read becomes U+FFFD.
"""

import codecs
import re
from typing import Final

_FALLBACK: Final = ("utf-8", "cp932")
_KANJI_IN: Final = b"\x1b$"  # ISO-2022-JP announces its characters with this (RFC 1468)
# Programs name the narrow standard and write the wider set of their vendor.
_WIDER: Final = {"shift_jis": ("cp932",), "gb2312": ("gb18030",), "euc_kr": ("cp949",), "ascii": _FALLBACK}
# Python's registry also holds codecs that are no character sets, such as `unicode_escape`.
_KNOWN: Final = (
    "ascii", "big5", "cp", "euc_", "gb", "iso2022_", "iso8859", "koi8", "shift_jis", "utf-8", "utf-16",
)  # fmt: skip
_SHIFT: Final = re.compile(rb"\x1b(\$[@B]|\([BJI])")
_ROWS_BELOW: Final = 0x5F


def decoded(data: bytes, charset: str) -> str:
    """The text of these bytes in the character set they claim, else in the likeliest."""
    known = _known(charset)
    if known == "iso2022_jp" or (known in {None, "ascii"} and _KANJI_IN in data):
        return _jis(data)
    candidates = _FALLBACK if known is None else _WIDER.get(known, (known,))
    for candidate in candidates:
        try:
            return data.decode(candidate)
        except UnicodeError:
            continue
    return data.decode(candidates[0], errors="replace")


def _known(charset: str) -> str | None:
    try:
        name = codecs.lookup(charset.strip()).name
    except (LookupError, ValueError):
        return None
    return name if name.startswith(_KNOWN) else None


def _jis(data: bytes) -> str:
    """ISO-2022-JP with what Microsoft's programs add to it (CP50221): ①, ㈱, 髙, half-width kana.

    Python has no codec for that. Its characters are those of CP932, numbered another way.
    """
    try:
        return data.decode("iso2022_jp")
    except UnicodeError:
        first, *shifted = _SHIFT.split(data)
    text = first.decode("cp932", "replace")
    for shift, run in zip(shifted[::2], shifted[1::2], strict=True):
        if shift.startswith(b"$"):
            run = _as_shift_jis(run)  # noqa: PLW2901 - the same characters
        elif shift == b"(I":
            run = bytes(byte | 0x80 if byte > ord(" ") else byte for byte in run)  # noqa: PLW2901 - the same
        text += run.decode("cp932", "replace")
    return text


def _as_shift_jis(run: bytes) -> bytes:
    """Row and cell of JIS X 0208, two bytes each, as Shift_JIS numbers them."""
    made = bytearray()
    for row, cell in zip(run[::2], run[1::2], strict=False):
        made.append((row + 1) // 2 + (0x70 if row < _ROWS_BELOW else 0xB0) & 0xFF)
        made.append(cell + (0x7E if row % 2 == 0 else 0x1F if cell < 0x60 else 0x20) & 0xFF)  # noqa: PLR2004
    return bytes(made)
