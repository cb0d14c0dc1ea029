"""Each test has a ledger of its own."""

from __future__ import annotations

from small_trades.privacy.tests.ledger.stores import empty_store, store

__all__ = ["empty_store", "store"]
