"""What a member sees and changes about their account."""

from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from small_trades import privacy
from small_trades.shop.account import queries as accounts
from small_trades.shop.account import throttles
from small_trades.shop.account.access import CustomerRequest, customer_required
from small_trades.shop.account.actions import addresses as address_book
from small_trades.shop.account.actions import passkeys as passkey_actions
from small_trades.shop.account.actions.ceremonies import PasskeyRefusedError, TooManyPasskeysError
from small_trades.shop.account.actions.email import ask_email_change
from small_trades.shop.account.actions.password import change_password
from small_trades.shop.account.actions.sign_in import end_other_sign_ins, end_sign_in
from small_trades.shop.account.flow import caller, is_password, too_many
from small_trades.shop.account.forms import (
    AddressForm,
    ChangeEmailForm,
    ChangePasswordForm,
    ConfirmForm,
    NewPasskeyForm,
    RegistrationForm,
)
from small_trades.shop.account.holders import holder_of
from small_trades.shop.account.passkeys import rp_id
from small_trades.shop.account.sessions import end_session, is_fresh, note_shown, renew_session, sign_in_id
from small_trades.shop.account.throttles import TooManyError
from small_trades.shop.inquiries import queries as inquiry_queries
from small_trades.shop.mypage import queries
from small_trades.shop.orders import queries as order_queries
from small_trades.shop.orders.wording import delivery_words
from small_trades.shop.rights.actions.correct import correct_address, correct_person
from small_trades.shop.site import flash
from small_trades.shop.site.pages import render
from small_trades.shop.site.paging import Paging

PER_PAGE = 10
SAVED = flash.declare("mypage-saved", gettext_lazy("Your changes are saved."))
ADDRESS_SAVED = flash.declare("mypage-address-saved", gettext_lazy("The address is saved."))
ADDRESS_GONE = flash.declare("mypage-address-gone", gettext_lazy("The address is deleted."))
FIRST = flash.declare("mypage-first", gettext_lazy("This address is used first from now on."))
PASSWORD_CHANGED = flash.declare(
    "mypage-password", gettext_lazy("Your password is changed. Your other devices are signed out.")
)
EMAIL_ASKED = flash.declare(
    "mypage-email",
    gettext_lazy("We have written to both addresses. The change is made when you have opened both links."),
    kind="note",
)
PASSKEY_ADDED = flash.declare("mypage-passkey-added", gettext_lazy("The passkey is added."))
PASSKEY_GONE = flash.declare("mypage-passkey-gone", gettext_lazy("The passkey is removed."))
ENDED = flash.declare("mypage-ended", gettext_lazy("That device is signed out."))
ENDED_OTHERS = flash.declare("mypage-ended-others", gettext_lazy("All other devices are signed out."))


@require_GET
@customer_required
def home(request: CustomerRequest) -> HttpResponse:
    """The overview."""
    return render(request, "mypage/home.html", {"page": queries.home(request.customer)})


@customer_required
def registration(request: CustomerRequest) -> HttpResponse:
    """Show what is registered, and correct it."""
    if request.method == "POST":
        form = RegistrationForm(request.POST)
        if form.is_valid():
            correct_person(request.customer, name=form.name(), telephone=form.telephone())
            flash.add(request, SAVED)
            return redirect("mypage:registration")
    registered = accounts.registration(request.customer)
    if request.method != "POST":
        form = RegistrationForm(initial=RegistrationForm.values(registered.name, registered.telephone))
    return render(request, "mypage/registration.html", {"form": form, "registered": registered})


@require_GET
@customer_required
def addresses(request: CustomerRequest) -> HttpResponse:
    """The address book."""
    entries = accounts.addresses(request.customer)
    is_full = len(entries) >= address_book.MOST_ADDRESSES
    return render(request, "mypage/addresses.html", {"entries": entries, "is_full": is_full})


