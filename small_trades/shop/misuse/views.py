"""Objecting to a refusal; and confirming a registration where none stands against it."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext_lazy
from django.views.decorators.http import require_http_methods

from small_trades import privacy
from small_trades.policy.declaration import ACCOUNT_DISPLAY
from small_trades.shop.account import flow, throttles
from small_trades.shop.account import views as account
from small_trades.shop.account.access import ShopRequest
from small_trades.shop.account.queries import prefill
from small_trades.shop.misuse.actions import appeal as actions
from small_trades.shop.misuse.actions.refuse import Asked
from small_trades.shop.misuse.actions.register import forget_refused
from small_trades.shop.misuse.forms import AppealForm
from small_trades.shop.misuse.queries import refusals as queries
from small_trades.shop.misuse.queries.refusals import RefusalView
from small_trades.shop.misuse.reasons import RefusalState
from small_trades.shop.misuse.turning_away import turn_away
from small_trades.shop.site import flash
from small_trades.shop.site.pages import render

SENT = flash.declare(
    "appeal-sent", gettext_lazy("Your objection has arrived. We write to you once it is decided.")
)
WAITS = flash.declare("appeal-waits", gettext_lazy("An objection waits to be decided already."), kind="note")
OVER = flash.declare(
    "appeal-over", gettext_lazy("This refusal is no longer in force. You can order from us."), kind="note"
)


@require_http_methods(["GET", "POST"])
def appeal(request: ShopRequest, code: str) -> HttpResponse:
    """Say what the refusal is, how objections stand, and take one. Whoever has the code may."""
    refusal, customer = _found(code), request.customer
    is_open = refusal.state == RefusalState.IN_FORCE and refusal.waiting is None
    known = prefill(customer) if customer and is_open else None
    email = known.email.address if known else ""
    form = AppealForm(request.POST or None, initial={"email": email})
    if request.method == "POST" and form.is_valid() and _may_write(request, form):
        try:
            actions.object_to(refusal.id, form.objection(get_language() or "ja"))
            flash.add(request, SENT)
        except actions.ObjectionWaitsError:
            flash.add(request, WAITS)
        except actions.NothingToObjectToError:
            flash.add(request, OVER)
        return redirect("misuse:appeal", code=refusal.code)
    answers = _answers(refusal)
    return render(request, "misuse/appeal.html", {"refusal": refusal, "form": form, "answers": answers})


@require_http_methods(["GET", "POST"])
def verify(request: ShopRequest) -> HttpResponse:
    """Confirm a registration. Only here, where the mailed link proves whose the address is, is it refused."""
    link = flow.kept_link(request)
    refused = forget_refused(link) if link else None
    if refused is None:
        return account.verify(request)
    flow.drop_link(request)
    return turn_away(request, refused, Asked.REGISTRATION)


def _found(code: str) -> RefusalView:
    found = queries.by_code(code)
    if found is None or found.confirmed_at is None:
        raise Http404
    return found


def _answers(refusal: RefusalView) -> list[tuple[queries.AppealView, str]]:
    decided = [appeal for appeal in refusal.appeals if appeal.decided_at is not None]
    # As the holder of the code: a member who is signed in here may be somebody else.
    with privacy.acting_as(privacy.Actor.visitor()):
        opened = privacy.use([appeal.answer for appeal in decided], purpose=ACCOUNT_DISPLAY, skip_closed=True)
    return [(each, text.text if text else "") for each, text in zip(decided, opened, strict=True)]


def _may_write(request: ShopRequest, form: AppealForm) -> bool:
    try:
        throttles.count_mail(flow.caller(request, form.cleaned_data["email"]))
    except throttles.TooManyError as limit:
        flow.say_limit(form, limit)
        return False
    return True
