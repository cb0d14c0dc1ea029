"""The privacy policy at the desk: its versions, what each changed, and putting one in force by posting it."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from small_trades import privacy
from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.actions import policy as actions
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.proving import recent_proof
from small_trades.shop.desk.queries.policy import policy_screen
from small_trades.shop.desk.roles import POLICY_SCREEN
from small_trades.shop.site import flash

POSTED = flash.declare("desk-policy-posted", gettext_lazy("The version is in force, in every process."))
NOT_WAITING = flash.declare(
    "desk-policy-not-waiting",
    gettext_lazy("The version does not wait any more; nothing was changed."),
    kind="problem",
)
SHUT = flash.declare(
    "desk-policy-shut",
    gettext_lazy("The program may not write beside the published files; nothing was changed."),
    kind="problem",
)
NO_WORDS = flash.declare(
    "desk-policy-no-words",
    gettext_lazy("A text of the version is missing, so nobody could read it; nothing was changed."),
    kind="problem",
)


@require_GET
@staff_required(POLICY_SCREEN)
def policy_versions(request: StaffRequest) -> HttpResponse:
    """Every version with its days and changes, what waits, and the draft against what is in force."""
    return render_desk(request, "desk/policy_versions.html", {"page": policy_screen()})


@require_POST
@staff_required(POLICY_SCREEN)
@recent_proof
def post_policy(request: StaffRequest, number: int) -> HttpResponse:
    """Put a waiting version in force now."""
    said = POSTED
    try:
        actions.post(number, by=request.staff)
    except privacy.OutOfOrder as error:
        if error.state == "unknown":
            raise Http404 from None
        said = NOT_WAITING
    except privacy.FolderShut:
        said = SHUT
    except actions.WordsMissingError:
        said = NO_WORDS
    flash.add(request, said)
    return redirect("desk:policy_versions")
