"""The Django app."""

from django.apps import AppConfig


class FaultsConfig(AppConfig):
    """Unexpected errors."""

    name = "small_trades.shop.faults"
    label = "faults"
