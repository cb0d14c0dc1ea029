"""Publishing versions of the toy's policy that differ from its declaration, the way a later one would."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

from small_trades.privacy.tests.settings import HERE
from small_trades.privacy.tests.toy.policy import POLICY

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from small_trades.privacy import Purpose


def copied(folder: Path) -> Path:
    """The toy's published versions, in a folder that a test may add to."""
    shutil.copytree(HERE / "toy" / "published", folder)
    return folder


def publish(
    folder: Path,
    version: int,
    *,
    effective: str = "2026-05-01",
    without: tuple[Purpose, ...] = (),
    purposes: Mapping[Purpose, Mapping[str, Any]] | None = None,
    receives: Mapping[str, list[str]] | None = None,
) -> None:
    """The declaration as another version, less some purposes, with some facts of others changed."""
    snapshot = {**POLICY.snapshot(), "version": version, "effective": effective}
    for purpose in without:
        del snapshot["purposes"][purpose.id]
    for purpose, facts in (purposes or {}).items():
        snapshot["purposes"][purpose.id].update(facts)
    for recipient, categories in (receives or {}).items():
        snapshot["recipients"][recipient]["receives"] = categories
    draft = folder / f".{version}"
    draft.write_text(json.dumps(snapshot), encoding="utf-8")
    draft.rename(folder / f"{version}.json")
