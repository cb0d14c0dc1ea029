"""The Django app."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Policy, terms, legal notice, about, news."""

    name = "small_trades.shop.pages"
    label = "pages"
