"""Weighty acts ask again who is there, when the last proof is older than a quarter of an hour.

What was being sent waits inside the page that asks, as hidden fields, and is done once the proof is right:
nothing of it is stored, and nothing is lost.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from small_trades.shop.account.actions.ceremonies import PasskeyRefusedError
from small_trades.shop.account.holders import holder_of
from small_trades.shop.account.passkeys import rp_id
from small_trades.shop.account.throttles import Caller, TooManyError
from small_trades.shop.desk import last_proof
from small_trades.shop.desk.actions import passkeys
from small_trades.shop.desk.actions import staff as actions
from small_trades.shop.desk.forms.staff import PasskeyProofForm, ProofForm
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.queries.security import ways_in
from small_trades.shop.desk.staff_request import StaffRequest

P = ParamSpec("P")
View = Callable[Concatenate[Any, P], HttpResponse]

PREFIX: Final = "proof"
METHOD: Final = "proof-method"
CREDENTIAL: Final = PasskeyProofForm.FIELD
TOO_MANY: Final = "too-many"
_TOKEN: Final = "csrfmiddlewaretoken"  # noqa: S105 - the name of Django's field


def recent_proof(view: View[P]) -> View[P]:
    """Run the view once the session's last proof is recent; stands under `staff_required`."""

    @wraps(view)
    def proved(request: Any, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if METHOD not in request.POST:
            return view(request, *args, **kwargs) if last_proof.is_recent(request) else _ask(request)
        is_passkey = bool(request.POST.get(CREDENTIAL))
        form = PasskeyProofForm(request.POST) if is_passkey else ProofForm(request.POST, prefix=PREFIX)
        if not (_is_passkey_right if is_passkey else _is_right)(request, form):
            status = 429 if form.has_error(NON_FIELD_ERRORS, TOO_MANY) else 200
            return _ask(request, form, status=status)
        last_proof.remember(request)
        if request.POST[METHOD] != "POST":
            return redirect(request.get_full_path())
        request.POST = _meant(request.POST)
        return view(request, *args, **kwargs)

    return proved


def _is_passkey_right(request: StaffRequest, form: Form) -> bool:
    if not form.is_valid():
        return False
    address, sent = request.META.get("REMOTE_ADDR", ""), form.cleaned_data[CREDENTIAL]
    try:
        passkeys.prove_by_passkey(request.staff, sent, holder=holder_of(request), address=address)
    except PasskeyRefusedError:
        form.add_error(None, _("This passkey does not open the desk for you."))
    except TooManyError:
        _say_too_many(form)
    return not form.errors


def _is_right(request: StaffRequest, form: Form) -> bool:
    if not form.is_valid():
        return False
    caller = Caller(str(request.staff.pk), request.META.get("REMOTE_ADDR", ""))
    given = form.cleaned_data
    try:
        actions.prove(request.staff, caller, given["password"], given["code"])
    except actions.SignInRefusedError:
        form.add_error(None, _("The password or the code is not right."))
    except TooManyError:
        _say_too_many(form)
    return not form.errors


def _say_too_many(form: Form) -> None:
    words = _("Too many tries. Please wait a quarter of an hour.")
    form.add_error(None, ValidationError(words, code=TOO_MANY))


def _ask(request: StaffRequest, form: Form | None = None, *, status: int = 200) -> HttpResponse:
    """Ask by every way in that this member of staff has."""
    method = request.POST.get(METHOD) or request.method or "GET"
    meant = [(name, value) for name, values in _meant(request.POST).lists() for value in values]
    context = {
        "form": form if isinstance(form, ProofForm) else ProofForm(prefix=PREFIX),
        "passkey": form if isinstance(form, PasskeyProofForm) else None,
        "credential": CREDENTIAL,
        "ways": ways_in(request.staff),
        "rp_id": rp_id(),
        "meant": meant,
        "method_name": METHOD,
        "method": method,
    }
    return render_desk(request, "desk/proof.html", context, status=status)


def _meant(posted: QueryDict) -> QueryDict:
    """What was sent, without the proof and the form token."""
    kept = posted.copy()
    for name in posted:
        if name == _TOKEN or name.startswith(f"{PREFIX}-"):
            kept.pop(name)
    return kept
