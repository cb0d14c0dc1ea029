"""Readings drafted from names: what they are, when they are written, and that nobody's correction is lost."""

import dataclasses

import pytest
from django.utils import timezone

from small_trades.shop.products import sample
from small_trades.shop.products.actions.edit import ProductTexts, save_product
from small_trades.shop.products.models import Product
from small_trades.shop.products.queries.matching import matches
from small_trades.shop.products.readings import reading_of
from small_trades.shop.products.search_text import fold
from small_trades.shop.products.tests.goods import a_category, a_maker


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("豆皿", "まめざら"),
        ("手ぬぐい 麻の葉", "てぬぐい あさのは"),
        ("コーヒーカップ", "こーひーかっぷ"),
        ("ｺｰﾋｰｶｯﾌﾟ", "こーひーかっぷ"),
        ("お茶 A-12", "おちゃ A12"),
        ("砥石 270ミリ", "といし 270みり"),
        ("「四季」", "しき"),
        ("😀", ""),
        ("", ""),
    ],
)
def test_a_name_is_read(name: str, reading: str) -> None:
    assert reading_of(name) == reading


def test_a_long_name_has_a_reading_that_fits() -> None:
    assert len(reading_of("承" * 1000)) == 200


def test_more_than_half_of_the_names_of_the_sample_are_read_as_their_makers_read_them() -> None:
    goods = sample.PRODUCTS
    right = [one for one in goods if fold(reading_of(one.name_ja)) == fold(one.reading)]
    assert len(right) >= len(goods) * 0.55


TEXTS = ProductTexts(slug="dish", code="D-1", maker="kiln", category="cups", name_ja="豆皿")


@pytest.fixture
def shelf() -> None:
    a_maker()
    a_category()


@pytest.mark.django_db
@pytest.mark.usefixtures("shelf")
def test_a_reading_left_empty_is_drafted_and_found() -> None:
    saved = save_product(dataclasses.replace(TEXTS, published_at=timezone.now()))
    assert Product.objects.get(pk=saved).reading == "まめざら"
    assert [match.id for match in matches("まめざら")] == [saved]


@pytest.mark.django_db
@pytest.mark.usefixtures("shelf")
def test_a_draft_follows_the_name_and_a_correction_stays() -> None:
    saved = save_product(TEXTS)
    renamed = dataclasses.replace(TEXTS, name_ja="急須", reading="まめざら")
    save_product(renamed, product_id=saved)
    assert Product.objects.get(pk=saved).reading == "きゅうす"
    save_product(dataclasses.replace(renamed, reading="ちゃき"), product_id=saved)
    save_product(dataclasses.replace(renamed, name_ja="土瓶", reading="ちゃき"), product_id=saved)
    assert Product.objects.get(pk=saved).reading == "ちゃき"
    assert matches("まめざら") == []