@customer_required
def new_address(request: CustomerRequest) -> HttpResponse:
    """Add an address; the form begins with the member's own name and telephone number."""
    if request.method != "POST":
        registered = accounts.prefill(request.customer)
        start = RegistrationForm.values(registered.name, registered.telephone) if registered else {}
        return _address_page(request, AddressForm(initial=start))
    form = AddressForm(request.POST)
    if "fill" in request.POST:
        return _address_page(request, form.filled_in())
    if form.is_valid():
        typed = form.cleaned_data
        try:
            address_book.add_address(
                request.customer, form.address(), label=typed["label"], is_default=typed["is_default"]
            )
        except address_book.AddressBookFullError:
            form.add_error(None, _("Your address book is full. Please delete an address first."))
        else:
            flash.add(request, ADDRESS_SAVED)
            return redirect("mypage:addresses")
    return _address_page(request, form)


@customer_required
def address(request: CustomerRequest, address_id: UUID) -> HttpResponse:
    """Correct an address."""
    entry = accounts.address(request.customer, address_id)
    if entry is None:
        raise Http404
    if request.method != "POST":
        start = AddressForm.values(entry.to, label=entry.label_key, is_default=entry.is_default)
        return _address_page(request, AddressForm(initial=start), address_id)
    form = AddressForm(request.POST)
    if "fill" in request.POST:
        return _address_page(request, form.filled_in(), address_id)
    if form.is_valid():
        typed = form.cleaned_data
        correct_address(
            request.customer, address_id, form.address(), label=typed["label"], is_default=typed["is_default"]
        )
        flash.add(request, ADDRESS_SAVED)
        return redirect("mypage:addresses")
    return _address_page(request, form, address_id)


@require_POST
@customer_required
def first_address(request: CustomerRequest, address_id: UUID) -> HttpResponse:
    """Use an address first."""
    address_book.make_default(request.customer, address_id)
    flash.add(request, FIRST)
    return redirect("mypage:addresses")


@require_POST
@customer_required
def delete_address(request: CustomerRequest, address_id: UUID) -> HttpResponse:
    """Remove an address."""
    address_book.delete_address(request.customer, address_id)
    flash.add(request, ADDRESS_GONE)
    return redirect("mypage:addresses")


@require_GET
@customer_required
def orders(request: CustomerRequest) -> HttpResponse:
    """The member's orders, newest first."""
    page = Paging.of(
        request.GET.get("page"),
        per_page=PER_PAGE,
        total=order_queries.count_of(request.customer.pk),
        path=reverse("mypage:orders"),
    )
    found = order_queries.orders_of(request.customer.pk, start=page.start, stop=page.stop)
    return render(request, "mypage/orders.html", {"orders": found, "page": page})


@require_GET
@customer_required
def order(request: CustomerRequest, code: str) -> HttpResponse:
    """One order with all that was agreed and done."""
    opened = queries.opened_order(request.customer, code)
    if opened is None:
        raise Http404
    delivery = delivery_words(opened.page.delivery_date, opened.page.slot)
    return render(
        request, "mypage/order.html", {"order": opened.page, "opened": opened, "delivery": delivery}
    )


@require_GET
@customer_required
def inquiries(request: CustomerRequest) -> HttpResponse:
    """What the member asked, and where each stands."""
    found = inquiry_queries.inquiries_of(request.customer.pk)
    return render(request, "mypage/inquiries.html", {"inquiries": found})


@require_GET
@customer_required
def security(request: CustomerRequest) -> HttpResponse:
    """Password, address, devices and sign-ins."""
    sign_ins = accounts.sign_ins(request.customer, this=sign_in_id(request))
    live = [one for one in sign_ins if one.is_live]
    kept = accounts.passkeys(request.customer)
    return render(request, "mypage/security.html", {"sign_ins": sign_ins, "live": live, "passkeys": kept})


@customer_required
def passkeys(request: CustomerRequest) -> HttpResponse:
    """Passkeys, to add and to remove; asks for the password where the sign-in was a while ago."""
    if is_fresh(request):
        return _passkeys_page(request, NewPasskeyForm())
    form = ConfirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            is_right = is_password(request, form)
        except TooManyError as limit:
            return too_many(request, "mypage/confirm.html", form, limit)
        if is_right:
            note_shown(request)
            return redirect("mypage:passkeys")
    return render(request, "mypage/confirm.html", {"form": form})


