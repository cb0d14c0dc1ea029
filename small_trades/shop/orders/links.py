"""Whole addresses of pages of the shop, for mails and for pages of others that lead back."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import translation

if TYPE_CHECKING:
    from small_trades.shop.orders.models import Order


def in_shop(name: str, language: str, **parts: str) -> str:
    """The address of a named page in a language."""
    with translation.override(language):
        return f"{settings.SMALL_TRADES.base_url}{reverse(name, kwargs=parts)}"


def order_url(order: "Order") -> str:
    """Where the customer finds an order: signed in on My Page or as a guest, the page asks who they are."""
    return in_shop("orders:order", order.language, code=order.code)
