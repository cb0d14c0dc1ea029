"""Two thousand random carts: the confirmation, the order and the mail show what the one function says."""

import datetime as dt
import re
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from django.utils import timezone

from small_trades import privacy
from small_trades.doors.mail.messages import Totals
from small_trades.policy.groups import DeliveryAddress, EmailAddress, PersonName
from small_trades.shop.cart.models import Cart, CartLine
from small_trades.shop.checkout import queries
from small_trades.shop.checkout.actions.choose import choose_delivery, choose_payment, choose_promotions
from small_trades.shop.checkout.actions.place_order import place_order
from small_trades.shop.checkout.confirmation import confirmation
from small_trades.shop.checkout.models import Draft
from small_trades.shop.kernel.money import TaxRate
from small_trades.shop.orders.actions.notify import totals_of
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.states import PaymentMethod
from small_trades.shop.orders.tests.making import cup
from small_trades.shop.pricing.shapes import Quote
from small_trades.shop.products.models import Variant
from small_trades.shop.promotions.tests.making import a_campaign, a_coupon, give_points, shop_rules
from small_trades.shop.site.environment import environment

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
CARTS, IN_ONE_WORLD = 2000, 100
REGIONS = ("hokkaido", "kanto", "okinawa")


def _figures(totals: Quote | Totals | dict[str, Any]) -> dict[str, Any]:
    """Every figure by name, whatever holds it."""
    names = ("subtotal", "discount", "points", "shipping", "fee", "total", "earned")
    if isinstance(totals, dict):
        parts = [(part["rate"], part["amount"], part["tax"]) for part in totals["tax"]]
        return {name: totals[name] for name in names} | {"parts": parts}
    if isinstance(totals, Totals):
        parts = [(part.percent, part.amount, part.tax) for part in totals.parts]
    else:
        parts = [(int(part.rate), part.amount, part.tax) for part in totals.by_rate]
    return {name: getattr(totals, name) for name in names} | {"parts": parts}
