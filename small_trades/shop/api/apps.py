"""The app's name for Django."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """What programs read and do."""

    name = "small_trades.shop.api"
    label = "api"
