"""What an erasure that nobody asked for must not cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from small_trades.privacy._consents.closing import restrictions_of
from small_trades.privacy._rights.asking import verbs
from small_trades.privacy._rights.erasing import erasure_of
from small_trades.privacy._rights.holding import entries
from small_trades.privacy._rights.requests import requests_of
from small_trades.privacy._rights.words import Fate

if TYPE_CHECKING:
    from uuid import UUID


def is_under_way(subject: UUID) -> bool:
    """Whether a person waits for something, or something waits for them.

    That is: an entry that an erasure would wait for, an open request, an erasure of their own asking, a stop
    of every use (they want it kept unused, not gone), or what an app's `subject_data.under_way` says.
    Cheap answers are asked for first; nothing is opened.
    """
    return (
        any(request.is_open for request in requests_of(subject))
        or erasure_of(subject) is not None
        or any(closed.is_standing and closed.is_of_everything for closed in restrictions_of(subject))
        or any(is_waiting(subject) for is_waiting in verbs("subject_data", "under_way"))
        or any(entry.outcome.fate == Fate.WAITING_FOR for entry in entries(subject))
    )
