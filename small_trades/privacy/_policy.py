"""The policy in force, and what earlier versions of it allowed."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.module_loading import import_string

from small_trades.privacy.errors import Undeclared

if TYPE_CHECKING:
    from small_trades.privacy.vocabulary import Policy


def policy() -> Policy:
    """The declaration that `settings.PRIVACY["POLICY"]` names."""
    return _policy(settings.PRIVACY["POLICY"])


def used_for(purpose_id: str, version: int) -> frozenset[str]:
    """Ids of the categories a version of the policy let a purpose use; none when it had no such purpose.

    What was published counts, even for the version in force: the declaration speaks for itself only until
    it is published. Undeclared for a version that is neither published nor in force.
    """
    return _purposes(Path(settings.PRIVACY["PUBLISHED"]), version, policy()).get(purpose_id, frozenset())


def published(folder: Path, version: int) -> dict[str, Any] | None:
    """The frozen snapshot of a version, or None when it was never published."""
    try:
        content = (folder / f"{version}.json").read_bytes()
    except FileNotFoundError:
        return None
    snapshot: dict[str, Any] = json.loads(content)
    return snapshot


@lru_cache(maxsize=4)
def _policy(path: str) -> Policy:
    found: Policy = import_string(path)
    return found


@lru_cache(maxsize=64)
def _purposes(folder: Path, version: int, current: Policy) -> dict[str, frozenset[str]]:
    snapshot = published(folder, version)
    if snapshot is None:
        if version != current.version:
            raise Undeclared(f"policy version {version} was never published")
        snapshot = current.snapshot()
    return {purpose_id: frozenset(purpose["uses"]) for purpose_id, purpose in snapshot["purposes"].items()}
