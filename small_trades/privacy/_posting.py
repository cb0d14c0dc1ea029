"""Published versions of the policy with their days, and posting one before its own day."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from small_trades.privacy import _record
from small_trades.privacy._actor import current_actor
from small_trades.privacy._broker import brokered
from small_trades.privacy._force import (
    effective_on,
    look_again,
    marker,
    policy_in_force,
    published_versions,
)
from small_trades.privacy._ledger import Event
from small_trades.privacy._policy import published
from small_trades.privacy.errors import FolderShut, OutOfOrder

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class PolicyVersion:
    """A published version and its first day. `is_waiting`: that day has not come."""

    number: int
    effective: date
    is_in_force: bool
    is_waiting: bool


def policy_versions() -> tuple[PolicyVersion, ...]:
    """Every published version, the newest first; none while nothing is published."""
    folder, now = _folder(), policy_in_force()
    found = []
    for number in published_versions(folder):
        snapshot = published(folder, number)
        if snapshot is not None:
            day = effective_on(folder, number, snapshot)
            found.append(PolicyVersion(number, day, number == now, number > now))
    return tuple(found)


def can_post() -> bool:
    """Whether this process may write beside the published files."""
    return os.access(_folder(), os.W_OK)


def post_policy(version: int) -> None:
    """Put a published version in force before its own day; it binds in every process within a second.

    The row is durable before the version binds. Raises OutOfOrder for a version that is not published
    (`unknown`) or does not wait (`in-force`, `past`), FolderShut where the files are another's to write.
    """
    _require_waiting(version)
    if not can_post():
        raise FolderShut
    _note(version)
    target = marker(_folder(), version)
    # Renamed into place: other processes look at the folder and must not read half of it.
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    draft.write_text(f"{timezone.localdate().isoformat()}\n", "ascii")
    draft.replace(target)
    look_again()


@brokered
def _note(version: int) -> None:
    # Asked again: where this runs in a broker, what the caller made sure of is not known here.
    _require_waiting(version)
    _record.write_about_shop(Event.POLICY, f"version {version} posted")


def _require_waiting(version: int) -> None:
    if current_actor() is None:
        _record.undeclared("nobody is acting: no request, no `acting_as`")
    known = {one.number: one for one in policy_versions()}
    if version not in known:
        raise OutOfOrder("unknown")
    if not known[version].is_waiting:
        raise OutOfOrder("in-force" if known[version].is_in_force else "past")


def _folder() -> Path:
    return Path(settings.PRIVACY["PUBLISHED"])
