"""Coupons are used and given back by conditional updates, as stock is: nobody uses the last one twice."""

from collections.abc import Callable, Collection
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from small_trades.shop.pricing.errors import CouponDoesNotApply, CouponReason
from small_trades.shop.promotions.models import Coupon, CouponUse
from small_trades.shop.promotions.queries.coupons import coupon_by_id


def redeem(
    coupon_id: int,
    *,
    order_id: UUID,
    subject: UUID,
    orders: Callable[[], Collection[UUID]],
    discount: int,
    total: int,
) -> None:
    """Use a coupon for an order, in the order's transaction. Yen; `orders` finds the person's others.

    Raises:
        CouponDoesNotApply: it may not be used (any more); the caller's transaction has to end.
        TransactionManagementError: there is no transaction to belong to.
    """
    _require_transaction()
    now = timezone.now()
    usable = Coupon.objects.filter(
        Q(most_uses=None) | Q(uses__lt=F("most_uses")),
        Q(ends_at=None) | Q(ends_at__gt=now),
        pk=coupon_id,
        is_on=True,
        starts_at__lte=now,
    )
    taken = usable.update(
        uses=F("uses") + 1, discounts=F("discounts") + discount, turnover=F("turnover") + total
    )
    coupon = coupon_by_id(coupon_id)
    if not taken:
        coupon.require_open()
        raise CouponDoesNotApply(CouponReason.USED_UP)
    # Asked after the row is held: of two orders of one person, the second sees the first.
    coupon.require_for(subject, orders())
    CouponUse.objects.create(
        coupon_id=coupon_id, subject=subject, order_id=order_id, discount=discount, total=total
    )


def give_back(order_id: UUID) -> bool:
    """Undo the use of an order that was given up, in the caller's transaction; False where there is none."""
    _require_transaction()
    use = CouponUse.objects.filter(order_id=order_id).first()
    if use is None or not CouponUse.objects.filter(pk=use.pk).delete()[0]:
        return False
    Coupon.objects.filter(pk=use.coupon_id).update(
        uses=F("uses") - 1, discounts=F("discounts") - use.discount, turnover=F("turnover") - use.total
    )
    return True


def _require_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("a coupon is used in the transaction of the order")
