"""The engine as a Django app: it has no tables of its own, its parts `_keys` and `_ledger` do."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """Nothing to make ready: what must be true before the program starts, `privacy.check_start()` says."""

    name = "small_trades.privacy"
    label = "privacy"
