import pytest

from small_trades.shop.products.actions.generate import load_generated
from small_trades.shop.products.models import Product, SearchEntry, Variant

pytestmark = pytest.mark.django_db


def test_the_same_seed_makes_the_same_shop() -> None:
    def shop() -> list[tuple[str, str, int]]:
        return list(Variant.objects.order_by("sku").values_list("sku", "product__name_ja", "available"))

    assert load_generated(products=60, seed=7) == 7
    first = shop()
    Product.objects.all().delete()
    load_generated(products=60, seed=7)
    assert shop() == first
    assert Product.objects.count() == SearchEntry.objects.count() == 60
    assert load_generated(products=60, seed=7) == 0
