"""What is no longer needed of a person is not kept. The sums of a coupon stay: they know nobody."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from small_trades.shop.promotions.models import CouponUse, PointsAccount, PointsEntry


def forget_person(subject: UUID) -> int:
    """Remove what there is of a person; how many rows went."""
    with transaction.atomic():
        PointsAccount.objects.select_for_update().filter(subject=subject).first()
        rows = [
            PointsEntry.objects.filter(subject=subject),
            PointsAccount.objects.filter(subject=subject),
            CouponUse.objects.filter(subject=subject),
        ]
        number = sum(each.count() for each in rows)
        for each in rows:
            each.delete()
    return number


def uses_of_ended(moment: dt.datetime) -> QuerySet[CouponUse]:
    """Uses that nobody has to count any more: of coupons that ended before, used before."""
    return CouponUse.objects.filter(Q(coupon__ends_at__lte=moment), at__lte=moment)


def forget_uses(uses: Collection[UUID], moment: dt.datetime) -> int:
    """Forget those of these uses whose coupons ended before; how many."""
    number: int = uses_of_ended(moment).filter(pk__in=uses).delete()[0]
    return number