@require_POST
@customer_required
def passkey_options(request: CustomerRequest) -> HttpResponse:
    """What the browser needs to make a passkey."""
    if not is_fresh(request):
        return JsonResponse({}, status=403)
    try:
        options = passkey_actions.passkey_options(request.customer, holder=holder_of(request))
    except TooManyPasskeysError:
        return JsonResponse({}, status=409)
    return HttpResponse(options, content_type="application/json")


@require_POST
@customer_required
def add_passkey(request: CustomerRequest) -> HttpResponse:
    """Keep the passkey that the browser made."""
    if not is_fresh(request):
        return redirect("mypage:passkeys")
    form = NewPasskeyForm(request.POST)
    if form.is_valid():
        sent, label = form.cleaned_data["credential"], form.cleaned_data["label"]
        try:
            passkey_actions.add_passkey(request.customer, sent, label=label, holder=holder_of(request))
        except (PasskeyRefusedError, TooManyPasskeysError, privacy.Taken):
            form.add_error(None, _("This passkey could not be added. Please try again."))
        else:
            flash.add(request, PASSKEY_ADDED)
            return redirect("mypage:passkeys")
    return _passkeys_page(request, form)


@require_POST
@customer_required
def remove_passkey(request: CustomerRequest, passkey_id: UUID) -> HttpResponse:
    """Remove a passkey of the member's."""
    if is_fresh(request) and passkey_actions.remove_passkey(request.customer, passkey_id):
        flash.add(request, PASSKEY_GONE)
    return redirect("mypage:passkeys")


@customer_required
def password(request: CustomerRequest) -> HttpResponse:
    """Change the password; every other device is signed out."""
    form = ChangePasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            is_right = is_password(request, form)
        except TooManyError as limit:
            return too_many(request, "mypage/password.html", form, limit)
        if is_right:
            change_password(request.customer, form.cleaned_data["new_password"], keep=sign_in_id(request))
            renew_session(request, request.customer)
            flash.add(request, PASSWORD_CHANGED)
            return redirect("mypage:security")
    return render(request, "mypage/password.html", {"form": form})


@customer_required
def email(request: CustomerRequest) -> HttpResponse:
    """Ask for another e-mail address. The answer is the same whether it is somebody else's or not."""
    form = ChangeEmailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            is_right = is_password(request, form)
            if is_right:
                throttles.count_mail(caller(request, form.email_address().address))
        except TooManyError as limit:
            return too_many(request, "mypage/email.html", form, limit)
        if is_right:
            ask_email_change(request.customer, form.email_address())
            flash.add(request, EMAIL_ASKED)
            return redirect("mypage:security")
    return render(request, "mypage/email.html", {"form": form})


@require_POST
@customer_required
def end(request: CustomerRequest, sign_in: UUID) -> HttpResponse:
    """Sign one device out."""
    is_this = sign_in == sign_in_id(request)
    end_sign_in(request.customer, sign_in)
    if is_this:
        end_session(request)
        return redirect("account:login")
    flash.add(request, ENDED)
    return redirect("mypage:security")


@require_POST
@customer_required
def end_others(request: CustomerRequest) -> HttpResponse:
    """Sign every other device out."""
    end_other_sign_ins(request.customer, but=sign_in_id(request))
    flash.add(request, ENDED_OTHERS)
    return redirect("mypage:security")


def _passkeys_page(request: CustomerRequest, form: NewPasskeyForm) -> HttpResponse:
    page = {"form": form, "passkeys": accounts.passkeys(request.customer), "rp_id": rp_id()}
    return render(request, "mypage/passkeys.html", page)


def _address_page(
    request: CustomerRequest, form: AddressForm, address_id: UUID | None = None
) -> HttpResponse:
    return render(request, "mypage/address.html", {"form": form, "address_id": address_id})
