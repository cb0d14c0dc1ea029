"""Rights as a Django app; the router keeps its tables in `keys`, which restored data does not revive."""

from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "small_trades.privacy._rights"
    label = "privacy_rights"
    default_auto_field = "django.db.models.BigAutoField"
