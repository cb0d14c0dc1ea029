"""The member's own choice about the newsletter; stopping is one press, as asking is."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from small_trades.shop.account.access import CustomerRequest, customer_required
from small_trades.shop.account.flow import mailbox
from small_trades.shop.account.throttles import Caller, TooManyError, count_mail
from small_trades.shop.marketing import queries
from small_trades.shop.marketing.actions import stop as stop_actions
from small_trades.shop.marketing.actions import subscribe as subscribe_actions
from small_trades.shop.marketing.wording import consent_words
from small_trades.shop.site import flash
from small_trades.shop.site.formats import datetime
from small_trades.shop.site.pages import render

STOPPED = flash.declare("mypage-newsletter-stopped", gettext_lazy("Stopped. You get no newsletter any more."))
ASKED = flash.declare(
    "mypage-newsletter-asked",
    gettext_lazy("We have mailed you a link. The newsletter begins once you have confirmed it there."),
    kind="note",
)


@require_http_methods(["GET", "POST"])
@customer_required
def newsletters(request: CustomerRequest) -> HttpResponse:
    """Whether the member has the newsletter; asking for it mails a link to the registered address."""
    problem = ""
    if request.method == "POST":
        try:
            # Counted by the member: the address stays closed.
            count_mail(Caller(str(request.customer.pk), request.META.get("REMOTE_ADDR", "")))
        except TooManyError as limit:
            problem = _("Too many tries. Please try again after %(time)s.") % {"time": datetime(limit.until)}
        else:
            subscribe_actions.ask_as_member(request.customer, language=get_language() or "ja")
            flash.add(request, ASKED)
            return redirect("mypage:newsletters")
    own = queries.subscription_of(request.customer)
    page = {
        "own": own,
        "words": consent_words(get_language() or "ja"),
        "problem": problem,
        "mailbox": mailbox(),
    }
    return render(request, "mypage/newsletters.html", page, status=429 if problem else 200)


@require_POST
@customer_required
def stop(request: CustomerRequest) -> HttpResponse:
    """Stop it, or take back a wish that was not confirmed."""
    stop_actions.stop_as_member(request.customer)
    flash.add(request, STOPPED)
    return redirect("mypage:newsletters")
