"""The hourly budget of who is signed in: how it stands, and asking for more."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy

from small_trades import privacy
from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.actions.openings import ask_openings
from small_trades.shop.desk.forms.openings import AskOpeningsForm
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.roles import PEOPLE_SCREEN
from small_trades.shop.site import flash

ASKED = flash.declare(
    "desk-openings-asked", gettext_lazy("Asked. Once a second person grants it, you have an hour.")
)


@staff_required(PEOPLE_SCREEN)
def openings(request: StaffRequest) -> HttpResponse:
    """How many people were opened this hour; the form asks a second person for more."""
    form = AskOpeningsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ask_openings(request.staff, people=form.cleaned_data["people"], reason=form.cleaned_data["reason"])
        flash.add(request, ASKED)
        return redirect("desk:openings")
    budget = privacy.openings_of(request.staff.pk, request.staff.role)
    return render_desk(request, "desk/openings.html", {"form": form, "budget": budget, "is_refused": False})
