"""Many products at once, made up from the sample: for trying out and measuring a large shop."""

import dataclasses
import random
from collections.abc import Iterator, Sequence

from django.db import transaction

from small_trades.shop.products import sample
from small_trades.shop.products.actions.sample import add_products, load_sample
from small_trades.shop.products.models import Product
from small_trades.shop.products.sample import SampleProduct, SampleVariant
from small_trades.shop.site.actions import content_changed

_AT_ONCE = 1000
_MOST_DAYS = 3000
_LONGEST = 200
_LOOKS = (
    ("藍色の", "あいいろの", "Indigo"),
    ("生成りの", "きなりの", "Ecru"),
    ("弁柄の", "べんがらの", "Russet"),
    ("墨色の", "すみいろの", "Ink-black"),
    ("若草の", "わかくさの", "Spring-green"),
    ("桜色の", "さくらいろの", "Cherry"),
    ("銀鼠の", "ぎんねずの", "Silver-grey"),
    ("山吹の", "やまぶきの", "Golden"),
)


def load_generated(*, products: int, seed: int) -> int:
    """Add products until there are as many as wanted, and answer how many were added.

    The same seed gives the same products. Names, prices and stock vary; makers, shelves, texts and drawings
    are those of the sample.
    """
    load_sample()
    added = 0
    with transaction.atomic():
        numbers = range(Product.objects.count(), products)
        for start in range(0, len(numbers), _AT_ONCE):
            part = numbers[start : start + _AT_ONCE]
            pairs = list(_made_up(part, seed))
            add_products(
                [product for product, _model in pairs],
                drawings={product.slug: model.slug for product, model in pairs},
            )
            added += len(part)
        if added:
            content_changed()
    return added


def _made_up(numbers: Sequence[int], seed: int) -> Iterator[tuple[SampleProduct, SampleProduct]]:
    """Products with the one each is modelled on."""
    for number in numbers:
        chance = random.Random(f"{seed}/{number}")  # noqa: S311 - reproducible, not secret
        model = chance.choice(sample.PRODUCTS)
        look_ja, reading, look_en = chance.choice(_LOOKS)
        factor = chance.choice((60, 80, 90, 110, 130, 170, 240))
        product = dataclasses.replace(
            model,
            slug=f"{model.slug}-{number}",
            code=f"G-{number}",
            name_ja=f"{look_ja}{model.name_ja} {number}番"[:_LONGEST],
            name_en=f"{look_en} {model.name_en} No. {number}"[:_LONGEST],
            reading=f"{reading}{model.reading}"[:_LONGEST],
            published_days_ago=chance.randrange(30, _MOST_DAYS),
            variants=tuple(_variant(variant, number, factor, chance) for variant in model.variants),
        )
        yield product, model


def _variant(model: SampleVariant, number: int, factor: int, chance: random.Random) -> SampleVariant:
    return dataclasses.replace(
        model,
        sku=f"{model.sku}-{number}",
        price=max(100, model.price * factor // 1000 * 10),
        reference_price=None,
        stock=chance.choice((0, 1, 3, 8, 20, 60)),
    )
