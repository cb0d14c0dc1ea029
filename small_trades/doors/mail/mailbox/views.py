"""Pages of the demonstration's mailbox: whatever was sent to anybody. They exist in a demonstration only."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_GET

from small_trades.doors.mail.mailbox.reading import letter as read_letter
from small_trades.doors.mail.mailbox.reading import letters, source


@require_GET
def mailbox(request: HttpRequest) -> HttpResponse:
    """Every mail, newest first."""
    return _not_kept(render(request, "mail/mailbox.html", {"letters": letters()}, using="jinja2"))


@require_GET
def mail(request: HttpRequest, letter: str) -> HttpResponse:
    """One mail, as its receiver would read it."""
    found = read_letter(letter)
    if found is None:
        raise Http404
    return _not_kept(render(request, "mail/letter.html", {"letter": found}, using="jinja2"))


@require_GET
def eml(request: HttpRequest, letter: str) -> HttpResponse:  # noqa: ARG001 - a view
    """One mail as the file it is (RFC 5322)."""
    content = source(letter)
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type="message/rfc822")
    response["Content-Disposition"] = f'attachment; filename="{letter}.eml"'
    return _not_kept(response)


def _not_kept(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, no_store=True)
    return response
