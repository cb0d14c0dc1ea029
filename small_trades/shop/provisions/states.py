"""The states of a provision, and of word to a recipient."""

from django.db import models
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


class ToldState(models.TextChoices):
    """How far a recipient knows of a change."""

    WAITING = "waiting", _("not told yet")
    TOLD = "told", _("told")
    ACKNOWLEDGED = "acknowledged", _("acknowledged")
    NOT_REACHED = "not-reached", _("not reached")


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
        ToldState.WAITING: frozenset({ToldState.TOLD, ToldState.NOT_REACHED}),
        ToldState.NOT_REACHED: frozenset({ToldState.TOLD}),
        ToldState.TOLD: frozenset({ToldState.ACKNOWLEDGED}),
        ToldState.ACKNOWLEDGED: frozenset(),
    },
)
