"""PDFs that are a lot of work, for tests and for measuring (ISO 32000-2, 7.5)."""

import zlib

CATALOGUE = (b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>")
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
BLANKS = 74_000_000
"""As much as the library lets one stream become."""


def slow(streams: int = 1) -> bytes:
    """A few kilobytes for each stream, in it 100 arrays of 90,000 numbers."""
    return _packed([_several([b"[" + b"0 " * 90_000 + b"]"] * 100)] * streams)


def fat(streams: int = 12) -> bytes:
    """72 KB for each stream, which becomes 74 MB; the library keeps each."""
    return _packed([_several([b"0" + b" " * BLANKS])] * streams)


def many_parts(parts: int) -> bytes:
    """A page with so many objects, counted with itself: links, as a long list of articles has them."""
    links = parts - 3
    each = b"".join(b"%d 0 R " % (number + 4) for number in range(links))
    link = (
        b"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/Border[0 0 0]/A<</S/URI/URI(https://shop.example/%d)>>>>"
    )
    page = PAGE.replace(b"/MediaBox", b"/Annots[%s]/MediaBox" % each)
    written, rows = b"%PDF-1.7\n", []
    for number, part in enumerate((*CATALOGUE, page, *(link % number for number in range(links))), start=1):
        rows.append(b"%010d 00000 n \n" % len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (parts + 1, b"".join(rows))
    trailer = b"trailer\n<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (parts + 1, len(written))
    return written + table + trailer


def _several(parts: list[bytes]) -> tuple[int, bytes]:
    """How many objects, and their bytes one after the other."""
    return len(parts), b" ".join(parts)


def _packed(streams: list[tuple[int, bytes]]) -> bytes:
    """A page, and object streams that nothing refers to."""
    written = b"%PDF-1.7\n"
    rows = [(0, 0, 65_535)]
    for number, part in enumerate((*CATALOGUE, PAGE), start=1):
        rows.append((1, len(written), 0))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    for count, inside in streams:
        stream = len(rows)
        rows.append((1, len(written), 0))
        rows += [(2, stream, place) for place in range(count)]
        size = len(inside) // count + 1
        head = b"".join(b"%d %d " % (stream + 1 + place, place * size) for place in range(count))
        about = b"/Type/ObjStm/N %d/First %d" % (count, len(head))
        written += _stream(stream, about, head + inside)
    table = b"".join(_row(*row) for row in (*rows, (1, len(written), 0)))
    about = b"/Type/XRef/W[1 4 2]/Size %d/Root 1 0 R" % (len(rows) + 1)
    return written + _stream(len(rows), about, table) + b"startxref\n%d\n%%%%EOF\n" % len(written)


def _row(kind: int, where: int, more: int) -> bytes:
    return bytes((kind,)) + where.to_bytes(4) + more.to_bytes(2)


def _stream(number: int, about: bytes, content: bytes) -> bytes:
    packed = zlib.compress(content, 9)
    head = b"%d 0 obj\n<<%s/Filter/FlateDecode/Length %d>>\n" % (number, about, len(packed))
    return b"%sstream\n%s\nendstream\nendobj\n" % (head, packed)
