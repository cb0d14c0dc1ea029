"""The declaration the program was started with, and the snapshots of what was published."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from pathlib import Path

    from small_trades.privacy.vocabulary import Policy


def policy() -> Policy:
    """The declaration that `settings.PRIVACY["POLICY"]` names. Which version is in force, `_force` says."""
    return _policy(settings.PRIVACY["POLICY"])


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
