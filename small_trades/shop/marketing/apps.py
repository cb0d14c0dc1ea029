"""The Django app."""

from django.apps import AppConfig


class MarketingConfig(AppConfig):
    """The newsletter, its subscribers and its issues."""

    name = "small_trades.shop.marketing"
    label = "marketing"
