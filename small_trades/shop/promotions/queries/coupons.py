"""Coupons as the checkout and the desk ask for them."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from small_trades.shop.kernel.text import one_line
from small_trades.shop.pricing.errors import CouponDoesNotApply, CouponReason
from small_trades.shop.pricing.shapes import Coupon as Priced
from small_trades.shop.promotions.models import Coupon, CouponUse
from small_trades.shop.promotions.queries.running import off_of, scope_of
from small_trades.shop.site.formats import in_language


@dataclass(frozen=True, slots=True)
class CouponOffer:
    """A coupon as it stands now; `priced` is what the price knows of it."""

    id: int
    code: str
    name: str
    priced: Priced
    starts_at: dt.datetime
    ends_at: dt.datetime | None
    most_uses: int | None
    most_each: int | None
    is_for_first_order: bool
    is_on: bool
    uses: int

    def require_open(self) -> None:
        """Raises CouponDoesNotApply where it is not its time, or it was used as often as it may be."""
        now = timezone.now()
        if not self.is_on or (self.ends_at is not None and self.ends_at <= now):
            raise CouponDoesNotApply(CouponReason.OVER)
        if self.starts_at > now:
            raise CouponDoesNotApply(CouponReason.NOT_YET)
        if self.most_uses is not None and self.uses >= self.most_uses:
            raise CouponDoesNotApply(CouponReason.USED_UP)

    def require_for(self, subject: UUID, orders: Collection[UUID]) -> None:
        """Raises CouponDoesNotApply where this person has used it as often as one may.

        `orders` are all that this person has placed, under whatever subject, the one in hand left out.
        """
        if self.is_for_first_order and orders:
            raise CouponDoesNotApply(CouponReason.NOT_FIRST_ORDER)
        if self.most_each is not None and uses_by(self.id, subject, orders) >= self.most_each:
            raise CouponDoesNotApply(CouponReason.USED_BY_YOU)


def coupon_by_code(typed: str) -> CouponOffer:
    """The coupon of a code, however its letters were typed. Raises CouponDoesNotApply where there is none."""
    return _offer(Coupon.objects.filter(code=tidy_code(typed)).first())


def coupon_by_id(coupon_id: int) -> CouponOffer:
    """The coupon of an id. Raises CouponDoesNotApply where it is gone."""
    return _offer(Coupon.objects.filter(pk=coupon_id).first())


def uses_by(coupon_id: int, subject: UUID, orders: Collection[UUID]) -> int:
    """How often a person used a coupon, by their subject and by all their orders."""
    theirs = Q(subject=subject) | Q(order_id__in=list(orders))
    return CouponUse.objects.filter(theirs, coupon=coupon_id).count()


def tidy_code(typed: str) -> str:
    """A code as it is kept: half width, capitals, no spaces."""
    return "".join(one_line(typed).upper().split())


def _offer(row: Coupon | None) -> CouponOffer:
    off = off_of(row) if row else None
    if row is None or off is None:
        raise CouponDoesNotApply(CouponReason.UNKNOWN)
    return CouponOffer(
        id=row.pk,
        code=row.code,
        name=in_language(row, "name"),
        priced=Priced(code=row.code, off=off, minimum=row.minimum, scope=scope_of(row)),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        most_uses=row.most_uses,
        most_each=row.most_each,
        is_for_first_order=row.is_for_first_order,
        is_on=row.is_on,
        uses=row.uses,
    )
