"""Orders: the list, one order, and what can be done with it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from small_trades import privacy
from small_trades.privacy import RefusalReason
from small_trades.shop.delivery.carriers import CARRIER_NAMES
from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.actions.parcels import one_slip
from small_trades.shop.desk.forms.documents import DeskDocumentForm
from small_trades.shop.desk.forms.order_views import OrderViewForm
from small_trades.shop.desk.forms.orders import REVEAL_PURPOSES, OrderFilterForm, RevealForm, ShipForm
from small_trades.shop.desk.forms.refusals import ReleaseForm
from small_trades.shop.desk.forms.slips import SlipForm
from small_trades.shop.desk.found import destination_or_404, order_or_404
from small_trades.shop.desk.moved_on import MOVED_ON
from small_trades.shop.desk.pages import paging_of, render_desk, sheet_file
from small_trades.shop.desk.pinned import pinned
from small_trades.shop.desk.proving import recent_proof
from small_trades.shop.desk.queries import orders as queries
from small_trades.shop.desk.roles import ORDERS_SCREEN, REFUSALS_SCREEN
from small_trades.shop.desk.shut import why
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.orders import queries as order_queries
from small_trades.shop.orders.actions.cancel import cancel as cancel_order
from small_trades.shop.orders.actions.confirm_transfer import confirm_transfer as confirm_order_transfer
from small_trades.shop.orders.actions.deliver import deliver as deliver_order
from small_trades.shop.orders.actions.issue import NotIssuableError, issue
from small_trades.shop.orders.actions.label import print_anew, print_label
from small_trades.shop.orders.actions.pack import pack as pack_order
from small_trades.shop.orders.actions.ship import (
    InOneParcelError,
    KnownNumberError,
    LabelOutdatedError,
    TooManyPiecesError,
    ship_printed,
)
from small_trades.shop.orders.actions.ship import ship as ship_order
from small_trades.shop.orders.queries import OrderPage
from small_trades.shop.orders.queries.destination_shapes import OrderDestination
from small_trades.shop.orders.states import CancelReason, OrderState, PaymentMethod
from small_trades.shop.returns.queries import requests_of
from small_trades.shop.site import flash
from small_trades.shop.site.files import pdf_file

CHOOSE = "choose"
CHANGED = flash.declare("desk-order-changed", gettext_lazy("The order was changed."))
SHIPPED = flash.declare(
    "desk-order-shipped", gettext_lazy("The order was shipped, and the customer is told by mail.")
)
PARTLY_SHIPPED = flash.declare(
    "desk-order-partly-shipped",
    gettext_lazy("The parcel has left, and the customer is told by mail what follows."),
)
TOO_MANY_WORDS = gettext_lazy(
    "Please say how many pieces are in the parcel, and no more than are left. Nothing was shipped."
)
KNOWN_NUMBER_WORDS = gettext_lazy("A parcel of the order has left under this number.")
NOT_TAKEN_WORDS = gettext_lazy(
    "The carrier did not take the parcel. The order stays as it was; please try again."
)
NOT_TAKEN = flash.declare("desk-label-not-taken", NOT_TAKEN_WORDS, kind="problem")
OUTDATED = flash.declare(
    "desk-label-outdated",
    gettext_lazy("The label is outdated. Print it anew; nothing was shipped."),
    kind="problem",
)


@require_GET
@staff_required(ORDERS_SCREEN)
def orders(request: StaffRequest) -> HttpResponse:
    """All orders, newest first, names masked."""
    form = OrderFilterForm(request.GET or None)
    wanted = form.wanted()
    paging = paging_of(request, order_queries.count_orders(wanted))
    rows = order_queries.list_orders(wanted, start=paging.start, stop=paging.stop)
    late = order_queries.late_money() if wanted.is_refund_by_hand else ()
    views = pinned(request.staff)
    context = {
        "form": form,
        "orders": rows,
        "paging": paging,
        "late_money": late,
        "views": views,
        "question": form.question() if form.is_valid() else "",
        "kept": {view.question for view in views},
        "view_form": OrderViewForm(),
        "is_all_chosen": CHOOSE in request.GET,
        "all_href": f"?{_query(request, chosen=True)}",
        "none_href": f"?{_query(request, chosen=False)}",
    }
    return render_desk(request, "desk/orders.html", context)


@require_GET
@staff_required(ORDERS_SCREEN)
def order(request: StaffRequest, code: str) -> HttpResponse:
    """One order, masked."""
    return _order_page(request, order_or_404(code))


@require_POST
@staff_required(ORDERS_SCREEN)
def reveal(request: StaffRequest, code: str) -> HttpResponse:
    """The order with the groups asked for open, on this page and no other."""
    found = order_or_404(code)
    form = _reveal_form(request, found, request.POST)
    if not form.is_valid():
        return _order_page(request, found, reveal_form=form)
    try:
        opened = queries.reveal(
            found,
            form.cleaned_data["what"],
            purpose=form.chosen_purpose(),
            reason=form.cleaned_data["reason"],
        )
    except privacy.Refused as refused:
        if refused.reason == RefusalReason.BUDGET_SPENT:
            raise
        form.add_error("what", why(refused))
        return _order_page(request, found, reveal_form=form, status=403)
    return _order_page(request, found, opened=opened)


@require_POST
@staff_required(ORDERS_SCREEN)
def document(request: StaffRequest, code: str) -> HttpResponse:
    """An invoice, a receipt or a return invoice as PDF, made for billing."""
    found = order_or_404(code)
    form = DeskDocumentForm(request.POST, order=found)
    if not form.is_valid():
        return _order_page(request, found, document_form=form)
    try:
        made = issue(found, form.wanted(), reason=form.cleaned_data["reason"])
    except NotIssuableError:
        flash.add(request, MOVED_ON)
        return redirect("desk:order", code=code)
    return pdf_file(made.file_name, made.pdf)


@require_POST
@staff_required(ORDERS_SCREEN)
def slip(request: StaffRequest, code: str) -> HttpResponse:
    """The packing slip of one parcel, or of what has not left, as PDF in the order's language."""
    found = order_or_404(code)
    form = SlipForm(request.POST, order=found)
    if not form.is_valid():
        return _order_page(request, found, slip_form=form)
    made = one_slip(found, form.wanted(), reason=form.cleaned_data["reason"])
    return pdf_file(f"slip-{found.code}.pdf", made)


