"""The engine as a Django app: it has no tables of its own, its parts `_keys` and `_ledger` do."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "small_trades.privacy"
    label = "privacy"
