"""Mails to customers: their words, changed here, looked at with made-up values, and set back."""

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from small_trades.doors.mail.messages import Mail
from small_trades.doors.mail.previews import Written, preview
from small_trades.doors.mail.wording import EDITABLE, LANGUAGES, variables
from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.actions import mails as actions
from small_trades.shop.desk.forms.mails import MailWordsForm, typed_mail
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.queries import mails as queries
from small_trades.shop.desk.roles import SETTINGS_SCREEN
from small_trades.shop.site import flash

SAVED = flash.declare("desk-mail-saved", gettext_lazy("Saved. The next mail goes out in these words."))
SAME = flash.declare("desk-mail-same", gettext_lazy("Nothing was changed."))
RESET = flash.declare("desk-mail-reset", gettext_lazy("The built-in words hold again."))
UNPROCESSABLE = 422


@require_GET
@staff_required(SETTINGS_SCREEN)
def mails(request: StaffRequest) -> HttpResponse:
    """Every mail to a customer."""
    return render_desk(request, "desk/mails.html", {"groups": queries.mail_groups()})


@staff_required(SETTINGS_SCREEN)
def mail(request: StaffRequest, kind: str) -> HttpResponse:
    """The words of one mail; with `preview` pressed they are looked at and nothing is kept."""
    found = _found(kind)
    now = typed_mail(queries.words_now(kind))
    form = MailWordsForm(request.POST or None, kind=found, initial=now)
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
        changed = actions.write_mail(kind, form.words(), by=request.staff)
        flash.add(request, SAVED if changed else SAME)
        return redirect("desk:mail", kind=kind)
    shown = form if form.is_bound else MailWordsForm(now, kind=found)
    context = {
        "kind": kind,
        "title": queries.mail_title(kind),
        "form": form,
        "variables": variables(found),
        "previews": _previews(found, shown),
        "own": queries.own_languages(kind),
        "changes": queries.listed_changes(kind),
    }
    return render_desk(request, "desk/mail.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_POST
@staff_required(SETTINGS_SCREEN)
def preview_mail(request: StaffRequest, kind: str) -> HttpResponse:
    """Words that are being typed, filled with made-up values; null for a language that could not be sent."""
    found = _found(kind)
    made = _previews(found, MailWordsForm(request.POST, kind=found))
    shown = {
        language: None if written is None else {"subject": written.subject, "body": written.body}
        for language, written in made.items()
    }
    return JsonResponse(shown)


@require_POST
@staff_required(SETTINGS_SCREEN)
def reset_mail(request: StaffRequest, kind: str, language: str) -> HttpResponse:
    """Back to the built-in words of one language."""
    _found(kind)
    if language not in LANGUAGES:
        raise Http404
    flash.add(request, RESET if actions.reset_mail(kind, language, by=request.staff) else SAME)
    return redirect("desk:mail", kind=kind)


def _found(kind: str) -> type[Mail]:
    if kind not in EDITABLE:
        raise Http404
    return EDITABLE[kind]


def _previews(kind: type[Mail], form: MailWordsForm) -> dict[str, Written | None]:
    form.full_clean()
    sound = form.sound()
    return {
        language: preview(kind, language, sound[language]) if language in sound else None
        for language in LANGUAGES
    }
