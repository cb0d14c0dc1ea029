"""A new product made like one there is."""

from django.db import transaction

from small_trades.shop.options.actions.edit import copy_offers
from small_trades.shop.products.actions.edit import VariantFacts, save_variant
from small_trades.shop.products.actions.search_entries import index_products
from small_trades.shop.products.models import Product, ProductImage, Variant
from small_trades.shop.site.actions import content_changed


def duplicate_product(product_id: int) -> int:
    """Make a draft with the texts, terms, tags, pictures and variants of a product, without stock; its id.

    Address, code and stock codes end in `-copy`, or `-copy2` and so on. Pictures share their files.

    Raises:
        Product.DoesNotExist: there is no product of this id.
    """
    with transaction.atomic():
        origin = Product.objects.get(pk=product_id)
        ending = _free_ending(origin)
        columns = {
            field.attname: getattr(origin, field.attname)
            for field in Product._meta.concrete_fields  # noqa: SLF001 - Django's documented API
            if not field.primary_key
        }
        columns |= {"slug": _ended(origin.slug, ending, 80), "code": _ended(origin.code, ending, 40)}
        copy = Product.objects.create(**{**columns, "published_at": None})
        copy.tags.set(origin.tags.all())
        copy_offers(origin.pk, copy.pk)
        pictures = {image.pk: _copy_image(image, copy) for image in origin.images.all()}
        for variant in origin.variants.all():
            _copy_variant(variant, copy, ending, pictures.get(variant.picture_id or 0))
        index_products([copy.pk])
        content_changed()
    return copy.pk


def _copy_image(image: ProductImage, copy: Product) -> int:
    image.pk, image.product = None, copy
    image._state.adding = True  # noqa: SLF001 - how Django documents copying a row
    image.save()
    return image.pk


def _copy_variant(variant: Variant, copy: Product, ending: str, picture: int | None) -> None:
    facts = {name: getattr(variant, name) for name in VariantFacts.__dataclass_fields__}
    # A barcode names one article.
    facts |= {"sku": _ended(variant.sku, ending, 60), "gtin": ""}
    made = save_variant(VariantFacts(**facts), product_id=copy.pk)
    Variant.objects.filter(pk=made).update(axis=variant.axis, order=variant.order, picture=picture)


def _free_ending(origin: Product) -> str:
    """The first ending that leaves address, code and every stock code unlike any other."""
    skus = list(origin.variants.values_list("sku", flat=True))
    number = 1
    while True:
        ending = "-copy" if number == 1 else f"-copy{number}"
        taken = (
            Product.objects.filter(slug=_ended(origin.slug, ending, 80))
            | Product.objects.filter(code=_ended(origin.code, ending, 40))
        ).exists() or Variant.objects.filter(sku__in=[_ended(sku, ending, 60) for sku in skus]).exists()
        if not taken:
            return ending
        number += 1


def _ended(name: str, ending: str, longest: int) -> str:
    return name[: longest - len(ending)].rstrip("-") + ending
