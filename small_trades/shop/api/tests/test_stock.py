"""Stock for programs: exact, set as counted, never over a sale."""

from datetime import timedelta

import pytest
from django.utils import timezone

from small_trades.shop.api.actions.once import forget_answers
from small_trades.shop.api.models import KeptAnswer
from small_trades.shop.api.tests.making import program
from small_trades.shop.orders.tests.making import cup
from small_trades.shop.products.models import StockMovement

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_stock_is_read_and_set_with_a_movement() -> None:
    variant = cup(available=3)
    caller = program()
    path = f"/api/v1/stock/{variant.sku}"
    assert caller.get(path).json()["available"] == 3
    answer = caller.send("PATCH", path, {"available": 8, "seen": 3, "reason": "arrived"})
    assert (answer.status_code, answer.json()["available"]) == (200, 8)
    moved = StockMovement.objects.get()
    assert (moved.change, moved.reason) == (5, "arrived")
    assert [each["available"] for each in caller.get("/api/v1/stock").json()["items"]] == [8]


def test_a_count_of_what_was_sold_meanwhile_is_refused() -> None:
    variant = cup(available=3)
    answer = program().send("PATCH", f"/api/v1/stock/{variant.sku}", {"available": 8, "seen": 4})
    assert (answer.status_code, answer.json()["detail"]) == (409, "There are 3 now.")
    variant.refresh_from_db()
    assert (variant.available, StockMovement.objects.count()) == (3, 0)


@pytest.mark.parametrize("available", [-1, 1_000_000, 1.5, "3", None])
def test_no_stock_beyond_its_bounds(available: object) -> None:
    variant = cup(available=3)
    answer = program().send("PATCH", f"/api/v1/stock/{variant.sku}", {"available": available})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/available")
    variant.refresh_from_db()
    assert variant.available == 3


def test_an_unknown_sku_is_not_there() -> None:
    assert program().get("/api/v1/stock/NONE").status_code == 404
    assert program().get("/api/v1/stock/%00").status_code == 404
    assert program().send("PATCH", "/api/v1/stock/NONE", {"available": 1}).status_code == 404


def test_answers_are_forgotten_after_a_day() -> None:
    path = f"/api/v1/stock/{cup(available=3).sku}"
    assert program().send("PATCH", path, {"available": 5}, key="count-1").status_code == 200
    now = timezone.now()
    assert forget_answers(now + timedelta(hours=23)) == 0
    assert forget_answers(now + timedelta(hours=24, seconds=1)) == 1
    assert not KeptAnswer.objects.exists()
