"""What a file is called: a name that says what it is, and nothing that leads out of a folder."""

import re
from typing import Final

from small_trades.shop.inquiries.states import FileKind
from small_trades.shop.kernel.text import sentence

LONGEST_NAME: Final = 80
ENDING: Final = {FileKind.PICTURE: ".jpg", FileKind.PDF: ".pdf", FileKind.TEXT: ".txt"}
ENDINGS: Final = {
    **dict.fromkeys(("jpg", "jpeg", "jpe", "jfif"), "jpeg"),
    "png": "png",
    "webp": "webp",
    "pdf": "pdf",
    **dict.fromkeys(("txt", "text", "log"), "text"),
}
"""What a name that ends like this says of the content."""
ACCEPTED: Final = ",".join(f".{ending}" for ending in ENDINGS)
"""For the browser's own list of files; it binds nobody."""
_FORBIDDEN: Final = re.compile(r'[<>:"|?*%]')


def said_by(name: str) -> str | None:
    """What a name says the file is: a key of recognising, "" for one that says nothing, None for another."""
    _stem, dot, ending = _last(name).rpartition(".")
    if not dot or not re.fullmatch(r"[A-Za-z0-9]{1,5}", ending):
        return ""
    return ENDINGS.get(ending.lower())


def kept_name(name: str, kind: FileKind) -> str:
    """The name to keep, ending like what is kept."""
    last = _last(name)
    stem = last.rpartition(".")[0] if said_by(name) != "" else last
    tidy = sentence(_FORBIDDEN.sub("", stem)).strip(". ")[:LONGEST_NAME].strip()
    return (tidy or "file") + ENDING[kind]


def _last(name: str) -> str:
    return re.split(r"[/\\]", name)[-1]
