"""The Django app."""

from django.apps import AppConfig


class CheckoutConfig(AppConfig):
    """The steps from cart to order."""

    name = "small_trades.shop.checkout"
    label = "checkout"
