"""The Django app of background work."""

from django.apps import AppConfig


class WorkingConfig(AppConfig):
    """Its only table says which workers there are."""

    name = "small_trades.config.working"
    label = "working"
    verbose_name = "Background work"
    default_auto_field = "django.db.models.BigAutoField"
