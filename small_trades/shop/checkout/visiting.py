"""Who stands at which step: the session holds the draft's id, and no step can be skipped."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy

from small_trades.shop.account.models import Customer
from small_trades.shop.cart.holding import held_cart
from small_trades.shop.checkout import queries
from small_trades.shop.checkout.actions import choose
from small_trades.shop.checkout.actions.locate import locate_anew
from small_trades.shop.checkout.placed import go_on
from small_trades.shop.checkout.queries import Basket, DraftView
from small_trades.shop.checkout.steps import Step, may_enter, next_step
from small_trades.shop.site import flash

SESSION_KEY = "checkout"
LOOK_AT_CART = flash.declare(
    "checkout-look-at-cart",
    gettext_lazy("Something in your cart has changed. Please look at it before you go on."),
    kind="problem",
)

DIVIDE_ANEW = flash.declare(
    "checkout-divide-anew",
    gettext_lazy("Please say how many of each go to which address: together, exactly what is in your cart."),
    kind="problem",
)


@dataclass(frozen=True, slots=True)
class Visit:
    """One request at a step. `is_changed`: the cart is not what the customer last saw here."""

    customer: Customer | None
    draft: DraftView | None
    basket: Basket
    is_changed: bool

    @property
    def entered(self) -> DraftView:
        """The draft, at the steps that cannot be reached without one."""
        if self.draft is None:
            raise LookupError("this step begins with a draft")
        return self.draft


View = Callable[..., HttpResponse]
"""Takes the request, the visit, and what stands in the address."""


def at(step: Step, *, is_dividing: bool = False) -> Callable[[View], Callable[..., HttpResponse]]:
    """Let a view be reached when everything before it is done; lead elsewhere where it is not.

    `is_dividing`: the cart need not be divided among several addresses yet, because it is here.
    """

    def guard(view: View) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: Any, **named: Any) -> HttpResponse:  # noqa: PLR0911 - one for each way out
            # Asked first: from here on the request acts as the customer.
            customer: Customer | None = request.customer
            draft = _draft(request, customer)
            placed = placed_order(request)
            if placed is not None and draft is None and step == Step.CONFIRM:
                # The same confirmation, sent twice: both answers lead to the same place.
                return go_on(request, placed) if request.method == "POST" else redirect("checkout:thanks")
            cart_id = held_cart(request)
            if cart_id is None:
                return redirect("cart:cart")
            basket = queries.basket(cart_id, draft)
            if draft is not None and step != Step.DETAILS and draft.rules != basket.delivery.number:
                locate_anew(draft.id)
                return redirect(request.path if request.method == "GET" else "checkout:next")
            if not basket.can_check_out:
                if basket.lines:
                    flash.add(request, LOOK_AT_CART)
                return redirect("cart:cart")
            if not may_enter(step, draft):
                return redirect(f"checkout:{next_step(draft)}")
            if not (is_dividing or step == Step.DETAILS or basket.parts):
                flash.add(request, DIVIDE_ANEW)
                return redirect("checkout:several")
            return view(request, Visit(customer, draft, basket, _is_changed(draft, basket)), **named)

        return guarded

    return guard


def remember(request: HttpRequest, draft_id: UUID) -> None:
    """Let this browser go on with a draft, or with the order of the same id.

    The session gets a new key: whoever knew the old one typed nothing here.
    """
    request.session.cycle_key()
    request.session[SESSION_KEY] = str(draft_id)


def remembered(request: HttpRequest) -> UUID | None:
    """The id of this browser's draft, or of the order it became."""
    held = request.session.get(SESSION_KEY)
    return UUID(held) if held else None


def forget_visit(request: HttpRequest) -> None:
    """Let go of this browser's draft."""
    request.session.pop(SESSION_KEY, None)


def placed_order(request: HttpRequest) -> UUID | None:
    """The id of the order that this browser's draft became, if it did."""
    held = remembered(request)
    return held if held is not None and queries.is_placed(held) else None


def _draft(request: HttpRequest, customer: Customer | None) -> DraftView | None:
    held = remembered(request)
    return queries.draft_view(held, customer.pk if customer else None) if held else None


def _is_changed(draft: DraftView | None, basket: Basket) -> bool:
    if draft is None or draft.seen == basket.fingerprint:
        return False
    choose.note_seen(draft.id, basket.fingerprint)
    return bool(draft.seen)