@require_POST
@staff_required(ORDERS_SCREEN)
def confirm_transfer(request: StaffRequest, code: str) -> HttpResponse:
    """The money has arrived."""
    return _change(request, code, lambda found: confirm_order_transfer(found.id))


@require_POST
@staff_required(ORDERS_SCREEN)
def pack(request: StaffRequest, code: str) -> HttpResponse:
    """Packing begins."""
    return _change(request, code, lambda found: pack_order(found.id))


@require_POST
@staff_required(ORDERS_SCREEN)
def ship(request: StaffRequest, code: str) -> HttpResponse:
    """The parcel goes to the carrier under the number typed, or the one on its label."""
    found = order_or_404(code)
    there = destination_or_404(found, request.POST.get("to"))
    is_printed = there.label is not None and "printed" in request.POST
    form = ShipForm(request.POST, order=found, to=there, is_printed=is_printed)
    if not form.is_valid():
        return _order_page(request, found, ship_form=form)
    inside = form.pieces()
    is_all = (there.unsent if inside is None else sum(inside.values())) == found.unsent
    try:
        return _change(
            request,
            code,
            lambda held: (
                ship_printed(held.id, pieces=inside, of=form.of(), to=there.number)
                if is_printed
                else ship_order(
                    held.id,
                    carrier=form.cleaned_data["carrier"],
                    tracking_number=form.cleaned_data["tracking_number"],
                    pieces=inside,
                    of=form.of(),
                    to=there.number,
                )
            ),
            done=SHIPPED if is_all else PARTLY_SHIPPED,
        )
    except KnownNumberError:
        form.add_error(None, KNOWN_NUMBER_WORDS)
        return _order_page(request, found, ship_form=form)
    except (TooManyPiecesError, InOneParcelError):
        form.add_error(None, TOO_MANY_WORDS)
        return _order_page(request, found, ship_form=form)
    except privacy.DoorError:
        return _not_taken(request, found, form)


