"""The Django app of provisions."""

from django.apps import AppConfig


class ProvisionsConfig(AppConfig):
    """Clause 5: to whom information goes, on what it rests, and who is told of changes."""

    name = "small_trades.shop.provisions"
    label = "provisions"
