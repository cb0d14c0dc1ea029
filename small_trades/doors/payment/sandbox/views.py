"""The hosted page. It stands for one on the provider's own site: shows an amount, asks for a card."""

from typing import Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from small_trades.doors.payment.sandbox import provider
from small_trades.doors.payment.sandbox.cards import CARDS
from small_trades.doors.payment.sandbox.models import Session, SessionState

_STORE: Final = {"number": provider.give_number, "paid": provider.pay_at_store}


@never_cache
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Choose a test card; the page answers as a provider's would."""
    session = _session(session_id)
    is_declined = False
    if request.method == "POST" and request.POST.get("card") in CARDS:
        before = session.state
        session = provider.use_card(session_id, CARDS[request.POST["card"]])
        is_declined = provider.is_open(session) and session.state == SessionState.OPEN == before
    elif request.method == "POST" and request.POST.get("store") in _STORE and session.pay_with == "konbini":
        session = _STORE[request.POST["store"]](session_id)
        if session.state == SessionState.AWAITED:
            # As a provider does: the customer holds the number and is sent back to the shop.
            return HttpResponseRedirect(session.success_url)
    if session.state == SessionState.COMPLETE:
        return HttpResponseRedirect(session.success_url)
    if session.state == SessionState.CHALLENGE and provider.is_open(session):
        return redirect("payment_sandbox:challenge", session_id=session_id)
    return _shown(request, session, is_declined=is_declined)


@never_cache
@require_http_methods(["GET", "POST"])
def challenge(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """The bank asks its customer to confirm (EMV 3-D Secure)."""
    session = _session(session_id)
    if request.method == "POST":
        session = provider.answer_challenge(session_id, is_confirmed=request.POST.get("answer") == "confirm")
        if session.state == SessionState.COMPLETE:
            return HttpResponseRedirect(session.success_url)
        return _shown(request, session, is_declined=True)
    if session.state != SessionState.CHALLENGE or not provider.is_open(session):
        return redirect("payment_sandbox:page", session_id=session_id)
    return render(request, "payment_sandbox/challenge.html", {"session": session}, using="jinja2")


def _session(session_id: UUID) -> Session:
    session = Session.objects.filter(pk=session_id).first()
    if session is None:
        raise Http404
    return session


def _shown(request: HttpRequest, session: Session, *, is_declined: bool) -> HttpResponse:
    context = {
        "session": session,
        "cards": CARDS.values(),
        "is_open": provider.is_open(session),
        "is_declined": is_declined,
    }
    return render(request, "payment_sandbox/page.html", context, using="jinja2")
