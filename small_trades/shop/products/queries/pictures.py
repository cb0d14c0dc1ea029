"""Pictures as pages show them: a drawing in one file, or what was sent in sizes and kinds."""

from dataclasses import replace

from django.conf import settings
from django.templatetags.static import static

from small_trades.shop.products import picture_files
from small_trades.shop.products.models import ProductImage
from small_trades.shop.site.cards import Picture
from small_trades.shop.site.formats import in_language

_DRAWN = 1200
_USUAL = 640
_KINDS = (("image/avif", "avif"), ("image/webp", "webp"))


def picture(image: ProductImage) -> Picture:
    """A picture in the page's language."""
    alt = in_language(image, "alt")
    if not image.digest:
        return Picture(address_of(image), alt, _DRAWN, _DRAWN, id=image.pk)
    return replace(picture_of_files(image.digest, image.width, image.height, alt), id=image.pk)


def picture_of_files(digest: str, width: int, height: int, alt: str) -> Picture:
    """A picture that was sent: its files by their digest, the pixels of the largest, what it shows."""
    sources = tuple((kind, _sizes(digest, width, ending)) for kind, ending in _KINDS)
    return Picture(address_of_digest(digest, width, at_least=_USUAL), alt, width, height, sources)


def address_of(image: ProductImage | None, *, width: int = _USUAL) -> str:
    """The address of one file of a picture, of this width or the next larger; nothing without a picture."""
    if image is None:
        return ""
    if not image.digest:
        return static(image.drawing)
    return address_of_digest(image.digest, image.width, at_least=width)


def address_of_digest(digest: str, width: int, *, at_least: int) -> str:
    """The address of the smallest file of a picture that is so wide, or of its largest."""
    widths = picture_files.widths_of(width)
    fitting = next((size for size in widths if size >= at_least), widths[-1])
    return _address(digest, fitting, "webp")


def _sizes(digest: str, width: int, ending: str) -> str:
    return ", ".join(f"{_address(digest, size, ending)} {size}w" for size in picture_files.widths_of(width))


def _address(digest: str, width: int, ending: str) -> str:
    return f"{settings.MEDIA_URL}{picture_files.name_of(digest, width, ending)}"
