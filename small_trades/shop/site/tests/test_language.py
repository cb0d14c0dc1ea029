import pytest
from django.test import Client

from small_trades.shop.site.middleware import language_of

pytestmark = [pytest.mark.django_db, pytest.mark.urls("small_trades.shop.site.tests.urls")]


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("/", "ja"),
        ("/en/", "en"),
        ("/en", "en"),
        ("/en/products/", "en"),
        ("/english/", "ja"),
        ("/products/en/", "ja"),
    ],
)
def test_the_address_alone_says_the_language(path: str, language: str) -> None:
    assert language_of(path) == language


def test_neither_header_nor_cookie_has_a_say() -> None:
    browser = Client(headers={"host": "localhost", "accept-language": "en"})
    browser.cookies["django_language"] = "en"
    answer = browser.get("/plain/", secure=True)
    assert b" ja " in answer.content
    assert answer.headers["Content-Language"] == "ja"
    assert "Accept-Language" not in answer.headers.get("Vary", "")
    assert b" en " in browser.get("/en/plain/", secure=True).content


def test_an_unknown_prefix_is_no_language() -> None:
    assert Client(headers={"host": "localhost"}).get("/ja/plain/", secure=True).status_code == 404
