"""Coupons, campaigns and points for tests."""

import datetime as dt
import itertools
from typing import Any
from uuid import UUID

from django.utils import timezone

from small_trades import privacy
from small_trades.policy.groups import PointsReason
from small_trades.shop.products.models import Category, Product, Variant
from small_trades.shop.promotions.actions.points import change
from small_trades.shop.promotions.models import (
    ONLY,
    AskedSpan,
    Campaign,
    Coupon,
    PointsAccount,
    PointsEntry,
    PriceRules,
)

_numbers = itertools.count(1)
STAFF = privacy.uuid7()


def a_coupon(
    *, products: list[Product] | None = None, categories: list[Category] | None = None, **columns: Any
) -> Coupon:
    """A coupon that has begun; 500 yen off everything where nothing else is said."""
    number = next(_numbers)
    off = {} if "percent" in columns else {"amount": 500}
    begun = {"code": f"TEST{number}", "name_ja": "試し", "starts_at": timezone.now() - dt.timedelta(days=1)}
    coupon = Coupon.objects.create(**(begun | off | columns))
    coupon.products.set(products or [])
    coupon.categories.set(categories or [])
    return coupon


def a_campaign(
    *, products: list[Product] | None = None, categories: list[Category] | None = None, **columns: Any
) -> Campaign:
    """A campaign that has begun."""
    begun = {
        "name_ja": "秋の市",
        "name_en": "Autumn fair",
        "starts_at": timezone.now() - dt.timedelta(days=1),
    }
    campaign = Campaign.objects.create(**(begun | columns))
    campaign.products.set(products or [])
    campaign.categories.set(categories or [])
    return campaign


def asked_for(variant: Variant, *, days: int, until: int | None = None, price: int | None = None) -> None:
    """Its price of now, or this one, has been asked for so many days, or was until so many days ago."""
    now = timezone.now()
    AskedSpan.objects.create(
        variant=variant,
        price=variant.price if price is None else price,
        since=now - dt.timedelta(days=days),
        until=None if until is None else now - dt.timedelta(days=until),
    )


def shop_rules(**columns: Any) -> None:
    """Set the shop's rules."""
    PriceRules.objects.update_or_create(pk=ONLY, defaults=columns)


def give_points(subject: UUID, points: int, *, days: int = 365, reason: str = "お詫び") -> PointsEntry:
    """Points from the shop that end in so many days."""
    with privacy.acting_as(privacy.Actor.staff(STAFF, "owner")):
        change(subject, points, reason=PointsReason(reason), staff_id=STAFF)
    entry = PointsEntry.objects.filter(subject=subject).latest("at")
    entry.expires_at = timezone.now() + dt.timedelta(days=days)
    entry.save(update_fields=["expires_at"])
    return entry


def assert_sound(subject: UUID) -> int:
    """The balance is the sum of the entries and of what is left of them; answers it."""
    account = PointsAccount.objects.get(subject=subject)
    entries = PointsEntry.objects.filter(subject=subject)
    assert account.balance == sum(entry.points for entry in entries) == sum(entry.left for entry in entries)
    return account.balance
