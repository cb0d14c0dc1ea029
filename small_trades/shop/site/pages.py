"""How a view answers with a page."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def render(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """Answer with a page made from `<app>/<view>.html` in the language of the request's path."""
    body = render_to_string(template, dict(context or {}), request, using="jinja2")
    return HttpResponse(body, status=status)
