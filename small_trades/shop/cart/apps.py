"""The app's name for Django."""

from django.apps import AppConfig


class CartConfig(AppConfig):
    """What a visitor means to buy."""

    name = "small_trades.shop.cart"
    label = "cart"
