"""Becoming a member, signing in and out, and the pages behind mailed links."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from small_trades import privacy
from small_trades.shop.account import flow, throttles
from small_trades.shop.account.access import ShopRequest, own_path
from small_trades.shop.account.actions.ceremonies import PasskeyRefusedError
from small_trades.shop.account.actions.codes import WrongCodeError
from small_trades.shop.account.actions.email import confirm_email_change
from small_trades.shop.account.actions.links import DeadLinkError
from small_trades.shop.account.actions.passkeys import sign_in_by_passkey, sign_in_options
from small_trades.shop.account.actions.password import ask_reset, reset_password
from small_trades.shop.account.actions.register import (
    AlreadyRegisteredError,
    WrongPasswordError,
    confirm_registration,
)
from small_trades.shop.account.actions.register import register as keep_registration
from small_trades.shop.account.actions.sign_in import authenticate
from small_trades.shop.account.actions.sign_in_code import ask_sign_in_code, sign_in_by_code
from small_trades.shop.account.forms import (
    AskCodeForm,
    CodeForm,
    ConfirmForm,
    NewPasswordForm,
    PasskeyForm,
    RegisterForm,
    ResetForm,
    SignInForm,
)
from small_trades.shop.account.holders import holder_of
from small_trades.shop.account.passkeys import rp_id
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
            wants_newsletter=form.cleaned_data["newsletter"],
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
            return flow.too_many(request, "account/login.html", form, limit, **_beside(onward))
        if customer is not None:
            flow.sign_in(request, customer, failures=throttles.forgive_sign_in(caller))
            return redirect(onward or "mypage:home")
        form.add_error(None, _("The e-mail address or the password is not right."))
    return render(request, "account/login.html", {"form": form, **_beside(onward)})


@require_POST
def passkey_options(request: ShopRequest) -> HttpResponse:
    """What the browser needs to sign in with a passkey it has."""
    address = flow.caller(request, "").address
    try:
        options = sign_in_options(holder=holder_of(request), address=address)
    except TooManyError:
        return JsonResponse({}, status=429)
    return HttpResponse(options, content_type="application/json")


@require_POST
def login_passkey(request: ShopRequest) -> HttpResponse:
    """Sign in with the answer of a passkey, and go on to where the visitor was going."""
    onward = own_path(request.POST.get("next"))
    if request.customer:
        return redirect(onward or "mypage:home")
    form = PasskeyForm(request.POST)
    if form.is_valid():
        try:
            customer = sign_in_by_passkey(
                form.cleaned_data["credential"],
                holder=holder_of(request),
                address=flow.caller(request, "").address,
            )
        except TooManyError:
            form.add_error(None, _("Too many tries. Please wait a quarter of an hour."))
        except PasskeyRefusedError:
            form.add_error(None, _("This passkey does not open an account here. Please sign in another way."))
        else:
            flow.sign_in(request, customer, way="passkey")
            return redirect(onward or "mypage:home")
    page = {"form": SignInForm(), "passkey": form, "next": onward, "rp_id": rp_id()}
    return render(request, "account/login.html", page)


def login_code(request: ShopRequest) -> HttpResponse:
    """Take the address to mail a code to. The answer is the same whether it is known or not."""
    if request.customer:
        return redirect("mypage:home")
    flow.remember_next(request)
    form = AskCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        try:
            throttles.count_mail(flow.caller(request, email))
        except TooManyError as limit:
            return flow.too_many(request, "account/login_code.html", form, limit)
        code = ask_sign_in_code(email, holder=holder_of(request), language=get_language() or "ja")
        flow.keep_code(request, code)
        return redirect("account:enter_code")
    return render(request, "account/login_code.html", {"form": form})


def enter_code(request: ShopRequest) -> HttpResponse:
    """Sign in with the code of the mail."""
    code = flow.kept_code(request)
    if code is None:
        return redirect("account:login_code")
    form = CodeForm(request.POST or None)
    page = {"form": form, "mailbox": flow.mailbox()}
    if request.method == "POST" and form.is_valid():
        caller = flow.caller(request, f"code {code}")
        try:
            throttles.count_sign_in(caller)
            customer, failures = sign_in_by_code(code, form.cleaned_data["code"], holder=holder_of(request))
        except TooManyError as limit:
            return flow.too_many(request, "account/enter_code.html", form, limit, mailbox=page["mailbox"])
        except WrongCodeError:
            form.add_error("code", _("This code is not right, or it does not work any more."))
        else:
            throttles.forgive_sign_in(caller)
            flow.sign_in(request, customer, failures=failures, way="code")
            return redirect(flow.taken_next(request))
    return render(request, "account/enter_code.html", page)


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


def _beside(onward: str | None) -> dict[str, object]:
    """What the sign-in page shows beside its form."""
    return {"passkey": PasskeyForm(), "next": onward, "rp_id": rp_id()}


@require_POST
def postcode(request: HttpRequest) -> HttpResponse:
    """The place of a postcode, for a form that fills itself in. POST: no postcode stands in an address."""
    place = find_place(request.POST.get("postal-code", ""))
    if place is None:
        return JsonResponse({}, status=404)
    return JsonResponse({"prefecture": place.prefecture, "city": place.city, "street": place.street})
