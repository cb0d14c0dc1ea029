"""Pictures: only their pixels are kept, upright, as a JPEG of a size that can be read."""

import io
import threading
from base64 import b64encode
from typing import Final

from PIL import Image

from small_trades.shop.inquiries.files.flaws import FileFlaw, Flaw
from small_trades.shop.inquiries.files.limits import LONGEST_SIDE, PREVIEW_SIDE
from small_trades.shop.products.picture_files import PictureFlaw, upright

_FORMATS: Final = ("JPEG", "PNG", "WEBP")
_FLAWS: Final = {"too-large": Flaw.TOO_LARGE, "not-a-picture": Flaw.UNKNOWN}
# Decoded, one takes up to 200 MB: strangers who send many must not be decoded side by side.
_one_at_a_time: Final = threading.Lock()


def cleaned(content: bytes) -> bytes:
    """The picture without place, device, profile or comment; of an animation the first frame.

    Raises:
        FileFlaw: it is broken, or has more pixels than are decoded.
    """
    with _one_at_a_time:
        try:
            pixels = upright(content, formats=_FORMATS)
        except PictureFlaw as flaw:
            raise FileFlaw(_FLAWS.get(flaw.flaw, Flaw.BROKEN)) from flaw
        pixels.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
        written = io.BytesIO()
        _on_white(pixels).save(written, format="JPEG", quality=85, optimize=True)
    return written.getvalue()


def preview(content: bytes) -> str:
    """A small JPEG, in base64, of a picture that was cleaned."""
    image = Image.open(io.BytesIO(content), formats=("JPEG",))
    image.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
    written = io.BytesIO()
    image.save(written, format="JPEG", quality=70)
    return b64encode(written.getvalue()).decode()


def _on_white(pixels: Image.Image) -> Image.Image:
    if pixels.mode != "RGBA":
        return pixels
    paper = Image.new("RGB", pixels.size, "white")
    paper.paste(pixels, mask=pixels.getchannel("A"))
    return paper
