"""One order to several addresses: between the buyer's details and the delivery, for those who want it."""

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from small_trades.shop.account.access import ShopRequest
from small_trades.shop.account.actions import addresses as address_book
from small_trades.shop.account.models import AddressLabel
from small_trades.shop.account.queries import AddressEntry, prefill
from small_trades.shop.checkout import queries
from small_trades.shop.checkout.actions import divide
from small_trades.shop.checkout.actions.divide import MOST_ADDRESSES, TooManyAddressesError
from small_trades.shop.checkout.forms import chosen_address
from small_trades.shop.checkout.several_forms import DivideForm, OtherAddressForm, address_initial
from small_trades.shop.checkout.steps import Step
from small_trades.shop.checkout.visiting import Visit, at
from small_trades.shop.site import flash
from small_trades.shop.site.pages import render

UNPROCESSABLE = 422
TOO_MANY_WORDS = gettext_lazy(
    "One order goes to twenty addresses at most. Please place another for the rest."
)
TOO_MANY = flash.declare("checkout-too-many-addresses", TOO_MANY_WORDS, kind="problem")


@require_http_methods(["GET", "POST"])
@at(Step.DELIVERY, is_dividing=True)
def several(request: ShopRequest, visit: Visit) -> HttpResponse:
    """Which addresses, and how many pieces go to each. Whatever is pressed keeps the numbers typed."""
    draft = visit.entered
    if request.method != "POST":
        return _show(request, visit, DivideForm(draft=draft, lines=visit.basket.lines))
    if "one" in request.POST:
        divide.send_to_one(draft.id)
        return redirect("checkout:delivery")
    form = DivideForm(request.POST, draft=draft, lines=visit.basket.lines)
    if not form.is_valid():
        return _show(request, visit, form, status=UNPROCESSABLE)
    if draft.destinations:
        divide.divide(draft.id, form.rows())
    elsewhere = _pressed(request, visit)
    if elsewhere is not None:
        return elsewhere
    if draft.destinations and not form.is_exact():
        return _show(request, visit, form, status=UNPROCESSABLE)
    return redirect("checkout:delivery")


@require_http_methods(["GET", "POST"])
@at(Step.DELIVERY, is_dividing=True)
def other_address(request: ShopRequest, visit: Visit, number: int | None = None) -> HttpResponse:
    """One more address, or one of them to correct."""
    draft, can_keep = visit.entered, visit.customer is not None and number is None
    if number is not None and not 1 < number <= 1 + len(draft.destinations):
        raise Http404
    if request.method != "POST":
        initial = address_initial(queries.addresses(draft)[number - 1]) if number else {}
        return _show_address(request, visit, OtherAddressForm(initial=initial, can_keep=can_keep), number)
    form = OtherAddressForm(request.POST, can_keep=can_keep)
    if "fill-address" in request.POST:
        return _show_address(request, visit, form.with_place(), number)
    if form.is_valid() and _keep(visit, form, number):
        return redirect("checkout:several")
    return _show_address(request, visit, form, number, status=UNPROCESSABLE)


def _pressed(request: ShopRequest, visit: Visit) -> HttpResponse | None:
    """Where a button beside the last one leads, when its deed is done; None where none was pressed."""
    draft, typed = visit.entered, request.POST
    try:
        if "add" in typed:
            _require_room(visit)
            return redirect("checkout:new_address")
        if "edit" in typed:
            number = int(typed["edit"])
            own = redirect("checkout:details")
            return own if number == 1 else redirect("checkout:other_address", number=number)
        if "remove" in typed:
            divide.remove_address(draft.id, int(typed["remove"]) - 1)
            return redirect("checkout:several")
        if "book" in typed:
            chosen = next((one for one in _book(visit) if one.id == chosen_address(typed)), None)
            if chosen is not None:
                _begin(visit)
                divide.add_address(draft.id, chosen.to)
            return redirect("checkout:several")
    except TooManyAddressesError:
        flash.add(request, TOO_MANY)
        return redirect("checkout:several")
    except ValueError:
        raise Http404 from None
    return None


def _keep(visit: Visit, form: OtherAddressForm, number: int | None) -> bool:
    """Keep a valid address; whether it was. What keeps it from that stands in the form."""
    draft = visit.entered
    try:
        with transaction.atomic():
            if number is not None:
                divide.change_address(draft.id, number - 1, form.address())
                return True
            if visit.customer is not None and form.wants_keeping:
                address_book.add_address(visit.customer, form.address(), label=AddressLabel.OTHER)
            _begin(visit)
            divide.add_address(draft.id, form.address())
    except TooManyAddressesError:
        form.add_error(
            None, _("One order goes to twenty addresses at most. Please place another for the rest.")
        )
        return False
    except address_book.AddressBookFullError:
        form.add_error("is_kept", _("Your address book is full. Please delete an address first."))
        return False
    return True


def _begin(visit: Visit) -> None:
    """With the second address there is something to divide: until then all of it goes to the first."""
    if not visit.entered.destinations:
        divide.divide(visit.entered.id, {line.id: [line.quantity] for line in visit.basket.lines})


def _require_room(visit: Visit) -> None:
    if 1 + len(visit.entered.destinations) >= MOST_ADDRESSES:
        raise TooManyAddressesError


def _book(visit: Visit) -> tuple[AddressEntry, ...]:
    known = prefill(visit.customer, with_addresses=True) if visit.customer else None
    return known.addresses if known else ()


def _show(request: ShopRequest, visit: Visit, form: DivideForm, *, status: int = 200) -> HttpResponse:
    places = [
        (number, to, form.fields_of(number)) for number, to in enumerate(queries.addresses(visit.entered), 1)
    ]
    context = {"form": form, "places": places, "book": _book(visit)}
    return _render(request, visit, "several", context, status)


def _show_address(
    request: ShopRequest, visit: Visit, form: OtherAddressForm, number: int | None, *, status: int = 200
) -> HttpResponse:
    context: dict[str, object] = {"form": form, "number": number, "is_unknown": form.is_place_unknown}
    return _render(request, visit, "other_address", context, status)


def _render(
    request: ShopRequest, visit: Visit, page: str, context: dict[str, object], status: int
) -> HttpResponse:
    common = {"basket": visit.basket, "step": Step.DELIVERY, "is_changed": visit.is_changed}
    return render(request, f"checkout/{page}.html", {**common, **context}, status=status)
