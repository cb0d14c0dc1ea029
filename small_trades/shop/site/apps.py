"""The app's name for Django."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Base templates, components, static files, shop settings."""

    name = "small_trades.shop.site"
    label = "site"
