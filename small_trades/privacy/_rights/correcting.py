"""Corrections and stops reach those who were given a value before (個人情報保護法 34(2), 35; clause 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from small_trades.privacy._rights.asking import verbs
from small_trades.privacy._rights.ending import recipients_of

if TYPE_CHECKING:
    from uuid import UUID

    from small_trades.privacy._rights.erasing import Receipt
    from small_trades.privacy._rights.words import Standing


def tell_correction(subject: UUID) -> tuple[str, ...]:
    """Tell the recipients who were given something of a person, by the apps' `recipients.tell_correction`.

    Ids of those who were told. Raises DoorError where one cannot be reached.
    """
    return _tell("tell_correction", subject)


def tell_stop(subject: UUID) -> tuple[str, ...]:
    """The same for what a person objected to, had stopped, or no longer consents to, as it stands now."""
    return _tell("tell_stop", subject)


def standing_of(receipt: Receipt) -> dict[str, Standing]:
    """How far each recipient knows of an erasure by now, by its id; those no app speaks for are left out."""
    found: dict[str, Standing] = {}
    for standing in verbs("recipients", "standing"):
        found.update(standing(receipt.subject, receipt.recipients))
    return found


def _tell(verb: str, subject: UUID) -> tuple[str, ...]:
    given = recipients_of(subject)
    told = {recipient for tell in verbs("recipients", verb) for recipient in tell(subject, given)}
    return tuple(sorted(told))
