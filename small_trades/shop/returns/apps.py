"""The Django app."""

from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    """What customers ask to send back."""

    name = "small_trades.shop.returns"
    label = "returns"
