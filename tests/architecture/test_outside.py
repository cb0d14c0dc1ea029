"""A page that may carry a tag leaves with the same headers however it is answered; no other ever opens."""

from io import BytesIO
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_started
from django.db import close_old_connections
from django.test import Client, override_settings

from small_trades.shop.products.tests.goods import a_product
from small_trades.shop.site.kept_pages import KeptPagesFirst
from tests.advertising import GOOGLE, NEUTRAL, ORIGIN, advertising_with

pytestmark = pytest.mark.django_db(databases="__all__")
OPENED = ("Content-Security-Policy", "Referrer-Policy")


def get(application: Any, path: str, **environ: str) -> tuple[str, dict[str, str]]:
    """What a server would send: the status and the headers."""
    sent: list[tuple[str, dict[str, str]]] = []
    request = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "HTTP_HOST": "localhost",
        "wsgi.url_scheme": "https",
        "wsgi.input": BytesIO(),
        **environ,
    }
    # In a test the connection belongs to the test.
    request_started.disconnect(close_old_connections)
    try:
        answer = application(request, lambda status, headers: sent.append((status, dict(headers))))
        b"".join(answer)
    finally:
        request_started.connect(close_old_connections)
    return sent[0]


def test_made_kept_and_unchanged_answers_open_to_the_same_addresses() -> None:
    a_product()
    application = KeptPagesFirst(WSGIHandler())
    with advertising_with(NEUTRAL):
        made = get(application, "/products/blue-cup/")
        kept = get(application, "/products/blue-cup/")
        unchanged = get(application, "/products/blue-cup/", HTTP_IF_NONE_MATCH=kept[1]["ETag"])
    assert [status for status, _headers in (made, kept, unchanged)] == [
        "200 OK",
        "200 OK",
        "304 Not Modified",
    ]
    assert made[1] == kept[1]
    for name in OPENED:
        assert made[1][name] == unchanged[1][name]
    assert f"connect-src 'self' {ORIGIN};" in made[1]["Content-Security-Policy"]
    assert "script-src 'self';" in made[1]["Content-Security-Policy"]
    assert made[1]["Referrer-Policy"] == "same-origin"


def test_an_event_does_not_open_an_answer_that_touched_a_session() -> None:
    a_product()
    put = "/cart/add/"
    with advertising_with(GOOGLE):
        refused = Client(headers={"host": "localhost"}).post(
            put, {"variant": "1", "quantity": "0"}, secure=True, headers={"origin": "https://localhost"}
        )
    assert refused.headers["Cache-Control"] == "no-store"
    assert "https://" not in refused.headers["Content-Security-Policy"]
    assert b"outside-data" not in refused.content


@override_settings(
    MIDDLEWARE=[
        "small_trades.shop.site.middleware.SecurityHeadersMiddleware",
        "small_trades.shop.site.middleware.LanguageMiddleware",
        "small_trades.shop.site.middleware.PublicPageMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
    ]
)
def test_without_the_scope_that_notes_what_was_opened_nothing_opens() -> None:
    """Nobody then knows whether a personal value was opened, so the page counts as personal."""
    a_product()
    with advertising_with(GOOGLE):
        answer = Client(headers={"host": "localhost"}).get("/products/blue-cup/", secure=True)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "https://" not in answer.headers["Content-Security-Policy"]
    # A mistake: the block is there. The browser may load nothing with it.
    assert b"outside-data" in answer.content
