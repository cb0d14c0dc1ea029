"""What the account pages share: who calls, the mailed link in hand, and the session that a sign-in opens."""

from uuid import UUID

from django.conf import settings
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _

from small_trades.shop.account import throttles
from small_trades.shop.account.access import CustomerRequest, ShopRequest, own_path
from small_trades.shop.account.actions.password import knows_password
from small_trades.shop.account.actions.sign_in import end_sign_in, record_sign_in
from small_trades.shop.account.fields import PersonalForm
from small_trades.shop.account.models import Customer
from small_trades.shop.account.sessions import begin_session, end_session, sign_in_id
from small_trades.shop.account.throttles import Caller, TooManyError
from small_trades.shop.account.tokens import token_hash
from small_trades.shop.site.formats import datetime
from small_trades.shop.site.pages import render

_LINK, _NEXT, _CODE = "mailed_link", "next", "mailed_code"


def caller(request: HttpRequest, email: str) -> Caller:
    """Who tries something, as the throttles count it."""
    return Caller(email=email, address=request.META.get("REMOTE_ADDR", ""))


def sign_in(request: HttpRequest, customer: Customer, *, failures: int = 0, way: str = "password") -> None:
    """Open the member's session."""
    browser = request.headers.get("User-Agent", "")
    record = record_sign_in(customer, user_agent=browser, failures=failures, way=way)
    begin_session(request, record)
    drop_link(request)
    request.session.pop(_CODE, None)


def sign_out(request: ShopRequest) -> None:
    """End the sign-in and the session."""
    this = sign_in_id(request)
    if request.customer is not None and this is not None:
        end_sign_in(request.customer, this)
    end_session(request)


def keep_link(request: HttpRequest, token: str) -> None:
    """Hold a mailed link's hash in the session, so that its value is in no page's address.

    The session gets a new key: whoever knew the old one was sent no link.
    """
    request.session.cycle_key()
    request.session[_LINK] = token_hash(token)


def kept_link(request: HttpRequest) -> str | None:
    """The hash of the link in hand."""
    held: str | None = request.session.get(_LINK)
    return held


def drop_link(request: HttpRequest) -> None:
    """Let go of the link in hand."""
    request.session.pop(_LINK, None)


def mailbox() -> str:
    """Where a demonstration's mail is read; empty in a real shop."""
    return resolve_url("mailbox:mailbox") if settings.SMALL_TRADES.is_demo else ""


def sent(request: HttpRequest, template: str) -> HttpResponse:
    """Say where to look for a mail; in a demonstration, that is a page."""
    return render(request, template, {"mailbox": mailbox()})


def keep_code(request: HttpRequest, code_id: UUID) -> None:
    """Hold the id of the code that this browser asked for."""
    request.session[_CODE] = str(code_id)


def kept_code(request: HttpRequest) -> UUID | None:
    """The id of the code in hand."""
    held = request.session.get(_CODE)
    return UUID(held) if held else None


def dead_link(request: HttpRequest, again: str) -> HttpResponse:
    """Say that a link does not work, and where to get another."""
    drop_link(request)
    return render(request, "account/dead_link.html", {"again": again}, status=410)


def is_password(request: CustomerRequest, form: PersonalForm) -> bool:
    """Whether the present password was typed; says so at the field otherwise. Raises TooManyError."""
    throttles.count_sign_in(caller(request, f"member {request.customer.pk}"))
    if knows_password(request.customer, form.cleaned_data["current_password"]):
        throttles.forgive_sign_in(caller(request, f"member {request.customer.pk}"))
        return True
    form.add_error("current_password", _("This is not your present password."))
    return False


def too_many(
    request: HttpRequest, template: str, form: PersonalForm, limit: TooManyError, **context: object
) -> HttpResponse:
    """The same page with the time from which another try counts."""
    form.add_error(
        None, _("Too many tries. Please try again after %(time)s.") % {"time": datetime(limit.until)}
    )
    return render(request, template, {"form": form, **context}, status=429)


def say_limit(form: BaseForm, limit: TooManyError) -> None:
    """Say above a form that sends something from when it can be sent again."""
    words = _("There were too many tries. Please try again after %(time)s.")
    form.add_error(None, words % {"time": datetime(limit.until)})


def remember_next(request: HttpRequest) -> None:
    """Keep where a visitor was going until they have confirmed their address."""
    onward = own_path(request.GET.get("next"))
    if onward:
        request.session[_NEXT] = onward


def taken_next(request: HttpRequest) -> str:
    """Where the visitor was going, once; My Page otherwise."""
    return request.session.pop(_NEXT, None) or resolve_url("mypage:home")
