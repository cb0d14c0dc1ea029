"""What is taken of a file, and which files are not."""

import io

import pytest
from PIL import Image
from pypdf import PdfReader

from small_trades.privacy.testing import plant
from small_trades.shop.inquiries.files import (
    FileFlaw,
    Flaw,
    GivenFile,
    Patience,
    TakenFile,
    limits,
    take_file,
)
from small_trades.shop.inquiries.pdf_reader import pages
from small_trades.shop.inquiries.states import FileKind
from small_trades.shop.inquiries.tests.laborious import many_parts
from small_trades.shop.inquiries.tests.sending import letter, pdf, pdf_with, photo, png, webp
from small_trades.shop.products import picture_files

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
CARD = "4242 4242 4242 4242"


def taken(name: str, content: bytes) -> TakenFile:
    return take_file(GivenFile(name, content), Patience())


def flaw(name: str, content: bytes | None) -> Flaw:
    with pytest.raises(FileFlaw) as refused:
        take_file(GivenFile(name, content), Patience())
    return refused.value.flaw


def test_a_photograph_comes_upright_and_without_where_and_with_what_it_was_taken() -> None:
    planted = plant()
    content = photo(planted)
    assert planted.encode() in content
    file = taken("IMG_0001.JPG", content)
    picture = Image.open(io.BytesIO(file.content))
    assert (picture.format, picture.size, dict(picture.getexif())) == ("JPEG", (40, 60), {})
    assert planted.encode() not in file.content
    assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert (file.kind, file.name) == (FileKind.PICTURE, "IMG_0001.jpg")
    assert file.preview


def test_a_picture_that_is_clear_in_places_lies_on_white() -> None:
    planted = plant()
    file = taken("screen.png", png(planted))
    picture = Image.open(io.BytesIO(file.content))
    assert (picture.format, picture.mode, file.name) == ("JPEG", "RGB", "screen.jpg")
    assert min(picture.getpixel((5, 5))[:2]) > 100  # type: ignore[index] # a pixel of RGB
    assert planted.encode() not in file.content


def test_of_an_animation_the_first_picture_is_kept() -> None:
    picture = Image.open(io.BytesIO(taken("a.webp", webp(is_animated=True)).content))
    assert (getattr(picture, "n_frames", 1), picture.format) == (1, "JPEG")
    red, green, _blue = picture.getpixel((20, 20))  # type: ignore[misc] # a pixel of RGB
    assert green > 100 > red


def test_a_large_picture_is_made_smaller() -> None:
    picture = Image.open(io.BytesIO(taken("a.jpg", photo("", size=(4000, 3000), orientation=1)).content))
    assert picture.size == (limits.LONGEST_SIDE, 1920)


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bomb = png()
    monkeypatch.setattr(picture_files, "MOST_PIXELS", 1_000)
    monkeypatch.setattr(Image.Image, "load", lambda _self: pytest.fail("it was decoded"))
    assert flaw("bomb.png", bomb) == Flaw.TOO_LARGE


def test_a_pdf_keeps_its_pages_and_says_nothing_of_who_made_it() -> None:
    planted = plant()
    content = pdf(planted, "amount due")
    assert planted.encode() in content
    file = taken("領収書.pdf", content)
    reader = PdfReader(io.BytesIO(file.content))
    assert len(reader.pages) == 2
    assert "amount due" in reader.pages[0].extract_text()
    assert (reader.metadata, reader.xmp_metadata) == (None, None)
    assert planted.encode() not in file.content
    (picture,) = reader.pages[0].images
    assert picture.image is not None
    assert dict(picture.image.getexif()) == {}
    assert (file.kind, file.name, file.preview) == (FileKind.PDF, "領収書.pdf", "")


@pytest.mark.parametrize("what", ["script", "launch", "hidden name", "form", "attachment"])
def test_a_pdf_that_acts_by_itself_is_refused(what: str) -> None:
    assert flaw("a.pdf", pdf_with(what)) == Flaw.ACTIVE


