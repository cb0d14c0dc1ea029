"""Consents as a Django app; the router keeps it in the database `keys`."""

from django.apps import AppConfig


class ConsentsConfig(AppConfig):
    name = "small_trades.privacy._consents"
    label = "privacy_consents"
    default_auto_field = "django.db.models.BigAutoField"
