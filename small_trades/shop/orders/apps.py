"""The Django app."""

from django.apps import AppConfig


class OrdersConfig(AppConfig):
    """Orders, payments, shipments."""

    name = "small_trades.shop.orders"
    label = "orders"
