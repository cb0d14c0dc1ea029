"""The app's name for Django."""

from django.apps import AppConfig


class OptionsConfig(AppConfig):
    """What can be chosen with a product."""

    name = "small_trades.shop.options"
    label = "options"
