"""Pictures of products: added, ordered, described and removed. Their files stand below MEDIA_ROOT."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from small_trades.shop.kernel import text
from small_trades.shop.kernel.bad_input import BadInput, Problems
from small_trades.shop.products import picture_files
from small_trades.shop.products.models import Banner, Product, ProductImage, Variant
from small_trades.shop.site.actions import content_changed

MOST_PICTURES = 30
LONGEST_ALT = 300
FLAWS = {
    "empty": _("Choose a picture"),
    "too-heavy": _("The picture is larger than 15 MB"),
    "not-a-picture": _("Use a JPEG, PNG, WebP, AVIF or GIF picture"),
    "too-large": _("The picture has more than 50 million pixels, or a side of more than 16,000"),
    "broken": _("The picture is broken or incomplete"),
}


def add_picture(product_id: int, data: bytes, *, alt_ja: str, alt_en: str = "") -> int:
    """Make the last picture of a product of a JPEG, PNG, WebP, AVIF or GIF file; answers its id.

    Nothing of the file is kept but its pixels. The same file again is the picture that is there
    already: it is not changed.

    Raises:
        BadInput: at `picture` or at an alternative text; no file and no row was written.
        Product.DoesNotExist: there is no product of this id.
    """
    texts = _texts(alt_ja, alt_en)
    problems = _alt_problems(texts)
    digest = picture_files.digest_of(data)
    there = ProductImage.objects.filter(product=product_id, digest=digest).values_list("pk", flat=True)
    if there and not problems:
        return there[0]
    made = made_of(data, problems)
    with transaction.atomic():
        product = Product.objects.select_for_update().get(pk=product_id)
        if there.all():
            return there.all()[0]
        number = _next_place(product)
        picture_files.keep(made.files)
        image = product.images.create(
            digest=made.digest, width=made.width, height=made.height, order=number, **texts
        )
        _changed(product_id)
    return image.pk


def made_of(data: bytes, problems: Problems) -> picture_files.MadePicture:
    """The files of a picture that was sent; none is written.

    Raises:
        BadInput: with the problems that were found before, and the picture's own at `picture`.
    """
    try:
        made = picture_files.make(data)
    except picture_files.PictureFlaw as flawed:
        raise BadInput({**problems, "picture": FLAWS[flawed.flaw]}) from None
    if problems:
        raise BadInput(problems)
    return made


def show_variant(variant_id: int, picture_id: int | None) -> None:
    """Let a picture of its product show a variant, or none in particular.

    Raises:
        BadInput: at `picture`: it is none of the product's; nothing was changed.
        Variant.DoesNotExist: there is no variant of this id.
    """
    with transaction.atomic():
        variant = Variant.objects.select_for_update().get(pk=variant_id)
        own = ProductImage.objects.filter(product=variant.product_id)
        if picture_id is not None and not own.filter(pk=picture_id).exists():
            raise BadInput({"picture": _("Choose a picture of this product")})
        Variant.objects.filter(pk=variant_id).update(picture=picture_id)
        _changed(variant.product_id)


def describe_picture(picture_id: int, *, alt_ja: str, alt_en: str = "") -> None:
    """Say anew what a picture shows.

    Raises:
        BadInput: a text cannot be stored.
        ProductImage.DoesNotExist: there is no picture of this id.
    """
    texts = _texts(alt_ja, alt_en)
    problems = _alt_problems(texts)
    if problems:
        raise BadInput(problems)
    with transaction.atomic():
        image = ProductImage.objects.get(pk=picture_id)
        ProductImage.objects.filter(pk=picture_id).update(**texts)
        _changed(image.product_id)


def order_pictures(product_id: int, picture_ids: Sequence[int]) -> None:
    """Put the pictures of a product in this order; those that are not named follow in theirs.

    Ids of no picture of the product are left out: someone may have removed one meanwhile.
    """
    with transaction.atomic():
        Product.objects.select_for_update().get(pk=product_id)
        own = list(ProductImage.objects.filter(product=product_id).values_list("pk", flat=True))
        named = [number for number in dict.fromkeys(picture_ids) if number in own]
        for place, number in enumerate([*named, *(number for number in own if number not in named)]):
            ProductImage.objects.filter(pk=number).update(order=place)
        _changed(product_id)


def move_picture(picture_id: int, *, by: int) -> None:
    """Move a picture towards the first (-1) or the last (+1) place; at the end it stays.

    Raises:
        ProductImage.DoesNotExist: there is no picture of this id.
    """
    with transaction.atomic():
        product_id = ProductImage.objects.get(pk=picture_id).product_id
        own = list(ProductImage.objects.filter(product=product_id).values_list("pk", flat=True))
        at = own.index(picture_id)
        own.insert(max(0, at + by), own.pop(at))
        order_pictures(product_id, own)


def remove_picture(picture_id: int) -> None:
    """Take a picture off its product; one that is not there is gone already.

    Its files are deleted once that is committed, unless another product shows the same picture.
    """
    with transaction.atomic():
        image = ProductImage.objects.filter(pk=picture_id).first()
        if image is None:
            return
        image.delete()
        _changed(image.product_id)
        if image.digest:
            transaction.on_commit(lambda: drop_unused(image.digest, image.width))


def drop_unused(digest: str, width: int) -> None:
    """Delete the files of a picture that neither a product nor a banner shows."""
    if not any(table.objects.filter(digest=digest).exists() for table in (ProductImage, Banner)):
        picture_files.drop(picture_files.names_of(digest, width))


def _next_place(product: Product) -> int:
    places = list(product.images.values_list("order", flat=True))
    if len(places) >= MOST_PICTURES:
        raise BadInput({"picture": _("A product has 30 pictures at most")})
    return max(places, default=-1) + 1


def _texts(alt_ja: str, alt_en: str) -> dict[str, str]:
    return {"alt_ja": text.one_line(alt_ja), "alt_en": text.one_line(alt_en)}


def _alt_problems(texts: dict[str, str]) -> Problems:
    problems: Problems = {
        name: _("This is too long") for name, value in texts.items() if len(value) > LONGEST_ALT
    }
    if not texts["alt_ja"]:
        problems["alt_ja"] = _("Say what the picture shows, for those who cannot see it")
    return problems


def _changed(product_id: int) -> None:
    Product.objects.filter(pk=product_id).update(changed_at=timezone.now())
    content_changed()
