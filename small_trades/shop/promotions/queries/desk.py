"""Promotions as the desk sees them: what is offered, and sums without names."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from django.db.models import Sum
from django.utils import timezone

from small_trades.shop.promotions.models import Campaign, Coupon, PointsEntry
from small_trades.shop.site.formats import in_language

State = Literal["off", "coming", "running", "over", "used-up"]
SOON = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class DeskOffer:
    """A coupon or a campaign. `code`, `minimum`, limits and sums are a coupon's; `earns` a campaign's."""

    id: int
    name: str
    name_ja: str
    name_en: str
    state: State
    amount: int
    percent: int
    starts_at: dt.datetime
    ends_at: dt.datetime | None
    is_on: bool
    products: tuple[str, ...]
    categories: tuple[str, ...]
    code: str = ""
    minimum: int = 0
    most_uses: int | None = None
    most_each: int | None = None
    is_for_first_order: bool = False
    uses: int = 0
    discounts: int = 0
    turnover: int = 0
    earns: int = 0


@dataclass(frozen=True, slots=True)
class PointsTotals:
    """Points of everybody together: what can be used now, what of it ends soon, and what was used so far."""

    outstanding: int
    ending: int
    used: int
    expired: int


def count_coupons() -> int:
    """How many coupons there are."""
    return Coupon.objects.count()


def desk_coupons(*, start: int = 0, stop: int | None = None) -> tuple[DeskOffer, ...]:
    """Coupons, the newest first."""
    rows = Coupon.objects.prefetch_related("products", "categories")[start:stop]
    return tuple(_coupon(row) for row in rows)


def desk_coupon(coupon_id: int) -> DeskOffer | None:
    """One coupon."""
    row = Coupon.objects.filter(pk=coupon_id).first()
    return _coupon(row) if row else None


def count_campaigns() -> int:
    """How many campaigns there are."""
    return Campaign.objects.count()


def desk_campaigns(*, start: int = 0, stop: int | None = None) -> tuple[DeskOffer, ...]:
    """Campaigns, the newest first."""
    rows = Campaign.objects.prefetch_related("products", "categories")[start:stop]
    return tuple(_campaign(row) for row in rows)


def desk_campaign(campaign_id: int) -> DeskOffer | None:
    """One campaign."""
    row = Campaign.objects.filter(pk=campaign_id).first()
    return _campaign(row) if row else None


def points_totals() -> PointsTotals:
    """The sums over everybody."""
    now = timezone.now()
    left = PointsEntry.objects.filter(left__gt=0, expires_at__gt=now)
    return PointsTotals(
        outstanding=left.aggregate(sum=Sum("left"))["sum"] or 0,
        ending=left.filter(expires_at__lte=now + SOON).aggregate(sum=Sum("left"))["sum"] or 0,
        used=_sum("used"),
        expired=_sum("expired"),
    )


def _sum(kind: str) -> int:
    total: int | None = PointsEntry.objects.filter(kind=kind).aggregate(sum=Sum("points"))["sum"]
    return -(total or 0)


def _coupon(row: Coupon) -> DeskOffer:
    state = _state(row)
    if state == "running" and row.most_uses is not None and row.uses >= row.most_uses:
        state = "used-up"
    return DeskOffer(
        id=row.pk,
        name=in_language(row, "name"),
        name_ja=row.name_ja,
        name_en=row.name_en,
        state=state,
        amount=row.amount,
        percent=row.percent,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        is_on=row.is_on,
        products=_codes(row),
        categories=_slugs(row),
        code=row.code,
        minimum=row.minimum,
        most_uses=row.most_uses,
        most_each=row.most_each,
        is_for_first_order=row.is_for_first_order,
        uses=row.uses,
        discounts=row.discounts,
        turnover=row.turnover,
    )


def _campaign(row: Campaign) -> DeskOffer:
    return DeskOffer(
        id=row.pk,
        name=in_language(row, "name"),
        name_ja=row.name_ja,
        name_en=row.name_en,
        state=_state(row),
        amount=row.amount,
        percent=row.percent,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        is_on=row.is_on,
        products=_codes(row),
        categories=_slugs(row),
        earns=row.earns,
    )


def _state(row: Coupon | Campaign) -> State:
    now = timezone.now()
    if not row.is_on:
        return "off"
    if row.starts_at > now:
        return "coming"
    return "over" if row.ends_at is not None and row.ends_at <= now else "running"


def _codes(row: Coupon | Campaign) -> tuple[str, ...]:
    return tuple(product.code for product in row.products.all())


def _slugs(row: Coupon | Campaign) -> tuple[str, ...]:
    return tuple(category.slug for category in row.categories.all())
