"""A cart priced for one person: their coupon, their points, what they earn."""

from dataclasses import dataclass, replace
from typing import Protocol
from uuid import UUID

from small_trades.shop.orders.queries import orders_of_person
from small_trades.shop.pricing.errors import PointsError, PricingError
from small_trades.shop.pricing.price import price
from small_trades.shop.pricing.shapes import Points, Priced, Purchase
from small_trades.shop.promotions.queries import CouponOffer, balance, coupon_by_id, rules


class Chosen(Protocol):
    """What a draft tells of what was chosen, and by whom."""

    @property
    def id(self) -> UUID:
        """The draft's."""

    @property
    def subject(self) -> UUID:
        """Whose it is."""

    @property
    def customer_id(self) -> UUID | None:
        """The member; points are for members."""

    @property
    def coupon_id(self) -> int | None:
        """The coupon."""

    @property
    def points(self) -> int:
        """How many points to use."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asks for, in the place of what their draft holds."""

    coupon: CouponOffer | None
    points: int


@dataclass(frozen=True, slots=True)
class Terms:
    """The price, with the coupon it rests on; or without any, and why what was asked for cannot be had."""

    priced: Priced
    coupon: CouponOffer | None = None
    refused: PricingError | None = None


def terms(purchase: Purchase, draft: Chosen | None, wish: Wish | None = None) -> Terms:
    """Price a cart as a draft, or a wish in its place, has it."""
    if draft is None:
        return Terms(price(purchase))
    plain = replace(purchase, points=_points(draft))
    try:
        wished = wish or _held(draft)
        if wished.coupon is not None:
            require_usable(wished.coupon, draft)
    except PricingError as refused:
        return Terms(price(plain), refused=refused)
    return _priced(plain, wished)


def require_usable(coupon: CouponOffer, draft: Chosen) -> None:
    """Raises CouponDoesNotApply where this person may not use the coupon now."""
    coupon.require_open()
    coupon.require_for(draft.subject, orders_of_person(draft.id, draft.subject))


def _priced(plain: Purchase, wish: Wish) -> Terms:
    reduced = replace(plain, coupon=wish.coupon.priced if wish.coupon else None)
    try:
        full = replace(reduced, points=replace(plain.points, used=wish.points))
        return Terms(price(full), wish.coupon)
    except PointsError as refused:
        return Terms(price(reduced), wish.coupon, refused)
    except PricingError as refused:
        return Terms(price(plain), refused=refused)


def _held(draft: Chosen) -> Wish:
    return Wish(coupon_by_id(draft.coupon_id) if draft.coupon_id is not None else None, draft.points)


def _points(draft: Chosen) -> Points:
    if draft.customer_id is None:
        return Points()
    return Points(held=balance(draft.subject), earns=rules().earns)
