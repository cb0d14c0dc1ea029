"""What the engine asks when something of a person was corrected or erased."""

from uuid import UUID

from small_trades.policy.declaration import MAIL_SERVICE
from small_trades.shop.provisions.actions.tell import note


def tell_erasure(subject: UUID, recipients: tuple[str, ...]) -> tuple[str, ...]:
    """Those who need no word count as told (the mail service keeps nothing); staff tell makers on paper."""
    return _tell(subject, recipients, "erasure")


def tell_correction(subject: UUID, recipients: tuple[str, ...]) -> tuple[str, ...]:
    """The same for a correction."""
    return _tell(subject, recipients, "correction")


def _tell(subject: UUID, recipients: tuple[str, ...], what: str) -> tuple[str, ...]:
    note(subject, recipients, what)
    return tuple(recipient for recipient in recipients if recipient == MAIL_SERVICE.id)
