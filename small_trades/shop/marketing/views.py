"""Asking for the newsletter, confirming it by the mailed link, and stopping it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from small_trades.shop.account import flow
from small_trades.shop.account.throttles import TooManyError, count_mail
from small_trades.shop.account.tokens import token_hash
from small_trades.shop.marketing import queries
from small_trades.shop.marketing.actions import stop as stop_actions
from small_trades.shop.marketing.actions import subscribe as subscribe_actions
from small_trades.shop.marketing.forms import SubscribeForm
from small_trades.shop.marketing.wording import consent_words
from small_trades.shop.site.pages import render

ONE_CLICK = ("List-Unsubscribe", "One-Click")  # RFC 8058, 3.1


@require_http_methods(["GET", "POST"])
def subscribe(request: HttpRequest) -> HttpResponse:
    """Take an address; the answer is the same for every one of them."""
    form = SubscribeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.address()
        try:
            count_mail(flow.caller(request, email.address))
        except TooManyError as limit:
            return flow.too_many(request, "marketing/subscribe.html", form, limit)
        subscribe_actions.ask(email, language=_language())
        return redirect("marketing:sent")
    return render(request, "marketing/subscribe.html", {"form": form})


@require_GET
def sent(request: HttpRequest) -> HttpResponse:
    """Say where to look for the mail."""
    return flow.sent(request, "marketing/sent.html")


@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show the words, and record the consent when the button is pressed.

    Looking does nothing: programs that look through mail open every link in it.
    """
    try:
        subscribe_actions.live_wish(token_hash(token))
        if request.method == "POST":
            subscribe_actions.confirm(token_hash(token), language=_language())
            return render(request, "marketing/confirmed.html")
    except subscribe_actions.DeadLinkError:
        return render(request, "marketing/dead_link.html", status=410)
    return render(request, "marketing/confirm.html", {"words": consent_words(_language())})


@csrf_exempt  # mail programs press this button for their reader (RFC 8058); the link itself is the secret
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """One button, and what happens when it is pressed; the same however often, and for any link."""
    if request.method == "POST":
        name, value = ONE_CLICK
        is_program = request.POST.get(name) == value
        stop_actions.stop_by_link(token, channel="one-click" if is_program else "link-in-mail")
        return render(request, "marketing/stopped.html")
    return render(request, "marketing/stop.html", {"is_living": queries.is_living_stop_link(token)})


def _language() -> str:
    return get_language() or "ja"
