"""PDF (ISO 32000-2): only pages are kept, written anew. What acts by itself is not taken at all."""

import io
import re
from collections.abc import Iterator
from typing import Any, Final

from pypdf import PdfReader, PdfWriter
from pypdf.errors import LimitReachedError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, StreamObject

from small_trades.shop.inquiries.pdf_reader.flaws import PdfFlaw
from small_trades.shop.inquiries.pdf_reader.jpeg_segments import bare_jpeg

MOST_PAGES: Final = 200
MOST_OBJECTS: Final = 20_000
_ACTIVE_KEYS: Final = frozenset(
    {"/JS", "/JavaScript", "/AA", "/EmbeddedFiles", "/EF", "/AF", "/XFA", "/RichMediaContent", "/3DD"}
)
_ACTIVE_ACTIONS: Final = frozenset(
    {"/JavaScript", "/Launch", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData"}
    | {"/Movie", "/Sound", "/Rendition", "/RichMediaExecute"}
)
_ACTIVE_NOTES: Final = frozenset({"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"})
# Who made it, when and with what; thumbnails and private data of programs.
_ABOUT: Final = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb")
_NUMBERED: Final = re.compile(rb"\d+\s+\d+\s+obj\b")


def rewritten(content: bytes) -> bytes:
    """The pages, without title, author, dates, metadata and the pictures' own.

    Raises:
        PdfFlaw: it is encrypted, active, has more pages or parts than are looked at, takes more memory than
            there is, or is broken.
    """
    if len(_NUMBERED.findall(content)) > MOST_OBJECTS:
        raise PdfFlaw("too-long")
    try:
        return _rewritten(content)
    except PdfFlaw:
        raise
    except (MemoryError, LimitReachedError) as error:
        raise PdfFlaw("too-much-work") from error
    # Strangers write these files, and what the library raises for a crooked one is no closed list.
    except Exception as error:
        raise PdfFlaw("broken") from error


def _rewritten(content: bytes) -> bytes:
    reader = PdfReader(io.BytesIO(content), strict=False)
    if reader.is_encrypted:
        raise PdfFlaw("encrypted")
    if len(reader.pages) > MOST_PAGES:
        raise PdfFlaw("too-long")
    for part in _parts(reader):
        _refuse_active(part)
    writer = PdfWriter()
    for page in reader.pages:
        writer.add_page(page)
    writer.metadata = None
    for part in _dictionaries(list(writer._objects)):  # noqa: SLF001 -- there is no other list of them
        _strip(part)
    written = io.BytesIO()
    writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
    writer.write(written)
    return written.getvalue()


def _parts(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every dictionary in the file, reached from a page or not."""
    numbers = {number for table in reader.xref.values() for number in table} | set(reader.xref_objStm)
    if len(numbers) > MOST_OBJECTS:
        raise PdfFlaw("too-long")
    found = (reader.get_object(IndirectObject(number, 0, reader)) for number in sorted(numbers))
    yield from _dictionaries([reader.trailer, *found])


def _dictionaries(roots: list[Any]) -> Iterator[DictionaryObject]:
    """The dictionaries in these objects, as deep as they are nested without a reference."""
    waiting = list(roots)
    while waiting:
        one = waiting.pop()
        if isinstance(one, DictionaryObject):
            yield one
            waiting.extend(value for value in one.values() if not isinstance(value, IndirectObject))
        elif isinstance(one, ArrayObject):
            waiting.extend(value for value in one if not isinstance(value, IndirectObject))


def _refuse_active(part: DictionaryObject) -> None:
    acts = part.raw_get("/S") if "/S" in part else None
    note = part.raw_get("/Subtype") if "/Subtype" in part else None
    if not _ACTIVE_KEYS.isdisjoint(part) or acts in _ACTIVE_ACTIONS or note in _ACTIVE_NOTES:
        raise PdfFlaw("active")


def _strip(part: DictionaryObject) -> None:
    for name in _ABOUT:
        part.pop(NameObject(name), None)
    if isinstance(part, StreamObject) and part.get("/Filter") in ("/DCTDecode", ["/DCTDecode"]):
        part._data = bare_jpeg(part._data)  # noqa: SLF001 -- set_data() would take the JPEG apart and write it anew
