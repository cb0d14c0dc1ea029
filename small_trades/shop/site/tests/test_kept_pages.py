import gzip
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_started
from django.db import close_old_connections

from small_trades.shop.site import actions, queries
from small_trades.shop.site.kept_pages import KeptPagesFirst
from small_trades.shop.site.models import ContentGeneration
from small_trades.shop.site.tests import urls

pytestmark = [
    pytest.mark.django_db(databases="__all__"),
    pytest.mark.urls("small_trades.shop.site.tests.urls"),
]


class Shop:
    """The application as a server calls it, counting how often Django is asked."""

    def __init__(self) -> None:
        self.asked = 0
        self._django = WSGIHandler()
        self._first = KeptPagesFirst(self._count)

    def _count(self, environ: dict[str, Any], start_response: Any) -> Any:
        self.asked += 1
        return self._django(environ, start_response)

    def get(self, path: str, method: str = "GET", **environ: str) -> tuple[str, dict[str, str], bytes]:
        request = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "HTTP_HOST": "localhost",
            "wsgi.url_scheme": "https",
            "wsgi.input": BytesIO(),
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "443",
            **environ,
        }
        started: list[Any] = []
        body = b"".join(self._first(request, lambda *answer: started.extend(answer)))
        return started[0], dict(started[1]), body


@pytest.fixture
def shop() -> Iterator[Shop]:
    urls.made.clear()
    actions.forget_public_content()
    # A server's requests end their connections; a test's run inside its transaction.
    request_started.disconnect(close_old_connections)
    yield Shop()
    request_started.connect(close_old_connections)
    actions.forget_public_content()


def test_a_kept_page_is_the_page_that_django_made(shop: Shop) -> None:
    for accepted in ("", "gzip"):
        made, kept = (shop.get("/plain/", HTTP_ACCEPT_ENCODING=accepted) for _ in range(2))
        assert kept == made
    assert shop.asked == 1
    assert gzip.decompress(kept[2]).startswith(b"page 1 ja")
    assert kept[1]["Content-Security-Policy"].startswith("default-src 'none'")
    assert kept[1]["Content-Language"] == "ja"


def test_a_kept_page_knows_the_visitors_copy(shop: Shop) -> None:
    tag = shop.get("/plain/")[1]["ETag"]
    status, headers, body = shop.get("/plain/", HTTP_IF_NONE_MATCH=tag)
    assert (status, body, headers["ETag"]) == ("304 Not Modified", b"", tag)
    assert "Content-Length" not in headers
    assert shop.asked == 1


@pytest.mark.parametrize(
    "other",
    [
        {"HTTP_HOST": "127.0.0.1"},
        {"wsgi.url_scheme": "http"},
        {"HTTP_X_FORWARDED_PROTO": "http"},
        {"QUERY_STRING": "q=1"},
        {"HTTP_AUTHORIZATION": "Bearer x"},
        {"method": "HEAD"},
        {"method": "POST"},
    ],
)
def test_another_question_is_asked_of_django(shop: Shop, other: dict[str, str]) -> None:
    shop.get("/plain/")
    shop.get("/plain/", **other)
    assert shop.asked == 2


@pytest.mark.parametrize(
    "path", ["/session/", "/form/", "/reads_cookie/", "/sets_cookie/", "/moves/", "/nowhere/"]
)
def test_what_is_not_public_is_always_made(shop: Shop, path: str) -> None:
    for _ in range(3):
        assert shop.get(path)[1]["Cache-Control"] == "no-store"
    assert shop.asked == 3


def test_a_change_of_content_is_noticed(shop: Shop) -> None:
    shop.get("/plain/")
    ContentGeneration.objects.create(number=1)  # as another process does
    queries.forget()  # as half a second does
    assert shop.get("/plain/")[2].startswith(b"page 2")


def test_an_unknown_host_gets_no_page_of_another(shop: Shop) -> None:
    shop.get("/plain/")
    assert shop.get("/plain/", HTTP_HOST="evil.example")[0] == "400 Bad Request"
