"""Pictures as files: what is accepted, what is made of it, and where that lies below MEDIA_ROOT.

Of the file that was sent nothing is kept but its pixels: no place, no device, no colour profile, no comment.
"""

import io
import os
import re
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from django.conf import settings
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
LARGEST_BYTES = 15 * 1024 * 1024
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 16_000
WIDTHS = (320, 640, 1280)
# Part of every name: files are kept by browsers for good, so what is made differently is named differently.
_MADE_BY = b"1"
_QUALITY: Mapping[str, Mapping[str, int]] = {
    "webp": {"quality": 80, "method": 4},
    "avif": {"quality": 62, "speed": 8},
}
# What decoders raise at files that are cut off, or that say of themselves what is not so.
_BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    OverflowError,
    MemoryError,
    Image.DecompressionBombError,
)
_NAME = re.compile(r"pictures/[0-9a-f]{2}/[0-9a-f]{40}-[0-9]{1,4}\.(?:avif|webp)")

Flaw = Literal["empty", "too-heavy", "not-a-picture", "too-large", "broken"]


class PictureFlaw(Exception):  # noqa: N818 - says what it is about
    """A file cannot become a picture of the shop; nothing was written. `flaw` says why."""

    def __init__(self, flaw: Flaw) -> None:
        """Keep the reason, for the sentence that is shown."""
        super().__init__(flaw)
        self.flaw = flaw


@dataclass(frozen=True, slots=True)
class MadePicture:
    """A picture ready to be kept: `digest` names it, `width` and `height` are pixels of its largest size.

    `files` maps the names of its files below MEDIA_ROOT to their bytes.
    """

    digest: str
    width: int
    height: int
    files: Mapping[str, bytes]


def digest_of(data: bytes) -> str:
    """The name of the picture that is made of these bytes: 40 hexadecimal digits."""
    return sha256(_MADE_BY + data).hexdigest()[:40]


def widths_of(width: int) -> tuple[int, ...]:
    """The widths a picture is kept in: 320, 640 and 1280, none larger than itself."""
    return (*(size for size in WIDTHS if size < width), min(width, WIDTHS[-1]))


def name_of(digest: str, width: int, kind: str) -> str:
    """Where a file of a picture lies below MEDIA_ROOT, and below /media/."""
    return f"pictures/{digest[:2]}/{digest}-{width}.{kind}"


def names_of(digest: str, width: int) -> tuple[str, ...]:
    """Every file of a picture of this width."""
    return tuple(name_of(digest, size, kind) for size in widths_of(width) for kind in _QUALITY)


def make(data: bytes) -> MadePicture:
    """The picture that a file holds, turned upright, in every size and kind. Of an animation the first frame.

    Raises:
        PictureFlaw: it is no JPEG, PNG, WebP, AVIF or GIF, too heavy, too large, or broken.
    """
    pixels = upright(data)
    width = min(pixels.width, WIDTHS[-1])
    digest = digest_of(data)
    files = {}
    for size in widths_of(pixels.width):
        sized = _resized(pixels, size)
        for kind, options in _QUALITY.items():
            written = io.BytesIO()
            sized.save(written, format=kind.upper(), **options)
            files[name_of(digest, size, kind)] = written.getvalue()
    return MadePicture(digest, width, _height(pixels, width), files)


def upright(data: bytes, *, formats: tuple[str, ...] = FORMATS) -> Image.Image:
    """The pixels of a picture, turned upright, in RGB or RGBA, their colours those of sRGB; nothing else.

    Raises:
        PictureFlaw: it is of none of the formats, too heavy, too large, or broken.
    """
    if not data:
        raise PictureFlaw("empty")
    if len(data) > LARGEST_BYTES:
        raise PictureFlaw("too-heavy")
    try:
        image = Image.open(io.BytesIO(data), formats=formats)
    except Image.DecompressionBombError as bomb:
        raise PictureFlaw("too-large") from bomb
    except UnidentifiedImageError as unknown:
        raise PictureFlaw("not-a-picture") from unknown
    except _BROKEN as broken:
        raise PictureFlaw("broken") from broken
    # Asked before a single pixel is decoded: so far only the head of the file was read.
    if image.width * image.height > MOST_PIXELS or max(image.size) > LONGEST_SIDE:
        raise PictureFlaw("too-large")
    try:
        image.load()
        return _plain(ImageOps.exif_transpose(image))
    except _BROKEN as broken:
        raise PictureFlaw("broken") from broken


def keep(files: Mapping[str, bytes]) -> None:
    """Write files below MEDIA_ROOT, each whole or not at all; one that is there already is the same."""
    for name, content in files.items():
        path = settings.MEDIA_ROOT / name
        if path.exists():
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, unfinished = tempfile.mkstemp(dir=path.parent, prefix=".")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(unfinished).replace(path)


def drop(names: Iterable[str]) -> None:
    """Delete files below MEDIA_ROOT; one that is not there is deleted already."""
    for name in names:
        (settings.MEDIA_ROOT / name).unlink(missing_ok=True)


def read(name: str) -> bytes | None:
    """The bytes of a file of a picture; None where there is none, or where the name is none made here."""
    if not _NAME.fullmatch(name):
        return None
    path = settings.MEDIA_ROOT / name
    try:
        content: bytes = path.read_bytes()
    except FileNotFoundError:
        return None
    return content


def _plain(image: Image.Image) -> Image.Image:
    """The same pixels in a picture that carries nothing else."""
    mode = "RGBA" if image.has_transparency_data else "RGB"
    if image.mode.startswith("I"):  # 16 bits of grey: Pillow would cut them off instead of scaling them
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    profile = image.info.get("icc_profile")
    plain = _in_srgb(image, profile, mode) if profile else image.convert(mode)
    plain.info = {}
    return plain


def _in_srgb(image: Image.Image, profile: bytes, mode: str) -> Image.Image:
    """The colours as they were meant. A profile that cannot be used is left aside, as browsers do."""
    usable = image if image.mode in {"RGB", "CMYK"} else image.convert(mode)
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        meant = ImageCms.profileToProfile(usable, own, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError):
        meant = None
    return meant or image.convert(mode)


def _resized(image: Image.Image, width: int) -> Image.Image:
    if width == image.width:
        return image
    return image.resize((width, _height(image, width)), Image.Resampling.LANCZOS)


def _height(image: Image.Image, width: int) -> int:
    return max(1, round(image.height * width / image.width))
