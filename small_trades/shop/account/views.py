"""Becoming a member, signing in and out, and the pages behind mailed links."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from small_trades import privacy
from small_trades.shop.account import flow, throttles
from small_trades.shop.account.access import ShopRequest, own_path
from small_trades.shop.account.actions.email import confirm_email_change
from small_trades.shop.account.actions.links import DeadLinkError
from small_trades.shop.account.actions.password import ask_reset, reset_password
from small_trades.shop.account.actions.register import (
    AlreadyRegisteredError,
    WrongPasswordError,
    confirm_registration,
)
from small_trades.shop.account.actions.register import register as keep_registration
from small_trades.shop.account.actions.sign_in import authenticate
from small_trades.shop.account.forms import (
    ConfirmForm,
    NewPasswordForm,
    RegisterForm,
    ResetForm,
    SignInForm,
)
from small_trades.shop.account.throttles import TooManyError
from small_trades.shop.kernel.postcodes import find_place
from small_trades.shop.site import flash
from small_trades.shop.site.pages import render

WELCOME = flash.declare("account-welcome", gettext_lazy("Your e-mail address is confirmed. Welcome!"))
SIGNED_OUT = flash.declare("account-signed-out", gettext_lazy("You are signed out."))
PASSWORD_SET = flash.declare(
    "account-password-set", gettext_lazy("Your new password is set. Please sign in with it.")
)
ALREADY = flash.declare(
    "account-already", gettext_lazy("This address is registered already. Please sign in."), kind="note"
)


def register(request: ShopRequest) -> HttpResponse:
    """Take a registration. The answer is the same whether the address is known or not."""
    if request.customer:
        return redirect("mypage:home")
    flow.remember_next(request)
    form = RegisterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            throttles.count_mail(flow.caller(request, form.email_address().address))
        except TooManyError as limit:
            return flow.too_many(request, "account/register.html", form, limit)
        keep_registration(
            name=form.name(),
            email=form.email_address(),
            password=form.cleaned_data["new_password"],
            language=get_language() or "ja",
        )
        return redirect("account:register_sent")
    return render(request, "account/register.html", {"form": form})


@require_GET
def register_sent(request: HttpRequest) -> HttpResponse:
    """Say where to look for the mail."""
    return flow.sent(request, "account/register_sent.html")


@require_GET
def verify_link(request: HttpRequest, token: str) -> HttpResponse:
    """Take the value out of the address before any page is shown under it."""
    flow.keep_link(request, token)
    return redirect("account:verify")


def verify(request: ShopRequest) -> HttpResponse:
    """Confirm the address of a registration with its password, and sign in."""
    link = flow.kept_link(request)
    if link is None:
        return flow.dead_link(request, "account:register")
    form = ConfirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            throttles.count_sign_in(flow.caller(request, link))
            customer = confirm_registration(link, form.cleaned_data["current_password"])
        except TooManyError as limit:
            return flow.too_many(request, "account/verify.html", form, limit)
        except WrongPasswordError:
            form.add_error("current_password", _("This is not the password you registered with."))
        except DeadLinkError:
            return flow.dead_link(request, "account:register")
        except AlreadyRegisteredError:
            flash.add(request, ALREADY)
            return redirect("account:login")
        else:
            flow.sign_in(request, customer)
            flash.add(request, WELCOME)
            return redirect(flow.taken_next(request))
    return render(request, "account/verify.html", {"form": form})


def login(request: ShopRequest) -> HttpResponse:
    """Sign in, and go on to where the visitor was going."""
    onward = own_path(request.POST.get("next") or request.GET.get("next"))
    if request.customer:
        return redirect(onward or "mypage:home")
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        caller = flow.caller(request, form.cleaned_data["email"])
        try:
            customer = authenticate(caller, form.cleaned_data["current_password"])
        except TooManyError as limit:
            return flow.too_many(request, "account/login.html", form, limit, next=onward)
        if customer is not None:
            flow.sign_in(request, customer, failures=throttles.forgive_sign_in(caller))
            return redirect(onward or "mypage:home")
        form.add_error(None, _("The e-mail address or the password is not right."))
    return render(request, "account/login.html", {"form": form, "next": onward})


def logout(request: ShopRequest) -> HttpResponse:
    """Sign out; a plain visit asks first."""
    if request.method == "POST":
        flow.sign_out(request)
        flash.add(request, SIGNED_OUT)
        response = redirect("account:login")
        # The cart went with the session; so does the number beside it.
        response.delete_cookie("cart_count")
        return response
    return render(request, "account/logout.html", {"is_signed_in": request.customer is not None})


def reset(request: HttpRequest) -> HttpResponse:
    """Take the address to mail a link to. The answer is the same whether it is known or not."""
    form = ResetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            throttles.count_mail(flow.caller(request, form.cleaned_data["email"]))
        except TooManyError as limit:
            return flow.too_many(request, "account/reset.html", form, limit)
        ask_reset(form.cleaned_data["email"])
        return redirect("account:reset_sent")
    return render(request, "account/reset.html", {"form": form})


@require_GET
def reset_sent(request: HttpRequest) -> HttpResponse:
    """Say where to look for the mail."""
    return flow.sent(request, "account/reset_sent.html")


@require_GET
def reset_link(request: HttpRequest, token: str) -> HttpResponse:
    """Take the value out of the address before any page is shown under it."""
    flow.keep_link(request, token)
    return redirect("account:reset_new")


def reset_new(request: HttpRequest) -> HttpResponse:
    """Set a new password by a mailed link."""
    link = flow.kept_link(request)
    if link is None:
        return flow.dead_link(request, "account:reset")
    form = NewPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reset_password(link, form.cleaned_data["new_password"])
        except DeadLinkError:
            return flow.dead_link(request, "account:reset")
        flow.drop_link(request)
        flash.add(request, PASSWORD_SET)
        return redirect("account:login")
    return render(request, "account/reset_new.html", {"form": form})


@require_GET
def email_link(request: HttpRequest, token: str) -> HttpResponse:
    """Take the value out of the address before any page is shown under it."""
    flow.keep_link(request, token)
    return redirect("account:email")


def email(request: HttpRequest) -> HttpResponse:
    """Confirm a change of e-mail address at one of the two addresses."""
    link = flow.kept_link(request)
    if link is None:
        return flow.dead_link(request, "mypage:security")
    if request.method == "POST":
        try:
            is_done = confirm_email_change(link)
        except (DeadLinkError, privacy.Taken):
            return flow.dead_link(request, "mypage:security")
        flow.drop_link(request)
        return render(request, "account/email_confirmed.html", {"is_done": is_done})
    return render(request, "account/email.html")


@require_POST
def postcode(request: HttpRequest) -> HttpResponse:
    """The place of a postcode, for a form that fills itself in. POST: no postcode stands in an address."""
    place = find_place(request.POST.get("postal-code", ""))
    if place is None:
        return JsonResponse({}, status=404)
    return JsonResponse({"prefecture": place.prefecture, "city": place.city, "street": place.street})
