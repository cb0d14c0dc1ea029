"""Orders placed without signing in, found by the member's address and put into the membership.

Reading the mailbox is not enough, because two people may share one: what is on file of an order has to be
known too, as much as for what cannot be undone.
"""

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from small_trades import privacy
from small_trades.shop.account.access import CustomerRequest, customer_required
from small_trades.shop.account.holders import holder_of
from small_trades.shop.account.throttles import Caller, TooManyError, count_mail
from small_trades.shop.mypage.forms import EarlierOrdersForm
from small_trades.shop.orders.forms import ProofForm
from small_trades.shop.orders.proof import ITEMS_NEEDED, Level, Proof, ask_proof
from small_trades.shop.rights.actions.take_in import take_in
from small_trades.shop.rights.earlier import EarlierOrders, earlier_orders, guests_like
from small_trades.shop.rights.on_file import on_file
from small_trades.shop.rights.proof_shown import proof_shown
from small_trades.shop.site import flash
from small_trades.shop.site.formats import date, datetime, money
from small_trades.shop.site.pages import render

NEEDED: Final = Level.ERASURE
PROOF_LASTS: Final = 10 * 60
"""Seconds between showing that it was oneself and saying which orders."""
TAKEN_IN = flash.declare(
    "mypage-orders-taken-in", gettext_lazy("Your earlier orders are among your orders now.")
)
_ASKED, _SHOWN = "earlier_asked", "earlier_shown"


@require_http_methods(["GET", "POST"])
@customer_required
def earlier(request: CustomerRequest) -> HttpResponse:
    """Say what this does, and have a code mailed. Whether there is any order is not said."""
    limit = None
    if request.method == "POST":
        try:
            count_mail(Caller(f"earlier {request.customer.pk}", request.META.get("REMOTE_ADDR", "")))
        except TooManyError as reached:
            limit = datetime(reached.until)
        else:
            _ask(request)
            return redirect("mypage:show_earlier_orders")
    return render(request, "mypage/earlier_orders.html", {"limit": limit})


@require_http_methods(["GET", "POST"])
@customer_required
def show(request: CustomerRequest) -> HttpResponse:
    """Take the code and what the person knows of those orders."""
    asked = request.session.get(_ASKED)
    if asked is None:
        return redirect("mypage:earlier_orders")
    form = ProofForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        proof = _proven(request, form, asked)
        if proof is not None:
            _remember(request, proof)
            return redirect("mypage:choose_earlier_orders")
    return render(request, "mypage/show_earlier_orders.html", {"form": form, "needed": ITEMS_NEEDED[NEEDED]})


@require_http_methods(["GET", "POST"])
@customer_required
def choose(request: CustomerRequest) -> HttpResponse:
    """What was found, to choose from and confirm."""
    people = _shown(request)
    if people is None:
        return redirect("mypage:earlier_orders")
    found = earlier_orders(request.customer, people)
    free = [one for one in found if one.obstacle is None]
    form = EarlierOrdersForm(request.POST or None, choices=[(one.code, _said(one)) for one in free])
    if request.method == "POST" and form.is_valid():
        chosen = [one for one in found if one.code in form.cleaned_data["orders"]]
        if _taken_in(request, form, chosen):
            request.session.pop(_SHOWN, None)
            flash.add(request, TAKEN_IN)
            return redirect("mypage:orders")
        found = earlier_orders(request.customer, people)
    return render(request, "mypage/choose_earlier_orders.html", {"form": form, "found": found})


def _said(found: EarlierOrders) -> str:
    """Code, day and amount of each order: with them the person knows which it is."""
    return " / ".join(
        f"{one.code} · {date(localdate(one.placed_at))} · {money(one.total)}" for one in found.orders
    )


def _ask(request: CustomerRequest) -> None:
    people = guests_like(request.customer)
    # To those guests the member is nobody yet.
    with privacy.acting_as(privacy.Actor.visitor()):
        code_id = ask_proof(people, holder=holder_of(request), language=get_language() or "ja", also=on_file)
    request.session[_ASKED] = {"code": str(code_id), "people": [str(one) for one in people]}


def _proven(request: CustomerRequest, form: ProofForm, asked: dict[str, Any]) -> Proof | None:
    with privacy.acting_as(privacy.Actor.visitor()):
        return proof_shown(request, form, code=asked["code"], people=asked["people"], needed=NEEDED)


def _remember(request: CustomerRequest, proof: Proof) -> None:
    """Only whom the items fit far enough: who shares the mailbox is not among them."""
    people = [str(one) for one, level in proof.levels.items() if level >= NEEDED]
    request.session.pop(_ASKED, None)
    request.session[_SHOWN] = {
        "member": str(request.customer.pk),
        "people": people,
        "at": proof.at.timestamp(),
    }


def _shown(request: CustomerRequest) -> list[UUID] | None:
    """Whom this member showed to be, a short while ago."""
    held = request.session.get(_SHOWN)
    if held is None or held["member"] != str(request.customer.pk):
        return None
    is_late = timezone.now().timestamp() - held["at"] > PROOF_LASTS
    return None if is_late else [UUID(one) for one in held["people"]]


def _taken_in(request: CustomerRequest, form: EarlierOrdersForm, chosen: list[EarlierOrders]) -> bool:
    """Whether all of them were; what something came between is said, and the others are in."""
    is_all = True
    for one in chosen:
        try:
            take_in(request.customer, one.guest)
        except privacy.OutOfOrder:
            is_all = False
            form.add_error(
                "orders",
                _("Order %(code)s could not be taken in. The reason is given below.") % {"code": one.code},
            )
    return is_all
