"""The states of a provision, and of word to a recipient."""

from typing import Final

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from small_trades.shop.kernel.states import StateTable


class CaseState(models.TextChoices):
    """Where a provision stands."""

    ASKED = "asked", _("waits for a second person")
    APPROVED = "approved", _("approved")
    PROVIDED = "provided", _("provided")
    DECLINED = "declined", _("declined")


class CaseKind(models.TextChoices):
    """On what a provision rests."""

    LAW = "law", _("Demand under a law")
    CONSENT = "consent", _("Consent: contact by the maker")


class Change(models.TextChoices):
    """What a recipient is to know of."""

    CORRECTION = "correction", _("corrected")
    STOP = "stop", _("stopped")
    ERASURE = "erasure", _("to be erased")


class ToldState(models.TextChoices):
    """How far a recipient knows of a change."""

    WAITING = "waiting", _("not told yet")
    SENT = "sent", _("told, not answered yet")
    ACKNOWLEDGED = "acknowledged", _("acknowledged")
    REFUSED = "refused", _("refused")
    NOT_POSSIBLE = "not-possible", _("not possible")


class How(models.TextChoices):
    """How a recipient's answer came."""

    DOOR = "door", _("over the connection")
    LETTER = "letter", _("by letter")
    TELEPHONE = "telephone", _("by telephone")
    IN_PERSON = "in-person", _("in person")
    LABEL = "label", _("by a new label")


WHY_NAMES: Final[dict[str, str | Promise]] = {
    "": "",
    "unknown": _("it knows nothing of this"),
    "kept-by-law": _("a law makes it keep this"),
    "too-late": _("the parcel was too far on its way"),
    "over": _("it holds nothing of this any more"),
    "unreached": _("it could not be reached"),
    "gone": _("what it takes to tell it was erased"),
    "other": _("it gave no reason"),
}
"""Why a recipient did not do it: the words of doors/telling/messages.py."""
BY_HAND: Final = (How.LETTER, How.TELEPHONE, How.IN_PERSON)
WHY_CHOICES: Final = [
    ("", "—"),
    *((why, WHY_NAMES[why]) for why in ("kept-by-law", "too-late", "over", "unknown", "unreached", "other")),
]


OPEN: Final = frozenset({ToldState.WAITING, ToldState.SENT})
ANSWERS: Final = (ToldState.ACKNOWLEDGED, ToldState.REFUSED, ToldState.NOT_POSSIBLE)
ENDS: Final = frozenset(ANSWERS)
CASES = StateTable(
    CaseState.ASKED,
    {
        CaseState.ASKED: frozenset({CaseState.APPROVED, CaseState.DECLINED}),
        CaseState.APPROVED: frozenset({CaseState.PROVIDED}),
        CaseState.PROVIDED: frozenset(),
        CaseState.DECLINED: frozenset(),
    },
)
TOLD = StateTable(
    ToldState.WAITING,
    {
        ToldState.WAITING: frozenset({ToldState.SENT, *ENDS}),
        ToldState.SENT: frozenset({ToldState.SENT, *ENDS}),
        ToldState.REFUSED: OPEN | {ToldState.ACKNOWLEDGED, ToldState.NOT_POSSIBLE},
        ToldState.NOT_POSSIBLE: OPEN | {ToldState.ACKNOWLEDGED, ToldState.REFUSED},
        ToldState.ACKNOWLEDGED: frozenset(),
    },
)
