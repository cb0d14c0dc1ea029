"""Sentences for what cannot be had, at the field it is about."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from small_trades.shop.pricing.errors import (
    CouponDoesNotApply,
    CouponReason,
    MorePointsThanOwed,
    NotEnoughPoints,
    PricingError,
)
from small_trades.shop.site.formats import money

REASON_WORDS: Final[dict[CouponReason, str | Promise]] = {
    CouponReason.UNKNOWN: gettext_lazy("We know no coupon of this code. Please check the letters"),
    CouponReason.NOT_YET: gettext_lazy("This coupon cannot be used yet"),
    CouponReason.OVER: gettext_lazy("This coupon has ended"),
    CouponReason.USED_UP: gettext_lazy("This coupon has been used as often as it can be"),
    CouponReason.USED_BY_YOU: gettext_lazy("You have used this coupon already"),
    CouponReason.NOT_FIRST_ORDER: gettext_lazy("This coupon is for a first order only"),
    CouponReason.NOTHING_FOR_IT: gettext_lazy("This coupon is for goods that are not in your cart"),
}


def field_of(refused: PricingError) -> str:
    """The field of the checkout that an error is about."""
    return "coupon" if isinstance(refused, CouponDoesNotApply) else "points"


def words_for(refused: PricingError) -> str:
    """What to tell the customer, and what they can do."""
    if isinstance(refused, CouponDoesNotApply):
        if refused.reason is CouponReason.BELOW_MINIMUM:
            return _("%(missing)s more of the goods it is for, and this coupon can be used") % {
                "missing": money(refused.missing)
            }
        return str(REASON_WORDS[refused.reason])
    if isinstance(refused, NotEnoughPoints):
        return _("You have %(held)s points") % {"held": f"{refused.held:,}"}
    if isinstance(refused, MorePointsThanOwed):
        return _("You can use up to %(most)s points for this order") % {"most": f"{refused.most:,}"}
    raise refused
