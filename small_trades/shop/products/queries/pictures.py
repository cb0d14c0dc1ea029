"""Pictures as pages show them: a drawing in one file, or what was sent in sizes and kinds."""

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
    sources = tuple((kind, _sizes(image, ending)) for kind, ending in _KINDS)
    return Picture(address_of(image), alt, image.width, image.height, sources, image.pk)


def address_of(image: ProductImage | None, *, width: int = _USUAL) -> str:
    """The address of one file of a picture, of this width or the next larger; nothing without a picture."""
    if image is None:
        return ""
    if not image.digest:
        return static(image.drawing)
    widths = picture_files.widths_of(image.width)
    fitting = next((size for size in widths if size >= width), widths[-1])
    return _address(image.digest, fitting, "webp")


def _sizes(image: ProductImage, ending: str) -> str:
    return ", ".join(
        f"{_address(image.digest, size, ending)} {size}w" for size in picture_files.widths_of(image.width)
    )


def _address(digest: str, width: int, ending: str) -> str:
    return f"{settings.MEDIA_URL}{picture_files.name_of(digest, width, ending)}"
