import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.urls("small_trades.shop.site.tests.urls")]


@pytest.mark.parametrize("path", ["/plain/", "/session/", "/nowhere/", "/moves/", "/healthz"])
def test_every_answer_carries_the_strict_headers(path: str) -> None:
    headers = Client(headers={"host": "localhost"}).get(path, secure=True).headers
    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    )
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "geolocation=()" in headers["Permissions-Policy"]


def test_a_kept_page_carries_them_too() -> None:
    browser = Client(headers={"host": "localhost"})
    first, second = (browser.get("/plain/", secure=True).headers for _ in range(2))
    assert dict(first) == dict(second)
