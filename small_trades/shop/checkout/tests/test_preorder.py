"""A parcel with a pre-order waits for it."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from small_trades.shop.checkout.tests.shopping import Shopper
from small_trades.shop.orders.tests.making import cup
from small_trades.shop.products.models import Product

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def days_offered(shopper: Shopper) -> list[dt.date]:
    """The days that the step of the delivery lets one choose."""
    shopper.details()
    page = shopper.get("delivery").content.decode()
    return [dt.date.fromisoformat(day) for day in re.findall(r'value="(\d{4}-\d\d-\d\d)"', page)]


def test_it_arrives_after_the_day_on_which_the_last_of_it_is_sent() -> None:
    at_once, later = cup(), cup()
    day = timezone.localdate() + dt.timedelta(days=40)
    Product.objects.filter(pk=later.product_id).update(ships_on=day)

    assert max(days_offered(Shopper(at_once))) < day
    assert min(days_offered(Shopper(at_once, later))) > day
