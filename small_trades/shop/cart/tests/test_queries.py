from dataclasses import replace

import pytest
from pytest_django import DjangoAssertNumQueries

from small_trades.shop.cart import actions, queries
from small_trades.shop.delivery.defaults import DEFAULTS
from small_trades.shop.delivery.quote import Parcel
from small_trades.shop.kernel.money import RateTotal, TaxRate
from small_trades.shop.products.models import Product, Variant
from small_trades.shop.products.tests.goods import a_product, variant_of

pytestmark = pytest.mark.django_db


def test_amounts_add_up_with_tax_by_rate(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    cup = variant_of(a_product("cup", price=105))
    bowl = variant_of(a_product("bowl", price=107))
    tea = variant_of(a_product("tea", price=1080, tax_rate=8))
    cart = actions.add_line(None, variant=cup.pk, quantity=1)
    for variant, quantity in ((bowl, 1), (tea, 2)):
        actions.add_line(cart, variant=variant.pk, quantity=quantity)
    with django_assert_num_queries(9):
        page = queries.cart_page(cart)
    assert [(line.item.sku, line.amount) for line in page.lines] == [
        ("CUP-1", 105),
        ("BOWL-1", 107),
        ("TEA-1", 2160),
    ]
    assert page.quote.subtotal == 2372
    assert page.quote.by_rate == (RateTotal(TaxRate.STANDARD, 212, 19), RateTotal(TaxRate.REDUCED, 2160, 160))
    assert (page.count, page.can_check_out) == (4, True)
    assert queries.count(cart) == 4


def test_an_empty_cart() -> None:
    page = queries.cart_page(None)
    assert (page.lines, page.quote.total, page.count, page.shipping, page.can_check_out) == (
        (),
        0,
        0,
        None,
        False,
    )
    assert queries.count(None) == 0


def test_price_and_stock_are_those_of_now() -> None:
    cup = variant_of(a_product("cup", price=2200, available=5))
    bowl = variant_of(a_product("bowl", price=1000, available=5))
    gone = variant_of(a_product("gone", price=900))
    cart = actions.add_line(None, variant=cup.pk, quantity=4)
    actions.add_line(cart, variant=bowl.pk, quantity=1)
    actions.add_line(cart, variant=gone.pk, quantity=1)
    Variant.objects.filter(pk=cup.pk).update(price=2500, available=3)
    Variant.objects.filter(pk=bowl.pk).update(available=0)
    Product.objects.filter(slug="gone").update(published_at=None)
    page = queries.cart_page(cart)
    assert [(line.problem, line.was) for line in page.lines] == [
        ("short", 2200),
        ("out", None),
        ("gone", None),
    ]
    assert (page.quote.subtotal, page.can_check_out) == (10_000, False)


def test_delivery_is_estimated_until_it_is_free() -> None:
    below, free = (queries.shipping_estimate(goods, Parcel(500), DEFAULTS) for goods in (10_999, 11_000))
    assert below == queries.ShippingEstimate(least=770, most=1650, free_from=11_000, missing=1)
    assert free == queries.ShippingEstimate(least=0, most=0, free_from=11_000, missing=0)


def test_without_a_threshold_nothing_is_missing_and_what_nobody_takes_has_no_estimate() -> None:
    always = replace(DEFAULTS, free_from=None, heaviest=1_000)
    found = queries.shipping_estimate(99_999, Parcel(1_000), always)
    assert found == queries.ShippingEstimate(least=770, most=1650, free_from=None, missing=0)
    assert not found.is_free
    assert queries.shipping_estimate(99_999, Parcel(1_001), always) is None
