"""Those who were given something by the toy, and hear of corrections and erasures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from small_trades.privacy._keys.models import KeyRing, KeyState
from small_trades.privacy.rights import Standing

if TYPE_CHECKING:
    from uuid import UUID

    from small_trades.privacy import DoorError

TOLD: list[tuple[str, UUID, str]] = []
PREPARED: dict[str, bool] = {}
"""Whether a person's keys were still there when the app was asked what it takes to tell a recipient."""
FAILURES: list[DoorError] = []


def tell_erasure(subject: UUID, recipients: tuple[str, ...]) -> tuple[str, ...]:
    return _tell("erasure", subject, recipients)


def tell_correction(subject: UUID, recipients: tuple[str, ...]) -> tuple[str, ...]:
    return _tell("correction", subject, recipients)


def tell_stop(subject: UUID, recipients: tuple[str, ...]) -> tuple[str, ...]:
    return _tell("stop", subject, recipients)


def prepare_erasure(subject: UUID, recipients: tuple[str, ...]) -> None:
    for recipient in recipients:
        PREPARED[recipient] = has_keys(subject)


def standing(subject: UUID, recipients: tuple[str, ...]) -> dict[str, Standing]:
    told = {whom for what, who, whom in TOLD if (what, who) == ("erasure", subject)}
    return {whom: Standing.ACKNOWLEDGED if whom in told else Standing.WAITING for whom in recipients}


def has_keys(subject: UUID) -> bool:
    return KeyRing.objects.filter(subject_id=subject).exclude(state=KeyState.DESTROYED).exists()


def _tell(what: str, subject: UUID, recipients: tuple[str, ...]) -> tuple[str, ...]:
    if FAILURES:
        raise FAILURES.pop()
    TOLD.extend((what, subject, recipient) for recipient in recipients)
    return recipients
