"""The sample shop is complete and consistent in both languages."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import fields
from typing import TYPE_CHECKING

import pytest

from small_trades.shop.products.sample import CATEGORIES, MAKERS, PRODUCTS, TAGS, SampleProduct

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_EVERYTHING: "tuple[DataclassInstance, ...]" = (
    *MAKERS,
    *CATEGORIES,
    *TAGS,
    *PRODUCTS,
    *(variant for product in PRODUCTS for variant in product.variants),
    *(axis for product in PRODUCTS for axis in product.axes),
    *(value for product in PRODUCTS for axis in product.axes for value in axis.values),
)


def _repeated(names: Iterable[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]


def test_the_shop_has_eight_makers_and_about_fifty_products() -> None:
    assert len(MAKERS) == 8
    assert len(PRODUCTS) == 53
    assert {product.maker for product in PRODUCTS} == {maker.slug for maker in MAKERS}


def test_no_slug_code_or_sku_is_used_twice() -> None:
    assert _repeated(product.slug for product in PRODUCTS) == []
    assert _repeated(product.code for product in PRODUCTS) == []
    assert _repeated(variant.sku for product in PRODUCTS for variant in product.variants) == []
    assert _repeated(category.slug for category in CATEGORIES) == []
    assert _repeated(maker.slug for maker in MAKERS) == []


def test_every_text_is_written_in_both_languages_and_not_copied() -> None:
    for thing in _EVERYTHING:
        for name in (each.name for each in fields(thing)):
            if not name.endswith("_ja"):
                continue
            japanese, english = getattr(thing, name), getattr(thing, name[:-3] + "_en")
            assert japanese.strip(), (thing, name)
            assert english.strip(), (thing, name)
            assert japanese != english, (thing, name)
            assert english.isprintable() or "\n" in english, (thing, name)


def test_readings_are_hiragana() -> None:
    readings = [maker.reading for maker in MAKERS] + [product.reading for product in PRODUCTS]
    assert [
        reading for reading in readings if not all("ぁ" <= sign <= "ん" or sign == "ー" for sign in reading)
    ] == []


def test_categories_nest_below_eight_shelves() -> None:
    shelves = [category for category in CATEGORIES if category.parent is None]
    assert len(shelves) == 8
    assert {category.parent for category in CATEGORIES} - {None} == {shelf.slug for shelf in shelves}


def test_every_product_stands_on_a_small_shelf_and_its_tags_exist() -> None:
    shelves = {category.slug for category in CATEGORIES if category.parent}
    assert {product.category for product in PRODUCTS} == shelves
    assert {tag for product in PRODUCTS for tag in product.tags} == {tag.slug for tag in TAGS}


def test_prices_are_yen_that_the_tax_rate_allows() -> None:
    for product in PRODUCTS:
        for variant in product.variants:
            assert 500 <= variant.price <= 24_200, variant.sku
            net = round(variant.price * 100 / (100 + product.tax_rate))
            assert net * (100 + product.tax_rate) // 100 == variant.price, variant.sku
            assert variant.reference_price is None or variant.reference_price > variant.price, variant.sku
            assert variant.stock >= 0, variant.sku
            assert variant.weight_g > 0, variant.sku


def test_only_food_and_tea_are_taxed_at_the_reduced_rate() -> None:
    reduced = {product.maker for product in PRODUCTS if product.tax_rate == 8}
    assert reduced == {"kirinotani-tea", "usagibashi-sweets"}
    assert {product.tax_rate for product in PRODUCTS if product.maker in reduced} == {8}


@pytest.mark.parametrize("product", PRODUCTS, ids=lambda product: product.slug)
def test_variants_differ_exactly_on_the_axes_of_their_product(product: SampleProduct) -> None:
    allowed = {axis.slug: {value.slug for value in axis.values} for axis in product.axes}
    for variant in product.variants:
        assert variant.axis.keys() == allowed.keys()
        assert all(variant.axis[axis] in values for axis, values in allowed.items())
        assert variant.sku.startswith(product.code)
    chosen = [tuple(sorted(variant.axis.items())) for variant in product.variants]
    assert len(set(chosen)) == len(chosen)


def test_the_shop_shows_every_state_of_stock_and_choice() -> None:
    variants = [variant for product in PRODUCTS for variant in product.variants]
    assert sum(variant.stock == 0 for variant in variants) >= 5
    assert sum(1 <= variant.stock <= 3 for variant in variants) >= 8
    assert any(all(variant.stock == 0 for variant in product.variants) for product in PRODUCTS)
    assert max(len(product.variants) for product in PRODUCTS) == 12
    assert max(len(product.name_ja) for product in PRODUCTS) >= 60
    assert any(variant.reference_price for variant in variants)


def test_the_blue_cup_of_the_journeys_is_there() -> None:
    cup = next(product for product in PRODUCTS if product.slug == "blue-cup")
    assert (cup.name_ja, cup.name_en, cup.tax_rate) == ("青い湯のみ", "Blue cup", 10)
    assert [(variant.price, variant.stock) for variant in cup.variants] == [(2200, 3)]
