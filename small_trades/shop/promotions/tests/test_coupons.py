"""Coupons: who may use one, how often, and that nobody uses the last one twice."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections, transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.shop.pricing.errors import CouponDoesNotApply, CouponReason
from small_trades.shop.promotions.actions import coupons
from small_trades.shop.promotions.models import Coupon, CouponUse
from small_trades.shop.promotions.queries import coupon_by_code, coupon_by_id
from small_trades.shop.promotions.tests.making import a_coupon

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
DAY = dt.timedelta(days=1)


def redeem(coupon: Coupon, **changes: Any) -> Any:
    order_id = changes.setdefault("order_id", privacy.uuid7())
    facts: dict[str, Any] = {
        "subject": privacy.new_subject(),
        "orders": frozenset,
        "discount": 500,
        "total": 1700,
    }
    with transaction.atomic():
        coupons.redeem(coupon.pk, **(facts | changes))
    return order_id


def counted(coupon: Coupon) -> tuple[int, int, int]:
    coupon.refresh_from_db()
    return coupon.uses, coupon.discounts, coupon.turnover


@pytest.mark.parametrize("typed", ["SPRING", "ｓｐｒｉｎｇ", " spr ing "])
def test_a_code_is_found_however_it_was_typed(typed: str) -> None:
    coupon = a_coupon(code="SPRING")
    assert coupon_by_code(typed).id == coupon.pk


@pytest.mark.parametrize("typed", ["", "NOPE", "\x00", "🌸", "A" * 1000])
def test_an_unknown_code_says_so(typed: str) -> None:
    with pytest.raises(CouponDoesNotApply) as refused:
        coupon_by_code(typed)
    assert refused.value.reason is CouponReason.UNKNOWN


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"is_on": False}, CouponReason.OVER),
        ({"ends_at": timezone.now() - DAY}, CouponReason.OVER),
        ({"starts_at": timezone.now() + DAY}, CouponReason.NOT_YET),
        ({"most_uses": 0}, CouponReason.USED_UP),
    ],
)
def test_a_coupon_out_of_its_time_is_refused(columns: dict[str, Any], reason: CouponReason) -> None:
    coupon = a_coupon(**columns)
    with pytest.raises(CouponDoesNotApply) as refused:
        redeem(coupon)
    assert refused.value.reason is reason
    assert counted(coupon) == (0, 0, 0)
    assert not CouponUse.objects.exists()


def test_a_use_is_counted_and_given_back_once() -> None:
    coupon = a_coupon()
    order = redeem(coupon)
    assert counted(coupon) == (1, 500, 1700)
    with transaction.atomic():
        assert (coupons.give_back(order), coupons.give_back(order)) == (True, False)
    assert counted(coupon) == (0, 0, 0)


def test_a_person_uses_it_as_often_as_one_may_under_whatever_subject() -> None:
    coupon, subject = a_coupon(most_each=1), privacy.new_subject()
    first = redeem(coupon, subject=subject)
    for again in ({"subject": subject}, {"orders": lambda: frozenset({first})}):
        with pytest.raises(CouponDoesNotApply) as refused:
            redeem(coupon, **again)
        assert refused.value.reason is CouponReason.USED_BY_YOU
    redeem(coupon)
    assert counted(coupon)[0] == 2


def test_the_other_orders_are_looked_up_while_the_coupon_is_held() -> None:
    coupon = a_coupon(most_each=1)
    held: list[int] = []

    def others() -> frozenset[Any]:
        held.append(counted(coupon)[0])
        return frozenset()

    redeem(coupon, orders=others)
    assert held == [1], "found before, they would leave out what was placed at the same moment"


def test_a_coupon_for_a_first_order_knows_a_second() -> None:
    coupon = a_coupon(is_for_first_order=True)
    with pytest.raises(CouponDoesNotApply) as refused:
        redeem(coupon, orders=lambda: frozenset({privacy.uuid7()}))
    assert refused.value.reason is CouponReason.NOT_FIRST_ORDER
    assert counted(coupon) == (0, 0, 0)


def test_a_coupon_that_is_gone_is_unknown() -> None:
    coupon = a_coupon()
    number = coupon.pk
    coupon.delete()
    with pytest.raises(CouponDoesNotApply):
        coupon_by_id(number)


def test_a_coupon_is_used_in_the_orders_transaction() -> None:
    coupon = a_coupon()
    with transaction.atomic():
        redeem(coupon)
        transaction.set_rollback(True)
    assert counted(coupon) == (0, 0, 0)


@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_a_coupon_used_at_the_same_moment_is_never_used_too_often() -> None:
    coupon = a_coupon(most_uses=5)

    def at_once(_number: int) -> bool:
        try:
            redeem(coupon)
        except CouponDoesNotApply as refused:
            assert refused.reason is CouponReason.USED_UP  # noqa: PT017 - counted below
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(6) as crowd:
        used = list(crowd.map(at_once, range(16)))
    assert sum(used) == 5 == CouponUse.objects.count()
    assert counted(coupon) == (5, 2500, 8500)


@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_one_person_at_two_checkouts_uses_it_once() -> None:
    coupon, subject = a_coupon(most_each=1), privacy.new_subject()

    def at_once(_number: int) -> bool:
        try:
            redeem(coupon, subject=subject)
        except CouponDoesNotApply:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(4) as crowd:
        assert sum(crowd.map(at_once, range(8))) == 1
    assert counted(coupon)[0] == 1
