"""The key store as a Django app; the router keeps it in the database `keys`."""

from django.apps import AppConfig


class KeysConfig(AppConfig):
    name = "small_trades.privacy._keys"
    label = "privacy_keys"
    default_auto_field = "django.db.models.BigAutoField"
