"""What the engine asks when something of a person was corrected, stopped or erased.

Nobody counts as told here: a notice is made, the worker or a person tells it, and `standing` says how far.
"""

from uuid import UUID

from small_trades.privacy.rights import Standing
from small_trades.shop.provisions.actions import note
from small_trades.shop.provisions.queries.told import standing_of_recipients


def tell_correction(subject: UUID, recipients: tuple[str, ...]) -> tuple[str, ...]:
    """Make notices for those who hold what was corrected."""
    note.note_corrections(subject, recipients)
    return ()


def tell_stop(subject: UUID, recipients: tuple[str, ...]) -> tuple[str, ...]:
    """Make notices for those who hold something for a purpose that is stopped."""
    note.note_stops(subject, recipients)
    return ()


def prepare_erasure(subject: UUID, recipients: tuple[str, ...]) -> None:
    """Note who holds something, while that can still be seen."""
    note.prepare_erasure(subject, recipients)


def tell_erasure(subject: UUID, recipients: tuple[str, ...]) -> tuple[str, ...]:
    """Have those who hold something told."""
    note.prepare_erasure(subject, recipients)
    note.tell_erasure(subject)
    return ()


def standing(subject: UUID, recipients: tuple[str, ...]) -> dict[str, Standing]:
    """How far each recipient knows of the erasure by now."""
    return standing_of_recipients(subject, recipients)
