"""Since when a price is asked, as the hourly clock sees it."""

import datetime as dt

import pytest
from django.utils import timezone

from small_trades.shop.products.models import Variant
from small_trades.shop.products.tests.goods import a_product, variant_of
from small_trades.shop.promotions.actions.prices import note_asked_prices
from small_trades.shop.promotions.models import AskedPrice
from small_trades.shop.promotions.tasks import note_prices

pytestmark = pytest.mark.django_db


def test_a_price_is_noted_once_and_anew_when_it_moves() -> None:
    cup = variant_of(a_product(price=2200))
    long_ago = timezone.now() - dt.timedelta(days=60)
    assert (note_asked_prices(long_ago), note_asked_prices(timezone.now())) == (1, 0)
    assert AskedPrice.objects.get().since == long_ago
    for price in (2500, 2200):
        Variant.objects.filter(pk=cup.pk).update(price=price)
        note_prices.call()
        noted = AskedPrice.objects.get()
        assert (noted.price, noted.since > long_ago) == (price, True)
