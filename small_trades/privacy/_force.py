"""The version of the policy in force, and what every version states. What was published counts.

In force is the newest published snapshot whose day has come, its own or that of its posting (`_posting`); a
declaration speaks for itself only while nothing is published. The folder is looked at again at most twice a
second, so that what a new version narrows binds in every running process, whatever declaration that was
started with.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.utils import timezone

from small_trades.privacy._policy import policy, published
from small_trades.privacy.errors import Undeclared
from small_trades.privacy.vocabulary import LegalBasis

if TYPE_CHECKING:
    from collections.abc import Mapping

    from small_trades.privacy.vocabulary import Policy, Purpose

LOOK_EVERY: Final = 0.5
_SETTLED: Final = 2.0
"""A folder changed less long ago may change again within the same tick of its file system's clock."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A purpose as one version of the policy states it, by ids."""

    uses: frozenset[str]
    recipients: frozenset[str]
    actors: frozenset[str]
    roles: frozenset[str]
    needs_reason: bool
    legal_basis: str


@dataclass(frozen=True, slots=True)
class InForce:
    """One version: its purposes, and the categories each recipient may receive."""

    version: int
    purposes: Mapping[str, Stated]
    receives: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Look:
    until: float
    folder: Path
    declared: Policy
    mark: tuple[int, date] | None
    found: InForce


_looks: list[_Look] = []


def policy_in_force() -> int:
    """The number of the version in force."""
    return in_force().version


def in_force() -> InForce:
    """The version in force, at most `LOOK_EVERY` seconds late."""
    last = _looks[-1] if _looks else None
    folder, declared, now = settings.PRIVACY["PUBLISHED"], policy(), time.monotonic()
    if last is not None and (last.folder != folder or last.declared is not declared):
        last = None
    if last is not None and now < last.until:
        return last.found
    look = _look(Path(folder), declared, last, now)
    _looks[:] = [look]
    return look.found


def stated_version() -> int:
    """The version whose words this process shows, once it is in force: what seals and consents carry.

    Never newer than the declaration the process runs with: who gave a value read that one's notices.
    """
    return min(policy().version, in_force().version)


def needs_consent(purpose: Purpose, stated: Stated | None) -> bool:
    """Whether the purpose rests on consent: in the declaration, or in the version in force."""
    basis = LegalBasis.CONSENT
    return purpose.legal_basis == basis or (stated is not None and stated.legal_basis == basis)


def rests_on_law(purpose: Purpose) -> bool:
    """Whether the purpose rests on a legal obligation: in the declaration and in the version in force."""
    stated = in_force().purposes.get(purpose.id)
    basis = LegalBasis.LEGAL_OBLIGATION
    return purpose.legal_basis == basis and stated is not None and stated.legal_basis == basis


def used_for(purpose_id: str, version: int) -> frozenset[str]:
    """Ids of the categories a version of the policy let a purpose use; none when it had no such purpose.

    Undeclared for a version that is neither published nor the declaration's own.
    """
    in_force()  # forgets what was read when the folder changed
    stated = _version(Path(settings.PRIVACY["PUBLISHED"]), version, policy()).purposes.get(purpose_id)
    return stated.uses if stated is not None else frozenset()


def look_again() -> None:
    """Forget what was read: the next question looks at the folder."""
    _looks.clear()
    _version.cache_clear()


def published_versions(folder: Path) -> list[int]:
    """The numbers of the published versions, the newest first."""
    numbers = (path.stem for path in folder.glob("*.json"))
    return sorted((int(number) for number in numbers if number.isascii() and number.isdigit()), reverse=True)


def effective_on(folder: Path, version: int, snapshot: Mapping[str, Any]) -> date:
    """The first day of a published version: its own, or the one on which it was posted before that."""
    own = date.fromisoformat(snapshot["effective"])
    try:
        return min(own, date.fromisoformat(marker(folder, version).read_text("ascii").strip()))
    except FileNotFoundError:
        return own


def marker(folder: Path, version: int) -> Path:
    """The file beside a snapshot that says on which day it was posted."""
    return folder / f"{version}.posted"


def _look(folder: Path, declared: Policy, last: _Look | None, now: float) -> _Look:
    mark = _mark(folder)
    if last is not None and mark is not None and mark == last.mark:
        return _Look(now + LOOK_EVERY, folder, declared, mark, last.found)
    _version.cache_clear()
    try:
        found = _read(folder, declared)
    except json.JSONDecodeError as error:
        if last is None:
            raise Undeclared(f"a published version of the policy cannot be read: {error.msg}") from None
        # Half written: what was in force is, until the rest has arrived.
        return _Look(now + LOOK_EVERY, folder, declared, None, last.found)
    return _Look(now + LOOK_EVERY, folder, declared, mark, found)


def _mark(folder: Path) -> tuple[int, date] | None:
    """What tells whether anything may have changed: the folder's time and the day. None: look in any case."""
    try:
        changed = folder.stat().st_mtime_ns
    except FileNotFoundError:
        return 0, timezone.localdate()
    is_settled = time.time() - changed / 1e9 > _SETTLED
    return (changed, timezone.localdate()) if is_settled else None


def _read(folder: Path, declared: Policy) -> InForce:
    versions = published_versions(folder)
    today = timezone.localdate()
    for version in versions:
        snapshot = published(folder, version)
        # Where no version's day has come, the oldest is what people were told.
        if snapshot is not None and (
            effective_on(folder, version, snapshot) <= today or version == versions[-1]
        ):
            return _stated(version, snapshot)
    return _stated(declared.version, declared.snapshot())


@lru_cache(maxsize=64)
def _version(folder: Path, version: int, declared: Policy) -> InForce:
    snapshot = published(folder, version)
    if snapshot is None:
        if version != declared.version:
            raise Undeclared(f"policy version {version} was never published")
        snapshot = declared.snapshot()
    return _stated(version, snapshot)


def _stated(version: int, snapshot: Mapping[str, Any]) -> InForce:
    purposes = {purpose_id: _purpose(purpose) for purpose_id, purpose in snapshot["purposes"].items()}
    recipients = snapshot["recipients"].items()
    return InForce(version, purposes, {key: frozenset(entry["receives"]) for key, entry in recipients})


def _purpose(purpose: Mapping[str, Any]) -> Stated:
    return Stated(
        uses=frozenset(purpose["uses"]),
        recipients=frozenset(purpose["recipients"]),
        actors=frozenset(purpose["actors"]),
        roles=frozenset(purpose["roles"]),
        needs_reason=purpose["needs_reason"],
        legal_basis=purpose["legal_basis"],
    )
