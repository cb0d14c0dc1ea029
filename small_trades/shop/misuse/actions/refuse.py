"""Say no to somebody under a refusal, and record that they asked."""

from collections.abc import Iterable
from enum import StrEnum
from uuid import UUID

from small_trades import privacy
from small_trades.policy.declaration import MISUSE
from small_trades.shop.misuse.queries import refusals
from small_trades.shop.misuse.queries.refusals import RefusalView


class Asked(StrEnum):
    """What the refused person wanted to do."""

    ORDER = "order"
    REGISTRATION = "registration"


class RefusedError(Exception):
    """A refusal is in force; nothing was stored."""

    def __init__(self, refusal: RefusalView) -> None:
        """Keep what the person has to be told."""
        super().__init__(refusal.code)
        self.refusal = refusal


def require_free(record: UUID, *, subject: UUID) -> None:
    """Let a draft become an order unless a refusal in force shares a value with it.

    Raises:
        RefusedError: one does; nothing was changed.
    """
    found = refusals.match_record(record, subject=subject)
    if found is not None:
        raise RefusedError(found)


def record_refusal(refusal: RefusalView, asked: Asked, *, about: Iterable[UUID] = ()) -> None:
    """Write into the ledger that somebody was refused, and for which of the fixed reasons; no value."""
    with privacy.acting_as(privacy.Actor.system("misuse.refuse")):
        privacy.refusal_event(f"refused {asked}: {refusal.reason}", purpose=MISUSE, about=about)
