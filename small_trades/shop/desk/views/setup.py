"""The setup of a new shop, step by step, with the forms of the settings."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.actions import setup as actions
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.queries import setup as queries
from small_trades.shop.desk.queries.checklist import checklist
from small_trades.shop.desk.queries.setup import Step
from small_trades.shop.desk.roles import SETTINGS_SCREEN
from small_trades.shop.desk.views.editors import EDITORS
from small_trades.shop.site import flash

ENDED = flash.declare(
    "desk-setup-ended", gettext_lazy("The setup is put away. Everything stands under Settings.")
)


@require_GET
@staff_required(SETTINGS_SCREEN)
def setup(request: StaffRequest) -> HttpResponse:  # noqa: ARG001 - the guard has asked it all
    """Where one left it."""
    return redirect("desk:setup_step", step=queries.setup_now().at)


@staff_required(SETTINGS_SCREEN)
def setup_step(request: StaffRequest, step: str) -> HttpResponse:
    """One step: its form, saved or left for later; the last step is the checklist."""
    found = _found(step)
    if found is Step.FINISH:
        return _page(request, found, {"to_do": checklist()})
    if "skip" in request.POST:
        return redirect("desk:setup_step", step=actions.step_skipped(found))
    editor = EDITORS[found]
    form = editor.form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and editor.is_saved(form):
        return redirect("desk:setup_step", step=actions.step_done(found))
    return _page(request, found, {"form": form, "fields": editor.fields})


@require_POST
@staff_required(SETTINGS_SCREEN)
def end_setup(request: StaffRequest) -> HttpResponse:
    """Finished, or not wanted: it does not come up by itself any more."""
    actions.end_setup()
    flash.add(request, ENDED)
    return redirect("desk:home")


def first_page(role: str) -> str:
    """Where the desk begins for somebody who signs in: the setup for the owner of a new shop, or the day."""
    return "desk:setup" if queries.is_setup_due(role) else "desk:home"


def _found(step: str) -> Step:
    if step not in set(Step):
        raise Http404
    return Step(step)


def _page(request: StaffRequest, step: Step, context: dict[str, object]) -> HttpResponse:
    now = queries.setup_now()
    frame = {
        "step": step,
        "title": queries.STEP_NAMES[step],
        "steps": queries.listed_steps(now),
        "back": queries.before(step),
    }
    return render_desk(request, "desk/setup.html", frame | context)
