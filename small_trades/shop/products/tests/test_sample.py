import pytest
from pytest_django import DjangoAssertNumQueries

from small_trades.shop.products import sample
from small_trades.shop.products.actions.sample import load_sample
from small_trades.shop.products.models import Category, Maker, Product, SearchEntry, StockMovement, Variant

pytestmark = pytest.mark.django_db


def test_the_whole_sample_is_loaded_in_few_statements(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(90):
        assert load_sample() == len(sample.PRODUCTS)
    assert Product.objects.count() == SearchEntry.objects.count() == len(sample.PRODUCTS)
    assert Maker.objects.count() == len(sample.MAKERS)
    assert Category.objects.count() == len(sample.CATEGORIES)
    assert Variant.objects.count() == StockMovement.objects.count()
    wanted = {variant.sku: variant.stock for product in sample.PRODUCTS for variant in product.variants}
    assert dict(Variant.objects.values_list("sku", "available")) == wanted


def test_loading_again_changes_nothing() -> None:
    load_sample()
    Variant.objects.filter(sku="TSU-001").update(available=1, price=9999)
    Product.objects.filter(slug="black-teapot").delete()
    assert load_sample() == 1
    assert load_sample() == 0
    assert Variant.objects.get(sku="TSU-001").available == 1
    assert Variant.objects.get(sku="TSU-001").price == 9999
    assert Product.objects.filter(slug="black-teapot").exists()
