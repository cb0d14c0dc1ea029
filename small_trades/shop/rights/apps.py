"""The rights app."""

from django.apps import AppConfig


class RightsConfig(AppConfig):
    """Rights of customers."""

    name = "small_trades.shop.rights"
    label = "rights"