def test_a_locked_a_long_and_a_broken_pdf_are_refused() -> None:
    assert flaw("a.pdf", pdf_with("password")) == Flaw.ENCRYPTED
    whole = pdf()
    for broken in (b"%PDF-1.7\n", whole[: len(whole) // 2], b"%PDF-1.4\n" + b"\0" * 500):
        assert flaw("a.pdf", broken) == Flaw.BROKEN
    assert flaw("a.pdf", many_parts(pages.MOST_OBJECTS + 1)) == Flaw.TOO_LONG
    assert flaw("a.pdf", pdf(more_pages=pages.MOST_PAGES)) == Flaw.TOO_LONG


def test_of_a_broken_pdf_nothing_is_written_down(caplog: pytest.LogCaptureFixture) -> None:
    planted = plant()
    assert flaw("a.pdf", pdf(planted)[:1500]) == Flaw.BROKEN
    assert caplog.records == []


def test_text_is_kept_in_utf_8_without_what_misleads() -> None:
    words, content = letter()
    file = taken("メモ.txt", content)
    assert (file.kind, file.content.decode()) == (FileKind.TEXT, f"{words}\nおわり")
    assert taken("a.txt", "壊れた茶碗".encode("cp932")).content.decode() == "壊れた茶碗"
    assert taken("a.txt", "a\u202eb\u200b".encode()).content == b"ab"


def test_a_card_number_is_refused_in_text_and_in_a_name() -> None:
    assert flaw("a.txt", f"my card is {CARD}".encode()) == Flaw.CARD
    assert flaw(f"{CARD}.jpg", photo("")) == Flaw.CARD


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.svg", SVG),
        ("a.txt", SVG),
        ("a.html", b"<!DOCTYPE html><p>hello"),
        ("a.txt", b"  <html><script>1</script>"),
        ("a.zip", b"PK\x03\x04" + b"\0" * 40),
        ("a.txt", b"PK\x03\x04" + b"\0" * 40),
        ("a.gif", b"GIF89a" + b"\0" * 40),
        ("a.exe", b"MZ\x90\0" + b"\0" * 40),
        ("a.docx", b"PK\x03\x04word"),
        ("a.txt", b"words\0more"),
        ("a.txt", "言葉".encode("utf-16")),
        ("a.sh", b"echo hello"),
        ("a.txt", b"#!/bin/sh\necho"),
        ("a.exe", b"only words"),
    ],
)
def test_everything_else_is_refused_by_what_it_is(name: str, content: bytes) -> None:
    assert flaw(name, content) == Flaw.UNKNOWN


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.pdf", photo("")), ("a.jpg", pdf()), ("a.png", photo("")), ("a.jpg", b"words"), ("a.txt", png())],
)
def test_what_is_not_what_its_name_says_is_refused(name: str, content: bytes) -> None:
    assert flaw(name, content) == Flaw.MISMATCH


def test_heic_is_refused_with_a_reason_of_its_own() -> None:
    assert flaw("IMG.HEIC", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic") == Flaw.HEIC
    assert flaw("IMG.jpg", b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic") == Flaw.HEIC


def test_empty_heavy_and_half_files_are_refused() -> None:
    assert flaw("a.jpg", b"") == Flaw.EMPTY
    assert flaw("a.txt", b" \n ") == Flaw.EMPTY
    assert flaw("a.jpg", None) == Flaw.TOO_HEAVY
    assert flaw("a.jpg", photo("") + bytes(limits.LARGEST_FILE)) == Flaw.TOO_HEAVY
    assert flaw("a.txt", b"a" * (limits.LARGEST_TEXT + 1)) == Flaw.LONG_TEXT
    assert flaw("a.jpg", photo("", size=(900, 900))[:400]) == Flaw.BROKEN


NAMES = (
    ("茶碗 ひび.JPEG", "茶碗 ひび.jpg"),
    ("no ending", "no ending.jpg"),
    ("..jpg", "file.jpg"),
    ("C:\\Users\\anna\\photo.jpg", "photo.jpg"),
    ("../../etc/passwd.jpg", "passwd.jpg"),
    ('a"b\r\nX: y.jpg', "ab X y.jpg"),
    ("a\u202egpj.jpg", "agpj.jpg"),
    ("あ" * 200 + ".jpg", "あ" * 80 + ".jpg"),
    ("version 1.2 final", "version 1.2 final.jpg"),
)


@pytest.mark.parametrize(("name", "kept"), NAMES)
def test_a_name_is_a_name_and_no_way_anywhere(name: str, kept: str) -> None:
    assert taken(name, photo("")).name == kept
