"""Why something is to go back, and where that stands: declared tables."""

from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from small_trades.shop.kernel.states import StateTable


class ReturnReason(StrEnum):
    """Why a customer sends something back, chosen from a list."""

    NOT_AS_EXPECTED = "not-as-expected"
    TOO_MANY = "too-many"
    BROKEN = "broken"
    WRONG = "wrong"
    OTHER = "other"


REASON_NAMES: Final[dict[ReturnReason, str | Promise]] = {
    ReturnReason.NOT_AS_EXPECTED: _("It is not what I expected"),
    ReturnReason.TOO_MANY: _("I do not need it any more"),
    ReturnReason.BROKEN: _("It arrived broken or has a fault"),
    ReturnReason.WRONG: _("It is not what I ordered"),
    ReturnReason.OTHER: _("Another reason"),
}


class ReturnState(StrEnum):
    """Where it stands. DECLINED also ends one that was accepted, where the goods never came."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DONE = "done"


RETURN_STATES: Final = StateTable(
    ReturnState.WAITING,
    {
        ReturnState.WAITING: frozenset({ReturnState.ACCEPTED, ReturnState.DECLINED}),
        ReturnState.ACCEPTED: frozenset({ReturnState.DONE, ReturnState.DECLINED}),
        ReturnState.DECLINED: frozenset(),
        ReturnState.DONE: frozenset(),
    },
)
OPEN: Final = frozenset({ReturnState.WAITING, ReturnState.ACCEPTED})

RETURN_STATE_NAMES: Final[dict[ReturnState, str | Promise]] = {
    ReturnState.WAITING: _("Asked for, waits for our answer"),
    ReturnState.ACCEPTED: _("Accepted, waits for the goods"),
    ReturnState.DECLINED: _("Return declined"),
    ReturnState.DONE: _("The goods are back"),
}
