"""Categories, makers and tags: one screen for each kind, and one for each of them."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.forms.problems import show_problems
from small_trades.shop.desk.forms.shelving import FORMS, TagForm
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.roles import PRODUCTS_SCREEN
from small_trades.shop.kernel.bad_input import BadInput
from small_trades.shop.products.actions import shelving as actions
from small_trades.shop.products.queries.shelving import desk_shelves, shelf_values
from small_trades.shop.site import flash

SAVED = flash.declare("desk-shelf-saved", gettext_lazy("Saved."))
REMOVED = flash.declare("desk-shelf-removed", gettext_lazy("It was removed."))
TITLES = {
    "categories": gettext_lazy("Categories"),
    "makers": gettext_lazy("Makers"),
    "tags": gettext_lazy("Tags"),
}
CONFLICT = 409


@require_GET
@staff_required(PRODUCTS_SCREEN)
def shelves(request: StaffRequest, kind: str) -> HttpResponse:
    """All of a kind, in the order of the shop."""
    return _list(request, _kind(kind))


@staff_required(PRODUCTS_SCREEN)
def new_shelf(request: StaffRequest, kind: str) -> HttpResponse:
    """One that is not there yet."""
    form = FORMS[_kind(kind)](request.POST or None)
    if request.method == "POST" and form.is_valid() and _saved(kind, form, None):
        flash.add(request, SAVED)
        return redirect("desk:shelves", kind=kind)
    return _form(request, kind, form)


@staff_required(PRODUCTS_SCREEN)
def shelf(request: StaffRequest, kind: str, shelf_id: int) -> HttpResponse:
    """The names of one, and where it stands."""
    values = shelf_values(_kind(kind), shelf_id)
    if values is None:
        raise Http404
    form = FORMS[kind](request.POST or None, initial=values)
    if request.method == "POST" and form.is_valid() and _saved(kind, form, shelf_id):
        flash.add(request, SAVED)
        return redirect("desk:shelves", kind=kind)
    return _form(request, kind, form, name=values["name_ja"])


@require_POST
@staff_required(PRODUCTS_SCREEN)
def change_shelf(request: StaffRequest, kind: str, shelf_id: int) -> HttpResponse:
    """Move one by a place, or remove it: whichever button was pressed."""
    known = _kind(kind)
    if shelf_values(known, shelf_id) is None:
        raise Http404
    if known != "tags" and ("up" in request.POST or "down" in request.POST):
        actions.move_shelf(known, shelf_id, by=-1 if "up" in request.POST else 1)
    elif "remove" in request.POST:
        try:
            actions.remove_shelf(known, shelf_id)
        except actions.InUse as used:
            return _list(request, known, problem=_sentence(used))
        flash.add(request, REMOVED)
    return redirect("desk:shelves", kind=kind)


def _list(request: StaffRequest, kind: str, *, problem: str = "") -> HttpResponse:
    context = {"kind": kind, "titles": TITLES, "rows": desk_shelves(kind), "problem": problem}
    return render_desk(request, "desk/shelves.html", context, status=CONFLICT if problem else 200)


def _form(request: StaffRequest, kind: str, form: TagForm, *, name: str = "") -> HttpResponse:
    context = {"kind": kind, "titles": TITLES, "form": form, "name": name}
    return render_desk(request, "desk/shelf.html", context)


def _saved(kind: str, form: TagForm, shelf_id: int | None) -> bool:
    try:
        actions.save_shelf(_kind(kind), actions.ShelfFacts(**form.cleaned_data), shelf_id=shelf_id)
    except BadInput as bad:
        show_problems(form, bad.problems)
        return False
    return True


def _sentence(used: actions.InUse) -> str:
    if used.below:
        return _("Categories stand below it. Move or remove them first.")
    words = ngettext(
        "%(num)s product needs it. Give it another one first.",
        "%(num)s products need it. Give them another one first.",
        used.products,
    )
    return words % {"num": used.products}


def _kind(typed: str) -> actions.Kind:
    if typed not in actions.MODELS:
        raise Http404
    return typed
