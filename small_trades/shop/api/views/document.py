"""The document that describes the API (OpenAPI 3.1)."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from small_trades.shop.api.openapi import document


@require_safe
def openapi(_request: HttpRequest) -> HttpResponse:
    """Everything a program can ask for."""
    return HttpResponse(document(), content_type="application/json")
