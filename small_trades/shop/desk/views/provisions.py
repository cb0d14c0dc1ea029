"""Provision to others: demands under a law, contact by a maker, the register of recipients."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from small_trades import privacy
from small_trades.policy.declaration import MAKER_CONTACT
from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.actions import provisions as actions
from small_trades.shop.desk.forms.provisions import DemandForm, FindForm
from small_trades.shop.desk.pages import paging_of, render_desk, sheet_file
from small_trades.shop.desk.proving import recent_proof
from small_trades.shop.desk.queries import provisions as queries
from small_trades.shop.desk.roles import ORDERS_SCREEN, PROVISIONS_SCREEN
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.orders import queries as order_queries
from small_trades.shop.orders.queries import OrderPage
from small_trades.shop.provisions.actions import decide, maker
from small_trades.shop.provisions.actions.ask import DemandError
from small_trades.shop.provisions.queries import cases, person, told
from small_trades.shop.provisions.queries.cases import CaseView
from small_trades.shop.rights.shown import NAMES
from small_trades.shop.site import flash

READING = "提供の記録の確認 / reading the record of a provision"
ANSWERING = "法令にもとづく照会への回答 / answering a demand under a law"
ASKED = flash.declare(
    "desk-provision-asked", gettext_lazy("Kept. Nothing is given until another person has approved it.")
)
MOVED_ON = flash.declare(
    "desk-provision-moved-on",
    gettext_lazy("This had changed in the meantime, or is not yours to do. Nothing was given."),
    kind="problem",
)


@require_GET
@staff_required(PROVISIONS_SCREEN)
def provisions(request: StaffRequest) -> HttpResponse:
    """All provisions to makers and authorities, and how many recipients must still be told."""
    paging = paging_of(request, cases.count_cases())
    context = {
        "cases": cases.list_cases(start=paging.start, stop=paging.stop),
        "told": told.counts_by_state(),
        "paging": paging,
    }
    return render_desk(request, "desk/provisions.html", context)


@require_http_methods(["GET", "POST"])
@staff_required(PROVISIONS_SCREEN)
def new_provision(request: StaffRequest) -> HttpResponse:
    """Find the person by a code, see what is held without opening it, and ask for a second person."""
    find_form = FindForm(request.GET or None)
    found = None
    if find_form.is_bound and find_form.is_valid():
        found = person.find(find_form.cleaned_data["who"])
        if found is None:
            find_form.add_error("who", _("There is nobody with this code or number."))
    if found is None:
        return render_desk(request, "desk/new_provision.html", {"find_form": find_form, "found": None})
    items = person.items_of(found.person)
    form = DemandForm(request.POST or None, items=items)
    if request.method == "POST" and form.is_valid():
        try:
            code = actions.ask(form.demand(), found, staff=request.staff)
        except DemandError:
            form.add_error(None, _("This cannot be kept as it is. The words of the ground are too long."))
        else:
            flash.add(request, ASKED)
            return redirect("desk:provision", code=code)
    context = {"find_form": find_form, "found": found, "items": items, "form": form, "names": NAMES}
    return render_desk(request, "desk/new_provision.html", context)


@require_http_methods(["GET", "POST"])
@staff_required(PROVISIONS_SCREEN)
def provision(request: StaffRequest, code: str) -> HttpResponse:
    """One provision; asked for by POST, with its record open on this page and no other."""
    found = _found(code)
    record = cases.open_record(found, reason=READING) if request.method == "POST" else None
    may_provide = found.state == "approved" and request.staff.pk in {found.asked_by, found.decided_by}
    context = {"case": found, "record": record, "may_provide": may_provide, "names": NAMES}
    return render_desk(request, "desk/provision.html", context)


@require_POST
@staff_required(PROVISIONS_SCREEN)
@recent_proof
def provide(request: StaffRequest, code: str) -> HttpResponse:
    """The document for the authority, once."""
    try:
        return sheet_file(decide.provide(_found(code).id, staff_id=request.staff.pk, reason=ANSWERING))
    except (WrongStateError, decide.OwnDemandError, decide.NothingLeftError):
        flash.add(request, MOVED_ON)
        return redirect("desk:provision", code=code)


@require_http_methods(["GET", "POST"])
@staff_required(ORDERS_SCREEN)
def maker_contact(request: StaffRequest, code: str) -> HttpResponse:
    """The makers of an order, and the sheet for one of them where the customer consented."""
    order = _order(code)
    makers = person.makers_of(order)
    if request.method == "POST":
        chosen = next((each for each in makers if each.name == request.POST.get("maker")), None)
        if chosen is None:
            raise Http404
        return sheet_file(maker.hand_over(order, chosen, staff_id=request.staff.pk))
    is_agreed = privacy.has_consent(order.subject, MAKER_CONTACT)
    context = {"order": order, "makers": makers, "is_agreed": is_agreed}
    return render_desk(request, "desk/maker_contact.html", context)


@require_GET
@staff_required(PROVISIONS_SCREEN)
def recipients(request: StaffRequest) -> HttpResponse:
    """Who may receive what, and how often each did this month."""
    return render_desk(request, "desk/recipients.html", {"recipients": queries.register()})


def _found(code: str) -> CaseView:
    found = cases.case_by_code(code)
    if found is None:
        raise Http404
    return found


def _order(code: str) -> OrderPage:
    found = order_queries.order_by_code(code)
    if found is None:
        raise Http404
    return found
