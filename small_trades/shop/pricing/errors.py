"""Why a purchase cannot be priced as it was asked for.

PricingError ─┬─ CouponDoesNotApply(reason)
              └─ PointsError ─┬─ NotEnoughPoints(held)
                              └─ MorePointsThanOwed(most)
"""

from enum import StrEnum


class CouponReason(StrEnum):
    """Why a coupon is worth nothing here."""

    UNKNOWN = "unknown"
    NOT_YET = "not-yet"
    OVER = "over"
    USED_UP = "used-up"
    USED_BY_YOU = "used-by-you"
    NOT_FIRST_ORDER = "not-first-order"
    NOTHING_FOR_IT = "nothing-for-it"
    BELOW_MINIMUM = "below-minimum"


class PricingError(Exception):
    """A purchase that cannot be had on these terms. Nothing was changed anywhere."""


class CouponDoesNotApply(PricingError):  # noqa: N818 - says what happened, as OutOfStock does
    """The coupon takes nothing off; `missing` is how many yen of goods are wanting to its minimum."""

    def __init__(self, reason: CouponReason, *, missing: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.missing = missing


class PointsError(PricingError):
    """These points cannot be used."""


class NotEnoughPoints(PointsError):  # noqa: N818 - says what happened, as OutOfStock does
    """More points than the person has; `held` is how many they have."""

    def __init__(self, held: int) -> None:
        super().__init__(f"{held} held")
        self.held = held


class MorePointsThanOwed(PointsError):  # noqa: N818 - says what happened, as OutOfStock does
    """More points than there is to pay; `most` is how many can be used."""

    def __init__(self, most: int) -> None:
        super().__init__(f"at most {most}")
        self.most = most
