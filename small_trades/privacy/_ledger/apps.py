from __future__ import annotations

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The ledger's tables, in the store of the alias "ledger"."""

    name = "small_trades.privacy._ledger"
    label = "privacy_ledger"
    default_auto_field = "django.db.models.BigAutoField"
