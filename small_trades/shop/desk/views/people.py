"""People: finding somebody, and the masked page of a member.

A search is sent in the body of a form: what stands in an address would stand in logs and histories.
"""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from small_trades import privacy
from small_trades.privacy import RefusalReason
from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.forms.orders import RevealForm
from small_trades.shop.desk.forms.people import MEMBER_PURPOSES, FindPeopleForm
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.queries import members as member_queries
from small_trades.shop.desk.queries import people as queries
from small_trades.shop.desk.queries.members import Member, RevealedMember
from small_trades.shop.desk.roles import (
    INQUIRIES_SCREEN,
    ORDERS_SCREEN,
    PEOPLE_SCREEN,
    PROMOTIONS_SCREEN,
    TAKE_IN_SCREEN,
)
from small_trades.shop.desk.shut import why


@staff_required(PEOPLE_SCREEN)
def people(request: StaffRequest) -> HttpResponse:
    """The form, and who was found."""
    form, found = FindPeopleForm(request.POST or None), None
    if request.method == "GET":
        queries.prepare()
    if request.method == "POST" and form.is_valid():
        try:
            found = queries.find(form.cleaned_data["wanted"])
        except queries.TooShortError as short:
            form.add_error("wanted", _too_short(short.by))
    context = {"form": form, "found": found, **_screens(request)}
    return render_desk(request, "desk/people.html", context)


@require_GET
@staff_required(PEOPLE_SCREEN)
def member(request: StaffRequest, number: UUID) -> HttpResponse:
    """One member, masked."""
    return _member_page(request, _found(number))


@require_POST
@staff_required(PEOPLE_SCREEN)
def reveal(request: StaffRequest, number: UUID) -> HttpResponse:
    """The member with the groups asked for open, on this page and no other."""
    found = _found(number)
    form = _reveal_form(request, found, request.POST)
    if not form.is_valid():
        return _member_page(request, found, form=form)
    purpose, reason = form.chosen_purpose(), form.cleaned_data["reason"]
    try:
        opened = member_queries.reveal(found, form.cleaned_data["what"], purpose=purpose, reason=reason)
    except privacy.Refused as refused:
        if refused.reason == RefusalReason.BUDGET_SPENT:
            raise
        form.add_error("what", why(refused))
        return _member_page(request, found, form=form, status=403)
    return _member_page(request, found, opened=opened)


def _found(number: UUID) -> Member:
    found = member_queries.member(number)
    if found is None:
        raise Http404
    return found


def _reveal_form(request: StaffRequest, found: Member, data: Any = None) -> RevealForm:
    purposes = [purpose for purpose in MEMBER_PURPOSES if request.staff.role in purpose.roles]
    return RevealForm(data, groups=member_queries.group_choices(found), purposes=purposes)


def _member_page(
    request: StaffRequest,
    found: Member,
    *,
    opened: RevealedMember | None = None,
    form: RevealForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "member": found,
        "opened": opened or RevealedMember(),
        "reveal_form": form or _reveal_form(request, found),
        **_screens(request),
    }
    return render_desk(request, "desk/member.html", context, status=status)


def _screens(request: StaffRequest) -> dict[str, bool]:
    role = request.staff.role
    return {
        "sees_orders": role in ORDERS_SCREEN,
        "sees_inquiries": role in INQUIRIES_SCREEN,
        "sees_points": role in PROMOTIONS_SCREEN,
        "takes_in": role in TAKE_IN_SCREEN,
    }


def _too_short(by: queries.By) -> str:
    if by == queries.By.TELEPHONE:
        return _("Type at least four digits of the telephone number.")
    return _("One letter would show too many people. Add the given name, or type the reading in kana.")
