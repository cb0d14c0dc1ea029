"""The steps from cart to order."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from small_trades.shop.account.access import ShopRequest
from small_trades.shop.account.queries import Prefill, prefill
from small_trades.shop.cart.holding import let_go
from small_trades.shop.checkout import queries, reductions
from small_trades.shop.checkout.actions import choose, forget, save_details, save_words
from small_trades.shop.checkout.actions.place_order import place_order
from small_trades.shop.checkout.confirmation import Confirmation, confirmation
from small_trades.shop.checkout.forms import (
    DeliveryForm,
    DetailsForm,
    PaymentForm,
    PlaceForm,
    chosen_address,
    details_initial,
)
from small_trades.shop.checkout.placed import go_on
from small_trades.shop.checkout.steps import Step, next_step
from small_trades.shop.checkout.stops import Stop, reasons, stops_of
from small_trades.shop.checkout.visiting import Visit, at, forget_visit, placed_order, remember, remembered
from small_trades.shop.checkout.words_form import WordsForm
from small_trades.shop.misuse.actions.refuse import Asked, RefusedError
from small_trades.shop.misuse.queries import refusals
from small_trades.shop.misuse.queries.refusals import RefusalView
from small_trades.shop.misuse.turning_away import turn_away
from small_trades.shop.orders import access
from small_trades.shop.orders.methods import methods_offered
from small_trades.shop.orders.queries import order_by_id
from small_trades.shop.orders.states import PaymentMethod
from small_trades.shop.orders.wording import payment_time
from small_trades.shop.pricing.errors import PricingError
from small_trades.shop.products.actions.stock import OutOfStock
from small_trades.shop.site import flash
from small_trades.shop.site.pages import render

UNPROCESSABLE = 422
CONFLICT = 409
OTHER_METHOD = flash.declare(
    "checkout-other-method",
    gettext_lazy("What you chose for the payment is no longer possible. Please choose once more."),
    kind="problem",
)
OTHER_DAY = flash.declare(
    "checkout-other-day",
    gettext_lazy("What you chose for the delivery is no longer possible. Please choose once more."),
    kind="problem",
)
WORDS_MISSING = flash.declare(
    "checkout-words-missing",
    gettext_lazy("Please tell us what is to be written on what you ordered."),
    kind="problem",
)
OTHER_WORDS = flash.declare(
    "checkout-other-words",
    gettext_lazy(
        "What can be written on goods or put into the parcel has changed. Please look at it once more."
    ),
    kind="problem",
)


@require_http_methods(["GET", "POST"])
@at(Step.DETAILS)
def details(request: ShopRequest, visit: Visit) -> HttpResponse:
    """Who orders, and where the parcel goes."""
    if request.method != "POST":
        known = prefill(visit.customer, with_addresses=True) if visit.customer else None
        picked = chosen_address(request.GET)
        form = DetailsForm(initial=_initial(visit, known, picked))
        book = known.addresses if known else ()
        return _show(request, visit, Step.DETAILS, {"form": form, "book": book, "picked": picked})
    form = DetailsForm(request.POST)
    if "fill-address" in request.POST:
        filled = form.filled_in()
        return _show(request, visit, Step.DETAILS, {"form": filled, "is_unknown": filled.is_place_unknown})
    if not form.is_valid():
        return _show(request, visit, Step.DETAILS, {"form": form}, status=UNPROCESSABLE)
    refusal = _refusal(visit, form)
    if refusal is not None:
        return _turn_away(request, visit, refusal)
    _keep_details(request, visit, form)
    return redirect("checkout:delivery" if visit.draft is None else "checkout:next")


@require_http_methods(["GET", "POST"])
@at(Step.DELIVERY)
def delivery(request: ShopRequest, visit: Visit) -> HttpResponse:
    """When the parcel comes, and what that costs."""
    draft, parts = visit.entered, visit.basket.parts
    if not all(part.way for part in parts):
        return _show(request, visit, Step.DELIVERY, {"stops": (), "reasons": reasons(visit)}, status=CONFLICT)
    stops = stops_of(visit, request.POST if request.method == "POST" else None)
    forms = [form for stop in stops for form in (stop.form, stop.words)]
    if request.method == "POST" and not [form for form in forms if not form.is_valid()]:
        _keep_delivery(draft, stops)
        return redirect("checkout:next")
    earliest = min(way.earliest for part in parts for way in part.ways.options)
    context = {"stops": stops, "forms": forms, "earliest": earliest}
    return _show(request, visit, Step.DELIVERY, context, status=_status(*forms))


@require_http_methods(["GET", "POST"])
@at(Step.PAYMENT)
def payment(request: ShopRequest, visit: Visit) -> HttpResponse:
    """How to pay."""
    methods, refused = _methods(visit), visit.basket.refused
    before = reductions.chosen(visit, methods[0] if methods else "")
    initial = {name.replace("-", "_"): value for name, value in before.items()}
    data = request.POST or (before if refused else None)
    form = PaymentForm(data, methods=methods, held=reductions.points_held(visit), initial=initial)
    if request.method == "POST" and form.is_valid() and reductions.keep(form, visit):
        return redirect("checkout:payment" if "apply" in request.POST else "checkout:next")
    if request.method != "POST" and refused is not None and form.is_valid():
        reductions.refuse(form, refused)
    terms = [(method, payment_time(method)) for method in methods]
    context = {"form": form, "terms": terms, "cash_fee": visit.basket.cash_fee}
    return _show(request, visit, Step.PAYMENT, context, status=_status(form))


@require_http_methods(["GET", "POST"])
@at(Step.CONFIRM)
def confirm(request: ShopRequest, visit: Visit) -> HttpResponse:
    """Show all that the order means; place exactly what was shown."""
    draft = visit.entered
    lacking = _lacking_for_delivery(visit)
    if lacking is not None:
        flash.add(request, lacking)
        return redirect("checkout:delivery")
    if visit.basket.refused is not None:
        return redirect("checkout:payment")
    if draft.payment_method not in _methods(visit):
        flash.add(request, OTHER_METHOD)
        return redirect("checkout:payment")
    shown = confirmation(draft, visit.basket)
    if request.method == "POST" and request.POST.get("shown") == shown.digest:
        return _place(request, visit, shown)
    entered = queries.entered_to_confirm(draft)
    if not queries.is_still_offered(entered, visit.basket):
        flash.add(request, OTHER_WORDS)
        return redirect("checkout:delivery")
    return _show_confirmation(request, visit, shown, entered)


@require_GET
def thanks(request: HttpRequest) -> HttpResponse:
    """The order is placed; says how its payment stands, and never believes the redirect that led here."""
    order_id = placed_order(request)
    order = order_by_id(order_id) if order_id else None
    if order is None:
        return redirect("cart:cart")
    return render(request, "checkout/thanks.html", {"order": order})


@require_GET
def next_one(request: HttpRequest) -> HttpResponse:
    """Lead to the first step that is not done."""
    held = remembered(request)
    customer = getattr(request, "customer", None)
    draft = queries.draft_view(held, customer.pk if customer else None) if held else None
    return redirect(f"checkout:{next_step(draft)}")


def _methods(visit: Visit) -> tuple[PaymentMethod, ...]:
    """The ways to pay for what is bought, there where it goes."""
    return methods_offered(visit.basket.quote.total, visit.basket.cash_fee)


def _lacking_for_delivery(visit: Visit) -> str | None:
    """What is to be told where the delivery has to be gone through once more."""
    if not all(part.can_be_delivered for part in visit.basket.parts):
        choose.forget_delivery(visit.entered.id)
        return OTHER_DAY
    return None if queries.has_all_words(visit.entered, visit.basket) else WORDS_MISSING


def _initial(visit: Visit, known: Prefill | None, chosen: UUID | None) -> dict[str, str]:
    """What was entered before, else what a member registered; an address they have just chosen goes first."""
    before = queries.entered_before(visit.draft) if visit.draft is not None else None
    if before is not None:
        to = known.address(chosen) if known and chosen else None
        return details_initial(before.name, before.email, to or before.ship_to, note=before.note)
    if known is not None:
        telephone = known.telephone.number if known.telephone else ""
        return details_initial(known.name, known.email, known.address(chosen), telephone=telephone)
    return {}


def _keep_delivery(draft: queries.DraftView, stops: Sequence[Stop]) -> None:
    if draft.gift is not None or any(stop.words.fields for stop in stops):
        words = stops[0].words.words()
        save_words.save_words(draft.id, words, *(stop.words.gift() for stop in stops))
    choose.choose_deliveries(draft.id, [stop.wished() for stop in stops])


def _refusal(visit: Visit, form: DetailsForm) -> RefusalView | None:
    subject = visit.customer.subject if visit.customer else None
    return refusals.match(form.details().marks, subject=subject)


def _turn_away(request: ShopRequest, visit: Visit, refusal: RefusalView) -> HttpResponse:
    if visit.draft is not None:
        forget.forget_now(visit.draft.id)
    forget_visit(request)
    about = [visit.customer.subject] if visit.customer else []
    return turn_away(request, refusal, Asked.ORDER, about=about)


def _keep_details(request: ShopRequest, visit: Visit, form: DetailsForm) -> None:
    values = form.details()
    if visit.draft is not None:
        save_details.revise(visit.draft.id, visit.basket.cart_id, values)
        return
    previous = remembered(request)
    if previous is not None:
        forget.forget_now(previous)
    customer = visit.customer
    member = (customer.pk, customer.subject) if customer else None
    remember(request, save_details.begin(visit.basket.cart_id, member, values))


def _place(request: ShopRequest, visit: Visit, shown: Confirmation) -> HttpResponse:
    draft = visit.entered
    try:
        order_id = place_order(
            draft,
            visit.basket,
            shown.content,
            browser_orders=access.granted(request),
            wants_newsletter=PlaceForm(request.POST).wants_newsletter,
        )
    except RefusedError as refused:
        return _turn_away(request, visit, refused.refusal)
    except OutOfStock:
        # The cart's own page knows best what can still be had.
        return redirect("checkout:confirm")
    except PricingError:
        # Somebody used the last coupon, or these points, a moment ago: the step says so at its field.
        return redirect("checkout:payment")
    access.grant(request, order_id)
    let_go(request)
    return go_on(request, order_id)


def _show_confirmation(
    request: ShopRequest, visit: Visit, shown: Confirmation, entered: queries.Entered
) -> HttpResponse:
    problem = ""
    if request.method == "POST":
        problem = _("Something changed since this page was shown. Please check it once more.")
    form = PlaceForm(request.POST or None)
    context = {"shown": shown, "entered": entered, "form": form, "problem": problem}
    return _show(request, visit, Step.CONFIRM, context, status=CONFLICT if problem else 200)


def _show(
    request: ShopRequest, visit: Visit, step: Step, context: dict[str, object], *, status: int = 200
) -> HttpResponse:
    common = {
        "basket": visit.basket,
        "step": step,
        "is_changed": visit.is_changed,
        "is_member": visit.customer,
    }
    return render(
        request,
        f"checkout/{step}.html",
        {"is_unknown": False, "book": (), **common, **context},
        status=status,
    )


def _status(*forms: DeliveryForm | PaymentForm | WordsForm) -> int:
    return UNPROCESSABLE if any(form.is_bound and not form.is_valid() for form in forms) else 200
