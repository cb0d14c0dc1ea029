"""A JPEG inside another file, without what a camera wrote into it; its pixels are not touched."""

from typing import Final

_START: Final = b"\xff\xd8"
_SCAN: Final = 0xDA
# APP0 is the frame of JFIF, APP14 says how colours are coded; the others, and comments, only tell.
_KEPT_APPS: Final = frozenset({0xE0, 0xEE})
_COMMENT: Final = 0xFE
_APPS: Final = range(0xE0, 0xF0)


def bare_jpeg(content: bytes) -> bytes:
    """The same picture without application data and comments (ITU-T T.81, B.2.4). ValueError for no JPEG."""
    if not content.startswith(_START):
        raise ValueError("no JPEG")
    kept, at = [_START], len(_START)
    while content[at] == 0xFF and content[at + 1] != _SCAN:  # noqa: PLR2004 -- every segment begins so
        kind = content[at + 1]
        if kind == 0xFF:  # noqa: PLR2004 -- a fill byte
            at += 1
            continue
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4])
        if kind != _COMMENT and (kind not in _APPS or kind in _KEPT_APPS):
            kept.append(content[at:end])
        at = end
    return b"".join((*kept, content[at:]))
