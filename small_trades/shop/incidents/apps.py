"""The Django app of incidents."""

from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    """The breach kit of clause 4."""

    name = "small_trades.shop.incidents"
    label = "incidents"
