"""The Django app."""

from django.apps import AppConfig


class MisuseConfig(AppConfig):
    """Refusals, objections to them, and signals."""

    name = "small_trades.shop.misuse"
    label = "misuse"
