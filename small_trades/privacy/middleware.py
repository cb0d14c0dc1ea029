"""Every request has an actor and facts of its own, from its first line to its last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from small_trades.privacy._actor import request_scope

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


class ActorMiddleware:
    """A request is a visitor's until `privacy.set_actor` says whose it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:  # noqa: D102 -- Django's contract
        with request_scope():
            return self._get_response(request)
