"""The Django app."""

from django.apps import AppConfig


class WishesConfig(AppConfig):
    """The favourites of members."""

    name = "small_trades.shop.wishes"
    label = "wishes"
