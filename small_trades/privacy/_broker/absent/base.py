"""The stores `keys` and `ledger` in a process that has a broker: no table, and up while the broker answers.

    DATABASES["keys"] = {"ENGINE": "small_trades.privacy._broker.absent"}

Asking it anything of a table fails as for a table that is missing. `SELECT 1` asks the broker.
"""

from __future__ import annotations

from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3.base import DatabaseWrapper as SQLiteWrapper

from small_trades.privacy.errors import PrivacyError


class DatabaseWrapper(SQLiteWrapper):
    """An empty SQLite database in memory, whose cursors are given out while the broker answers."""

    def __init__(self, settings_dict: dict[str, Any], alias: str) -> None:
        super().__init__({**settings_dict, "NAME": ":memory:"}, alias)

    def cursor(self) -> Any:
        from small_trades.privacy._broker.verbs import answers  # noqa: PLC0415 -- Django loads backends before apps

        try:
            answers()
        except PrivacyError as error:
            raise OperationalError(str(error)) from None
        return super().cursor()
