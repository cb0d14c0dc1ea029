"""Correction: what can be corrected, one record, and the address to write to, with a code mailed there."""

from typing import Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from small_trades.policy.groups import DeliveryAddress, PersonName
from small_trades.shop.account.actions.codes import WrongCodeError
from small_trades.shop.account.flow import say_limit
from small_trades.shop.account.holders import holder_of
from small_trades.shop.account.throttles import Caller, TooManyError, count_mail
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.orders.actions.correct_recipient import OtherRegionError
from small_trades.shop.orders.correcting import Right, receiver_of
from small_trades.shop.orders.proof import Level
from small_trades.shop.rights import records
from small_trades.shop.rights.actions import confirming
from small_trades.shop.rights.actions import correct_records as correcting
from small_trades.shop.rights.correct_forms import NewEmailForm, RecordForms, SenderForm
from small_trades.shop.rights.forms import ConfirmForm
from small_trades.shop.rights.place import Place
from small_trades.shop.rights.records import OWN_PAGE, Record, RecordKind, Standing
from small_trades.shop.site import flash
from small_trades.shop.site.pages import render

_ASKED: Final = "rights_new_email"
CORRECTED = flash.declare(
    "rights-corrected", gettext_lazy("Corrected. Those who still have the old words are told.")
)
SAME = flash.declare("rights-same", gettext_lazy("It stands there like that already."), kind="note")
LEFT = flash.declare(
    "rights-left",
    gettext_lazy("The parcel has left in the meantime: what was sent stays as it was. Nothing was changed."),
    kind="problem",
)


@require_GET
def correct(request: HttpRequest, place: Place) -> HttpResponse:
    """Everything with the person's name on it, and what of it can be corrected."""
    enough = place.level >= Level.ACCESS
    found = records.opened_records(place.subject) if enough else ()
    return render(request, "rights/correct.html", {"place": place, "enough": enough, "found": found})


@require_http_methods(["GET", "POST"])
def correct_record(request: HttpRequest, place: Place, kind: str, record_id: UUID) -> HttpResponse:
    """One order, unfinished checkout or inquiry."""
    record = _record(place, kind, record_id)
    if record.kind == RecordKind.INQUIRY:
        return _sender(request, place, record)
    name, to = _recipient(record)
    forms = RecordForms(name, to, request.POST or None)
    if "fill" in request.POST:
        forms.fill_in()
    elif request.method == "POST" and forms.is_valid():
        try:
            return _done(request, place, record, forms.right())
        except OtherRegionError:
            words = _(
                "The delivery costs something else there. Please write to us, or cancel and order anew."
            )
            forms.recipient.add_error("address_level1", words)
    shown = {"place": place, "record": record, "form": forms.recipient, "buyer": forms.buyer}
    return render(request, "rights/correct_record.html", shown)


@require_http_methods(["GET", "POST"])
def correct_email(request: HttpRequest, place: Place) -> HttpResponse:
    """Ask for the next address, and mail a code there."""
    _require(place)
    form = NewEmailForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _mail_code(request, place, form):
        return redirect(place.address("correct_email_code"))
    return render(request, "rights/correct_email.html", {"place": place, "form": form})


@require_http_methods(["GET", "POST"])
def correct_email_code(request: HttpRequest, place: Place) -> HttpResponse:
    """Take the code; with the right one, the next address stands everywhere it can."""
    _require(place)
    asked = request.session.get(_ASKED)
    if asked is None or asked["subject"] != str(place.subject):
        return redirect(place.address("correct_email"))
    form = ConfirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed, holder = form.cleaned_data["code"], holder_of(request)
        try:
            email = confirming.confirm_at(UUID(asked["code"]), typed, holder=holder)
        except WrongCodeError:
            form.add_error("code", _("The code is wrong, used or too old. You can have another one mailed."))
        else:
            request.session.pop(_ASKED)
            how, channel = place.how, place.channel
            changed = correcting.correct_own_email(place.subject, email, how=how, channel=channel)
            flash.add(request, CORRECTED if changed else SAME)
            return redirect(place.address("correct"))
    return render(request, "rights/correct_email_code.html", {"place": place, "form": form})


def _recipient(record: Record) -> tuple[PersonName, DeliveryAddress]:
    """Whose the record is, and where it sends to: one more address of an order is its receiver's."""
    if record.kind == RecordKind.DESTINATION:
        (to,) = records.opened(record)
        return receiver_of(to), to
    name, to, _email = records.opened(record)
    return name, to


def _sender(request: HttpRequest, place: Place, record: Record) -> HttpResponse:
    name, _email = records.opened(record)
    form = SenderForm(request.POST or None, initial={"name": name.full})
    if request.method == "POST" and form.is_valid():
        return _done(request, place, record, form.right())
    shown = {"place": place, "record": record, "form": form, "buyer": None}
    return render(request, "rights/correct_record.html", shown)


def _done(request: HttpRequest, place: Place, record: Record, right: Right) -> HttpResponse:
    try:
        is_changed = correcting.correct_own_record(
            record, place.subject, right, how=place.how, channel=place.channel
        )
    except WrongStateError:
        flash.add(request, LEFT)
    else:
        flash.add(request, CORRECTED if is_changed else SAME)
    return redirect(place.address("correct"))


def _mail_code(request: HttpRequest, place: Place, form: NewEmailForm) -> bool:
    try:
        count_mail(Caller(f"correcting {place.subject}", request.META.get("REMOTE_ADDR", "")))
    except TooManyError as limit:
        say_limit(form, limit)
        return False
    language = get_language() or "ja"
    code = confirming.ask_at(form.address(), place.subject, holder=holder_of(request), language=language)
    request.session[_ASKED] = {"subject": str(place.subject), "code": str(code)}
    return True


def _record(place: Place, kind: str, record_id: UUID) -> Record:
    _require(place)
    found = records.record_of(place.subject, kind, record_id)
    if found is None or found.kind in OWN_PAGE or found.standing != Standing.OPEN:
        raise Http404
    return found


def _require(place: Place) -> None:
    if place.level < Level.ACCESS:
        raise Http404
