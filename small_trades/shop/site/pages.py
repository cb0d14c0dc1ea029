"""How a view answers with a page, and the pages that say why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _


def render(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """Answer with a page made from `<app>/<view>.html` in the language of the request's path."""
    body = render_to_string(template, dict(context or {}), request, using="jinja2")
    return HttpResponse(body, status=status)


@dataclass(frozen=True, slots=True)
class Explanation:
    """What happened, and what the visitor can do now."""

    title: str
    text: str


def error_page(
    request: HttpRequest, status: int, *, because: Explanation | None = None, retry_after: int | None = None
) -> HttpResponse:
    """Answer with the page of an HTTP error: 400, 403, 404, 405, 413 or 429; `retry_after` is in seconds."""
    explanation = because or explanations()[status]
    context = {"error": explanation, "error_status": status}
    response = render(request, "site/error.html", context, status=status)
    if retry_after is not None:
        response.headers["Retry-After"] = str(retry_after)
    return response


def broken_page(status: int) -> HttpResponse:
    """500 or 503, made without database, session or policy: what is broken must not break its own page."""
    body = render_to_string("site/500.html", {"status": status}, using="jinja2")
    return HttpResponse(body, status=status, headers={"Cache-Control": "no-store"})


def explanations() -> dict[int, Explanation]:
    """The words for each status, in the current language."""
    return {
        400: Explanation(
            _("We could not read that request"),
            _("Please go back and try once more. Nothing has been changed."),
        ),
        403: Explanation(
            _("This page is not open to you"),
            _("You may need to sign in, or the page belongs to someone else."),
        ),
        404: Explanation(
            _("We could not find that page"),
            _("It may have moved, or the address may be mistyped. Try a search or start from the home page."),
        ),
        405: Explanation(
            _("This page cannot be used that way"),
            _("Please start from the page before it. Nothing has been changed."),
        ),
        413: Explanation(
            _("That was too much at once"),
            _("Please make the text or the file smaller and send it again. Nothing has been changed."),
        ),
        429: Explanation(
            _("Please wait a moment"),
            _("There were many attempts in a short time. For safety, please try again a little later."),
        ),
    }
