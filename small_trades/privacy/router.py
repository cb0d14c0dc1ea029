# ruff: noqa: SLF001 -- `_meta` is how Django documents a model's own description
# ruff: noqa: D102 -- methods that Django calls: their contracts are its
"""Which store a table lives in: keys and ledger apart from everything else, and nothing related across."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from django.db.models import Model

STORES: Final = {
    "privacy_keys": "keys",
    "privacy_consents": "keys",
    "privacy_budget": "keys",
    "privacy_rights": "keys",
    "privacy_ledger": "ledger",
}


class StoreRouter:
    """For `settings.DATABASE_ROUTERS`."""

    def db_for_read(self, model: type[Model], **_hints: Any) -> str:
        return STORES.get(model._meta.app_label, "default")

    def db_for_write(self, model: type[Model], **_hints: Any) -> str:
        return STORES.get(model._meta.app_label, "default")

    def allow_relation(self, one: Model, other: Model, **_hints: Any) -> bool:
        return self.db_for_read(type(one)) == self.db_for_read(type(other))

    def allow_migrate(self, db: str, app_label: str, **_hints: Any) -> bool:
        return db == STORES.get(app_label, "default")
