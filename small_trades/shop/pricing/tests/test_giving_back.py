"""Money that goes back, by rate: goods have the rate they were sold at, and all of it is what was paid."""

import random

import pytest

from small_trades.shop.kernel.money import RateTotal, TaxRate
from small_trades.shop.pricing.giving_back import Goods, given_back
from small_trades.shop.pricing.shapes import Quote

CUP, TEA = TaxRate.STANDARD, TaxRate.REDUCED


def quote(*, cups: int, teas: int) -> Quote:
    parts = (RateTotal(CUP, cups, cups * 10 // 110), RateTotal(TEA, teas, teas * 8 // 108))
    return Quote(
        subtotal=cups + teas, total=cups + teas, by_rate=tuple(part for part in parts if part.amount)
    )


def test_tea_that_comes_back_is_taxed_as_tea() -> None:
    [[tea]] = given_back(quote(cups=2200, teas=1080), [1080], goods=[{TEA: 1080, CUP: 0}])
    assert tea == RateTotal(TEA, 1080, 80)


def test_money_for_no_goods_is_in_proportion_to_what_is_left() -> None:
    bought = quote(cups=2200, teas=2160)
    tea, rest = given_back(bought, [2160, 1100], goods=[{TEA: 2160}, None])
    assert tea == (RateTotal(TEA, 2160, 160),)
    assert rest == (RateTotal(CUP, 1100, 100),)


def test_no_more_of_a_rate_goes_back_than_is_left_of_it() -> None:
    bought = quote(cups=1100, teas=1080)
    half, tea = given_back(bought, [1090, 1080], goods=[None, {TEA: 1080}])
    assert [part.amount for part in half] == [550, 540]
    assert [(part.rate, part.amount) for part in tea] == [(CUP, 540), (TEA, 540)]


def test_less_than_the_goods_were_worth_is_divided_among_them() -> None:
    [parts] = given_back(quote(cups=1100, teas=1080), [1000], goods=[{CUP: 1100, TEA: 900}])
    assert [(part.rate, part.amount) for part in parts] == [(CUP, 550), (TEA, 450)]


@pytest.mark.parametrize("seed", range(40))
def test_whatever_goes_back_adds_up_and_is_never_more_than_was_paid(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - a test's dice
    bought = quote(cups=dice.randint(0, 3000), teas=dice.randint(1, 3000))
    amounts: list[int] = []
    goods: list[Goods] = []
    while sum(amounts) < bought.total:
        amounts.append(dice.randint(1, bought.total - sum(amounts)))
        worth = dice.randint(0, amounts[-1])
        goods.append(dice.choice([None, {CUP: worth, TEA: amounts[-1] - worth}]))
    parts = given_back(bought, amounts, goods=goods)
    assert [sum(part.amount for part in split) for split in parts] == amounts
    for whole in bought.by_rate:
        given = [part.amount for split in parts for part in split if part.rate == whole.rate]
        assert sum(given) == whole.amount
        assert min(given) > 0
