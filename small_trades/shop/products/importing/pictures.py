"""Pictures that come with a file of products: from a folder or a ZIP, found by their names alone."""

import lzma
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import Final

from small_trades.shop.products.importing.reasons import FileFlaw, Flaw

HEAVIEST: Final = 15 * 1024 * 1024
MOST_FILES: Final = 100_000
_UNREADABLE: Final = (zipfile.BadZipFile, NotImplementedError)
# Each way of packing has an error of its own for what is damaged; RuntimeError is for what is encrypted.
_DAMAGED: Final = (*_UNREADABLE, RuntimeError, zlib.error, lzma.LZMAError, EOFError, OSError)


class Pictures:
    """The pictures of a folder or a ZIP by file name, wherever below it they lie; none is unpacked."""

    def __init__(self, place: Path | None) -> None:
        """Learn the names.

        Raises:
            FileFlaw: it is a file and no ZIP that can be read.
            OSError: there is no such place.
        """
        self._zip: zipfile.ZipFile | None = None
        self._names: dict[str, str | Path] = {}
        if place is None:
            return
        if place.is_dir():
            self._names = {file.name: file for file in sorted(place.rglob("*")) if file.is_file()}
            return
        try:
            self._zip = zipfile.ZipFile(place)
        except _UNREADABLE as bad:
            raise FileFlaw(Flaw.ZIP) from bad
        for entry in self._zip.infolist()[:MOST_FILES]:
            self._names.setdefault(PurePosixPath(entry.filename).name, entry.filename)

    def has(self, name: str) -> bool:
        """Whether there is a picture of this name."""
        return name in self._names

    def get(self, name: str) -> bytes | None:
        """The picture of this name, None where there is none; one byte more than allowed of one too large."""
        place = self._names.get(name)
        if place is None:
            return None
        if isinstance(place, Path):
            with place.open("rb") as file:
                return file.read(HEAVIEST + 1)
        if self._zip is None:
            return None
        try:
            with self._zip.open(place) as packed:
                return packed.read(HEAVIEST + 1)
        except _DAMAGED:
            return b""
