"""The Django app."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    """Rules of delivery."""

    name = "small_trades.shop.delivery"
    label = "delivery"
