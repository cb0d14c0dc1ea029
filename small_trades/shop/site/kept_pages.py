"""Answers kept public pages before Django is asked: the safest pages are the fastest ones."""

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from django.db import DatabaseError

from small_trades.shop.site import turns
from small_trades.shop.site.page_cache import KEPT, PAGES, Page, key_of

WSGIApplication = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class KeptPagesFirst:
    """A WSGI application around Django's.

    PublicPageMiddleware alone decides what is kept. This only repeats, with the same headers, what has gone
    out whole once.
    """

    def __init__(self, application: WSGIApplication) -> None:
        self.application = application

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer from memory, or let Django answer and learn how its answer left."""
        page = _kept(environ)
        if page is None or page.outer is None:
            return self._learn(environ, start_response)
        answer = page.answer(environ)
        status = f"{answer.status} {HTTPStatus(answer.status).phrase}"
        start_response(status, [*answer.headers, *page.outer])
        return [answer.body]

    def _learn(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            page: Page | None = environ.pop(KEPT, None)
            if page is not None:
                page.went_out(headers)
            return start_response(status, headers, *rest)

        return self.application(environ, start)


def _kept(environ: dict[str, Any]) -> Page | None:
    key = key_of(environ)
    if key is None or key not in PAGES:
        return None
    try:
        return PAGES.get(key, turns.freshness())
    except DatabaseError:
        # Django's own way of asking closes broken connections first.
        return None
