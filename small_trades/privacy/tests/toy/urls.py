"""Two addresses: one that says who is acting, one that opens a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.urls import path

from small_trades import privacy

if TYPE_CHECKING:
    from django.http import HttpRequest


def who(request: HttpRequest) -> HttpResponse:
    actor = privacy.current_actor()
    return HttpResponse(f"{actor.kind if actor else None} {privacy.opened_personal_value()}")


urlpatterns = [path("who/", who)]
