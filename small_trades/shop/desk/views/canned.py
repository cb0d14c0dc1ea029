"""Texts to begin answers with: the list, writing one, changing it, removing it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.forms.canned import CannedForm
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.roles import INQUIRIES_SCREEN
from small_trades.shop.inquiries.actions import canned as actions
from small_trades.shop.inquiries.queries import canned as queries
from small_trades.shop.inquiries.queries.canned import Canned
from small_trades.shop.site import flash

SAVED = flash.declare("desk-canned-saved", gettext_lazy("The text is saved."))
REMOVED = flash.declare("desk-canned-removed", gettext_lazy("The text is gone."))


@require_GET
@staff_required(INQUIRIES_SCREEN)
def canned_answers(request: StaffRequest) -> HttpResponse:
    """Every text."""
    return render_desk(request, "desk/canned_answers.html", {"answers": queries.canned_answers()})


@require_http_methods(["GET", "POST"])
@staff_required(INQUIRIES_SCREEN)
def new_canned_answer(request: StaffRequest) -> HttpResponse:
    """A text that is not there yet."""
    return _edit(request, None)


@require_http_methods(["GET", "POST"])
@staff_required(INQUIRIES_SCREEN)
def canned_answer(request: StaffRequest, answer_id: UUID) -> HttpResponse:
    """One text, and changing it."""
    found = queries.canned_answer(answer_id)
    if found is None:
        raise Http404
    return _edit(request, found)


@require_POST
@staff_required(INQUIRIES_SCREEN)
def remove_canned_answer(request: StaffRequest, answer_id: UUID) -> HttpResponse:
    """Take a text away; answers that began with it stay."""
    if not actions.remove_canned(answer_id):
        raise Http404
    flash.add(request, REMOVED)
    return redirect("desk:canned_answers")


def _edit(request: StaffRequest, found: Canned | None) -> HttpResponse:
    typed = {name: getattr(found, name) for name in CannedForm.base_fields} if found else {}
    form = CannedForm(request.POST or None, initial=typed)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_canned(found.id if found else None, **form.cleaned_data)
        except actions.NameTakenError:
            form.add_error("name", _("Another text has this name."))
        except actions.TooManyAnswersError:
            form.add_error(None, _("There are %(most)s texts already.") % {"most": actions.MOST})
        else:
            flash.add(request, SAVED)
            return redirect("desk:canned_answers")
    return render_desk(request, "desk/canned_answer.html", {"form": form, "answer": found})