@require_POST
@staff_required(ORDERS_SCREEN)
def label(request: StaffRequest, code: str) -> HttpResponse:
    """The label to print: a new one under the number typed, or the same one with what was corrected."""
    found = order_or_404(code)
    there = destination_or_404(found, request.POST.get("to"))
    form = ShipForm(None if "anew" in request.POST else request.POST, order=found, to=there)
    if form.is_bound and not form.is_valid():
        return _order_page(request, found, ship_form=form)
    try:
        if form.is_bound:
            slip = print_label(
                found.id,
                carrier=form.cleaned_data["carrier"],
                tracking_number=form.cleaned_data["tracking_number"],
                to=there.number,
            )
        else:
            slip = print_anew(found.id, to=there.number) if there.label else None
    except WrongStateError:
        flash.add(request, MOVED_ON)
    except privacy.DoorError:
        return _not_taken(request, found, form)
    else:
        if slip is not None:
            return sheet_file(slip)
    return redirect("desk:order", code=code)


@require_POST
@staff_required(ORDERS_SCREEN)
def deliver(request: StaffRequest, code: str) -> HttpResponse:
    """The parcel has arrived."""
    return _change(request, code, lambda found: deliver_order(found.id))


@require_POST
@staff_required(ORDERS_SCREEN)
@recent_proof
def cancel(request: StaffRequest, code: str) -> HttpResponse:
    """The shop gives the order up, and what was paid goes back."""
    return _change(request, code, lambda found: cancel_order(found.id, reason=CancelReason.STAFF))


def _query(request: StaffRequest, *, chosen: bool) -> str:
    """The query of this page with its boxes ticked, or without."""
    query = request.GET.copy()
    query.pop(CHOOSE, None)
    if chosen:
        query[CHOOSE] = "all"
    return query.urlencode()


def _not_taken(request: StaffRequest, found: OrderPage, form: ShipForm) -> HttpResponse:
    if not form.is_bound:
        flash.add(request, NOT_TAKEN)
        return redirect("desk:order", code=found.code)
    form.add_error(None, NOT_TAKEN_WORDS)
    return _order_page(request, found, ship_form=form, status=502)


def _change(
    request: StaffRequest, code: str, verb: Callable[[OrderPage], None], *, done: str = CHANGED
) -> HttpResponse:
    try:
        verb(order_or_404(code))
    except WrongStateError:
        flash.add(request, MOVED_ON)
    except LabelOutdatedError:
        flash.add(request, OUTDATED)
    else:
        flash.add(request, done)
    return redirect("desk:order", code=code)


def _reveal_form(request: StaffRequest, found: OrderPage, data: Any = None) -> RevealForm:
    purposes = [purpose for purpose in REVEAL_PURPOSES if request.staff.role in purpose.roles]
    return RevealForm(data, groups=queries.group_choices(found), purposes=purposes)


def _ship_forms(found: OrderPage, sent: ShipForm | None) -> list[tuple[OrderDestination, ShipForm, ShipForm]]:
    """Each address with what asks for its next parcel: a number, or the one on its label."""
    forms = []
    for there in found.destinations:
        plain, printed = (
            sent
            if sent is not None and (sent.there.number, sent.is_printed) == (there.number, is_printed)
            else ShipForm(order=found, to=there, is_printed=is_printed)
            for is_printed in (False, True)
        )
        forms.append((there, plain, printed))
    return forms


def _order_page(
    request: StaffRequest,
    found: OrderPage,
    *,
    opened: queries.Revealed | None = None,
    reveal_form: RevealForm | None = None,
    ship_form: ShipForm | None = None,
    document_form: DeskDocumentForm | None = None,
    slip_form: SlipForm | None = None,
    status: int = 200,
) -> HttpResponse:
    waits_for_transfer = (
        found.state == OrderState.PLACED and found.payment.method == PaymentMethod.BANK_TRANSFER
    )
    context = {
        "order": found,
        "opened": opened or queries.Revealed(),
        "held": queries.sealed_groups(found),
        "reveal_form": reveal_form or _reveal_form(request, found),
        "ship_forms": _ship_forms(found, ship_form),
        "document_form": document_form or DeskDocumentForm(order=found),
        "asked_returns": requests_of(found.id),
        "slip_form": slip_form or SlipForm(order=found),
        "release_form": ReleaseForm(),
        "may_refuse": request.staff.role in REFUSALS_SCREEN,
        "waits_for_transfer": waits_for_transfer,
        "State": OrderState,
        "carrier_names": CARRIER_NAMES,
    }
    return render_desk(request, "desk/order.html", context, status=status)
