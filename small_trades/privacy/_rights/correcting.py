"""A correction reaches those who were given the value before (個人情報保護法 34(2); clause 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from small_trades.privacy._rights.asking import verbs
from small_trades.privacy._rights.ending import recipients_of

if TYPE_CHECKING:
    from uuid import UUID


def tell_correction(subject: UUID) -> tuple[str, ...]:
    """Tell the recipients who were given something of a person, by the apps' `recipients.tell_correction`.

    Ids of those who were told. Raises DoorError where one cannot be reached.
    """
    given = recipients_of(subject)
    told = {
        recipient for tell in verbs("recipients", "tell_correction") for recipient in tell(subject, given)
    }
    return tuple(sorted(told))
