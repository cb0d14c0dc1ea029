"""Coupon and points at the payment step: what was typed, and what stands against it."""

from small_trades.shop.checkout import queries
from small_trades.shop.checkout.actions import choose
from small_trades.shop.checkout.forms import PaymentForm
from small_trades.shop.checkout.terms import Wish
from small_trades.shop.checkout.visiting import Visit
from small_trades.shop.pricing.errors import PricingError
from small_trades.shop.promotions.queries import balance, coupon_by_code
from small_trades.shop.promotions.wording import field_of, words_for


def points_held(visit: Visit) -> int | None:
    """How many points the member of a visit has; None for a guest, who has none to use."""
    return balance(visit.customer.subject) if visit.customer else None


def chosen(visit: Visit, method: str) -> dict[str, str]:
    """The form of the payment step as it was last sent."""
    draft = visit.entered
    offer = visit.basket.coupon
    return {
        "payment-method": draft.payment_method or method,
        "coupon": offer.code if offer else queries.coupon_code(draft),
        "points": str(draft.points) if draft.points else "",
    }


def refuse(form: PaymentForm, refused: PricingError) -> None:
    """Say at its field why a coupon or points cannot be had."""
    form.add_error(field_of(refused), words_for(refused))


def keep(form: PaymentForm, visit: Visit) -> bool:
    """Keep coupon, points and method where all can be had; else nothing, with the error at its field."""
    try:
        coupon = coupon_by_code(form.coupon_code()) if form.coupon_code() else None
    except PricingError as refused:
        refuse(form, refused)
        return False
    wished = queries.basket(visit.basket.cart_id, visit.entered, Wish(coupon, form.wanted_points()))
    if wished.refused is not None:
        refuse(form, wished.refused)
        return False
    draft, method = visit.entered, form.method()
    coupon_id = coupon.id if coupon else None
    if (draft.coupon_id, draft.points) != (coupon_id, form.wanted_points()):
        choose.choose_promotions(draft.id, coupon_id=coupon_id, points=form.wanted_points())
    if method is not None and draft.payment_method != method:
        choose.choose_payment(draft.id, method)
    return True
