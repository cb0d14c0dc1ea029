"""Who is signed in is asked for by each request for itself."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.http import HttpRequest, HttpResponse

from small_trades.shop.account import middleware

SECONDS = 10


def test_no_request_waits_for_the_customer_of_another(monkeypatch: pytest.MonkeyPatch) -> None:
    slow_asks, quick_has_answer = Event(), Event()

    def customer_of_session(request: HttpRequest) -> None:
        if request.path == "/slow/":
            slow_asks.set()
            assert quick_has_answer.wait(SECONDS), "the other request waited"

    def view(request: HttpRequest) -> HttpResponse:
        assert request.customer is None  # type: ignore[attr-defined] # the middleware's attribute
        return HttpResponse()

    monkeypatch.setattr(middleware, "customer_of_session", customer_of_session)
    answer = middleware.CustomerMiddleware(view)
    with ThreadPoolExecutor(2) as pool:
        slow = pool.submit(answer, request_of("/slow/"))
        assert slow_asks.wait(SECONDS)
        quick = pool.submit(answer, request_of("/quick/"))
        quick.add_done_callback(lambda _done: quick_has_answer.set())
        assert (quick.result().status_code, slow.result().status_code) == (200, 200)


def request_of(path: str) -> HttpRequest:
    made = HttpRequest()
    made.path = path
    return made
