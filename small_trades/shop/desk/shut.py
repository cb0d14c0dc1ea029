"""What the desk says when the policy keeps something shut."""

from typing import Any

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from small_trades import privacy
from small_trades.privacy import RefusalReason
from small_trades.shop.desk.forms.openings import AskOpeningsForm
from small_trades.shop.desk.pages import render_desk

_OTHERWISE = _("The policy does not open all of these for this purpose. Nothing was shown.")
WORDS: dict[RefusalReason, str | Promise] = {
    RefusalReason.RESTRICTED: _(
        "This is closed to the desk, because the order was cancelled or the person asked for it. Nothing was "
        "shown. What a law demands stays open to the owner and managers, with the purpose of that law."
    ),
    RefusalReason.OBJECTED: _("The person objected to this purpose. Nothing was shown."),
    RefusalReason.HELD_BY_LAW: _(
        "This is kept for tax law alone, and opens for that purpose to the owner and managers. "
        "Nothing was shown."
    ),
    RefusalReason.ERASED: _("This was erased, and nobody can open it again."),
    RefusalReason.NO_CONSENT: _("The person has not consented to this. Nothing was shown."),
    RefusalReason.NOT_WHEN_COLLECTED: _(
        "When this was collected, the policy did not name this purpose. Nothing was shown."
    ),
    RefusalReason.NO_GROUND: _(
        "The legal ground is not complete, or not two people stand for it. Nothing left."
    ),
    RefusalReason.COUNTRY_NOT_NAMED: _(
        "The person has not consented to words that name the recipient's country. Nothing left."
    ),
    RefusalReason.ROLE_NOT_ALLOWED: _("Your role does not have this purpose. Nothing was shown."),
    RefusalReason.BUDGET_SPENT: _(
        "You have opened as many people within the hour as your role may. Nothing was shown."
    ),
}


def why(refused: privacy.Refused) -> str:
    """Why it stays shut, in a sentence for the member of staff who asked."""
    return str(WORDS.get(refused.reason, _OTHERWISE))


def shut_page(request: Any, refused: privacy.Refused) -> HttpResponse:
    """The page in place of what stayed shut; for a spent budget, with the form that asks for more."""
    if refused.reason == RefusalReason.BUDGET_SPENT:
        budget = privacy.openings_of(request.staff.pk, request.staff.role)
        context = {"form": AskOpeningsForm(), "budget": budget, "is_refused": True}
        return render_desk(request, "desk/openings.html", context, status=429)
    return render_desk(request, "desk/shut.html", {"words": why(refused)}, status=403)
