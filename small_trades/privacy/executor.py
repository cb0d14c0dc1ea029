"""Migrations of one store: those of other stores' apps are noted there and not gone through.

Django keeps every model of a project at hand while it migrates, and makes those that an operation touches
anew, also where the router lets the operation do nothing. With three stores that is half of the work.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db import router
from django.db.migrations.executor import MigrationExecutor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.migrations import Migration

    Plan = Sequence[tuple[Migration, bool]]


class StoreExecutor(MigrationExecutor):
    """Django's executor, which leaves the same tables and the same notes in less time."""

    def migrate(
        self,
        targets: Any,
        plan: Plan | None = None,
        state: Any = None,
        fake: bool = False,  # noqa: FBT001, FBT002 -- as Django calls it
        fake_initial: bool = False,  # noqa: FBT001, FBT002
    ) -> Any:
        """As Django's. A migration whose app has nothing in this store is noted as applied."""
        steps = self.migration_plan(targets) if plan is None else plan
        if not steps or any(is_backwards for _step, is_backwards in steps):
            return super().migrate(targets, steps, state, fake, fake_initial)
        for is_own, some in groupby(steps, self._is_own):
            part = list(some)
            super().migrate(targets, part, None, fake or not is_own, fake_initial)
            # Of what it only noted Django does not know the models: the next part learns them from here.
            self.loader.applied_migrations.update({(one.app_label, one.name): one for one, _back in part})
        return self._create_project_state(with_applied_migrations=True)  # type: ignore[attr-defined] # Django's own

    def _is_own(self, step: tuple[Migration, bool]) -> bool:
        return router.allow_migrate(self.connection.alias, step[0].app_label)
