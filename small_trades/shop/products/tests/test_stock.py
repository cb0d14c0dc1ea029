import pytest
from django.db import transaction

from small_trades.shop.products.actions import stock
from small_trades.shop.products.models import StockMovement, StockReason, Variant
from small_trades.shop.products.tests.goods import a_product, a_variant, variant_of
from small_trades.shop.site.models import ContentGeneration

pytestmark = pytest.mark.django_db


def movements() -> list[tuple[str, int, int, str, str]]:
    rows = StockMovement.objects.order_by("id").select_related("variant")
    return [(row.variant.sku, row.change, row.available_after, row.reason, row.reference) for row in rows]


def left(variant: Variant) -> int:
    return Variant.objects.get(pk=variant.pk).available


def test_reserving_takes_stock_and_keeps_the_movement() -> None:
    cup = variant_of(a_product(available=10))
    with transaction.atomic():
        stock.reserve([(cup.pk, 3)], reference="7K3F-9QXM-2RTD")
    assert left(cup) == 7
    assert movements() == [("BLUE-CUP-1", -3, 7, "order", "7K3F-9QXM-2RTD")]


def test_lines_of_one_variant_are_taken_together() -> None:
    cup = variant_of(a_product(available=3))
    with pytest.raises(stock.OutOfStock) as short, transaction.atomic():
        stock.reserve([(cup.pk, 2), (cup.pk, 2)])
    assert short.value.shortages == (stock.Shortage(cup.pk, "BLUE-CUP-1", wanted=4, available=3),)
    assert left(cup) == 3


def test_a_shortage_names_every_variant_and_takes_nothing_even_when_the_caller_goes_on() -> None:
    cup = variant_of(a_product("cup", available=10))
    bowl = variant_of(a_product("bowl", available=1))
    plate = variant_of(a_product("plate", available=0))
    with transaction.atomic(), pytest.raises(stock.OutOfStock) as short:
        stock.reserve([(plate.pk, 1), (cup.pk, 1), (bowl.pk, 2)])
    assert {(one.sku, one.wanted, one.available) for one in short.value.shortages} == {
        ("BOWL-1", 2, 1),
        ("PLATE-1", 1, 0),
    }
    assert [left(variant) for variant in (cup, bowl, plate)] == [10, 1, 0]
    assert movements() == []


def test_a_variant_that_is_gone_is_a_shortage() -> None:
    with pytest.raises(stock.OutOfStock) as short, transaction.atomic():
        stock.reserve([(987654, 1)])
    assert short.value.shortages == (stock.Shortage(987654, "", wanted=1, available=0),)


@pytest.mark.django_db(transaction=True)
def test_stock_is_only_taken_inside_a_transaction() -> None:
    cup = variant_of(a_product(available=10))
    with pytest.raises(transaction.TransactionManagementError):
        stock.reserve([(cup.pk, 1)])
    with pytest.raises(transaction.TransactionManagementError):
        stock.release([(cup.pk, 1)])
    assert left(cup) == 10
    assert movements() == []


@pytest.mark.parametrize("quantity", [0, -1])
def test_quantities_are_positive(quantity: int) -> None:
    cup = variant_of(a_product(available=10))
    with pytest.raises(ValueError, match="positive"), transaction.atomic():
        stock.reserve([(cup.pk, quantity)])
    assert left(cup) == 10


def test_released_stock_is_there_again() -> None:
    cup = variant_of(a_product(available=0))
    with transaction.atomic():
        stock.release([(cup.pk, 2), (987654, 1)], reference="7K3F-9QXM-2RTD")
    assert left(cup) == 2
    assert movements() == [("BLUE-CUP-1", 2, 2, "given-back", "7K3F-9QXM-2RTD")]


def test_counting_sets_stock_and_keeps_the_reason() -> None:
    cup = variant_of(a_product(available=10))
    stock.set_stock(cup.pk, 24, reason=StockReason.ARRIVED, seen=10)
    assert left(cup) == 24
    assert movements() == [("BLUE-CUP-1", 14, 24, "arrived", "")]


def test_a_count_that_changes_nothing_is_no_movement() -> None:
    cup = variant_of(a_product(available=10))
    stock.set_stock(cup.pk, 10, seen=10)
    assert movements() == []


def test_a_count_made_before_a_sale_does_not_undo_the_sale() -> None:
    cup = variant_of(a_product(available=10))
    with transaction.atomic():
        stock.reserve([(cup.pk, 1)])
    with pytest.raises(stock.StockChanged) as changed:
        stock.set_stock(cup.pk, 12, seen=10)
    assert changed.value.available == 9
    assert left(cup) == 9


@pytest.mark.parametrize("available", [-1, 1_000_000])
def test_impossible_counts_are_refused(available: int) -> None:
    cup = variant_of(a_product(available=10))
    with pytest.raises(ValueError, match="between"):
        stock.set_stock(cup.pk, available)
    assert left(cup) == 10


@pytest.mark.django_db(transaction=True)
def test_public_pages_change_only_when_they_would_show_the_difference() -> None:
    def generation() -> int:
        return ContentGeneration.objects.values_list("number", flat=True).first() or 0

    cup = variant_of(a_product(available=10))
    with transaction.atomic():
        stock.reserve([(cup.pk, 1)])
    assert generation() == 0
    with transaction.atomic():
        stock.reserve([(cup.pk, 4)])
    assert generation() == 1
    with transaction.atomic():
        stock.release([(cup.pk, 20)])
    assert generation() == 2
    with transaction.atomic():
        stock.release([(cup.pk, 1)])
    assert generation() == 2


def test_only_a_variant_of_ones_own_is_touched() -> None:
    product = a_product(available=10)
    other = a_variant(product, sku="OTHER", available=5)
    with transaction.atomic():
        stock.reserve([(variant_of(product).pk, 2)])
    assert left(other) == 5
