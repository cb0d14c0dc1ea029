"""Those who were given something by the toy, and hear of corrections and erasures."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID

    from small_trades.privacy import DoorError

TOLD: list[tuple[str, UUID, str]] = []
FAILURES: list[DoorError] = []


def tell_erasure(subject: UUID, recipients: tuple[str, ...]) -> tuple[str, ...]:
    return _tell("erasure", subject, recipients)


def tell_correction(subject: UUID, recipients: tuple[str, ...]) -> tuple[str, ...]:
    return _tell("correction", subject, recipients)


def _tell(what: str, subject: UUID, recipients: tuple[str, ...]) -> tuple[str, ...]:
    if FAILURES:
        raise FAILURES.pop()
    TOLD.extend((what, subject, recipient) for recipient in recipients)
    return recipients
