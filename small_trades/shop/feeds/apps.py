"""The app's name for Django."""

from django.apps import AppConfig


class FeedsConfig(AppConfig):
    """Lists that other services fetch."""

    name = "small_trades.shop.feeds"
    label = "feeds"
