"""Forty buyers at once, real threads and real connections, on whichever engine the tests run."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections, transaction

from small_trades.shop.products.actions import stock
from small_trades.shop.products.models import StockMovement, Variant
from small_trades.shop.products.tests.goods import a_product, variant_of

BUYERS = 40


@pytest.mark.django_db(transaction=True)
def test_forty_buyers_of_the_last_three_are_three_sales() -> None:
    cup = variant_of(a_product(available=3)).pk
    assert buy_at_once([[(cup, 1)]] * BUYERS) == 3
    assert Variant.objects.get(pk=cup).available == 0
    assert sorted(StockMovement.objects.values_list("change", "available_after")) == [
        (-1, 0),
        (-1, 1),
        (-1, 2),
    ]


@pytest.mark.django_db(transaction=True)
def test_orders_of_the_same_goods_in_opposite_order_do_not_wait_in_a_circle() -> None:
    cup = variant_of(a_product("cup", available=25)).pk
    bowl = variant_of(a_product("bowl", available=15)).pk
    orders = [[(cup, 1), (bowl, 1)], [(bowl, 1), (cup, 1)]] * (BUYERS // 2)
    assert buy_at_once(orders) == 15
    assert Variant.objects.get(pk=cup).available == 10
    assert Variant.objects.get(pk=bowl).available == 0


def buy_at_once(orders: list[list[tuple[int, int]]]) -> int:
    """How many of the orders got what they wanted."""
    start = Barrier(len(orders))

    def buy(lines: list[tuple[int, int]]) -> bool:
        start.wait()
        try:
            with transaction.atomic():
                stock.reserve(lines)
        except stock.OutOfStock:
            return False
        else:
            return True
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(orders)) as buyers:
        return sum(buyers.map(buy, orders))
