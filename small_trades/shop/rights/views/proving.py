"""Showing who one is without an account: an e-mail address, a mailed code, and what only the person knows."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from small_trades.shop.account.access import ShopRequest
from small_trades.shop.account.flow import say_limit
from small_trades.shop.account.holders import holder_of
from small_trades.shop.account.throttles import Caller, TooManyError, count_mail
from small_trades.shop.orders.forms import ProofForm
from small_trades.shop.orders.proof import ITEMS_NEEDED, Level, ask_proof
from small_trades.shop.rights.forms import RequestForm
from small_trades.shop.rights.on_file import on_file
from small_trades.shop.rights.place import Place, choose, proven_place, remember_proof
from small_trades.shop.rights.proof_shown import proof_shown
from small_trades.shop.rights.queries import known_by, records_of
from small_trades.shop.site.pages import render

_ASKED: Final = "rights_asked"
_LEVELS: Final = {
    "copy": Level.ACCESS,
    "correct": Level.ACCESS,
    "stop": Level.ACCESS,
    "consents": Level.ACCESS,
    "delete": Level.ERASURE,
}


@never_cache
@require_http_methods(["GET", "POST"])
def request_page(request: ShopRequest) -> HttpResponse:
    """Choose the right and say by which address one is known. Members are led to My information.

    Whether anybody is known by the address is not said.
    """
    if request.customer is not None:
        return redirect("privacy_center:information")
    form = RequestForm(request.POST or None, initial={"right": request.GET.get("right", "copy")})
    if request.method == "POST" and form.is_valid() and _may_ask(request, form):
        people = known_by(form.cleaned_data["email"])
        code_id = ask_proof(people, holder=holder_of(request), language=get_language() or "ja", also=on_file)
        request.session[_ASKED] = {
            "code": str(code_id),
            "right": form.cleaned_data["right"],
            "people": [str(one) for one in people],
        }
        return redirect("rights:prove")
    return render(request, "rights/request.html", {"form": form, "place": proven_place(request)})


@require_http_methods(["GET", "POST"])
def records_page(request: HttpRequest, place: Place) -> HttpResponse:
    """Whose information one looks at, where a proof showed somebody to be known by several records."""
    if request.method == "POST" and choose(request, request.POST.get("record", "")):
        return redirect(place.address(_page_named(request.POST.get("page", ""))))
    records = records_of(place.people)
    return render(request, "rights/records.html", {"place": place, "records": records})


@never_cache
@require_http_methods(["GET", "POST"])
def prove_page(request: HttpRequest) -> HttpResponse:
    """Take the code and what the person knows; lead to the page of the right where it is enough."""
    asked = request.session.get(_ASKED)
    if asked is None:
        return redirect("rights:request")
    form = ProofForm(request.POST or None)
    needed = _LEVELS[asked["right"]]
    if request.method == "POST" and form.is_valid():
        proof = proof_shown(request, form, code=asked["code"], people=asked["people"], needed=needed)
        if proof is not None:
            request.session.pop(_ASKED, None)
            remember_proof(request, proof)
            page = f"rights:{asked['right']}"
            return redirect(page) if len(proof.levels) == 1 else redirect("rights:records")
    return render(request, "rights/prove.html", {"form": form, "needed": ITEMS_NEEDED[needed]})


def _page_named(name: str) -> str:
    return name if name in _LEVELS else "copy"


def _may_ask(request: HttpRequest, form: RequestForm) -> bool:
    try:
        count_mail(Caller(form.cleaned_data["email"], request.META.get("REMOTE_ADDR", "")))
    except TooManyError as limit:
        say_limit(form, limit)
        return False
    return True
