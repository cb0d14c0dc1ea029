import pytest
from django.test import RequestFactory

from small_trades.shop.site.origin import is_from_here


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "same-origin", "origin": "null"}, True),
        ({"sec-fetch-site": "none"}, True),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "cross-site", "origin": "https://localhost"}, False),
        ({"origin": "https://localhost"}, True),
        ({"origin": "http://localhost"}, False),
        ({"origin": "https://localhost:8443"}, False),
        ({"origin": "https://localhost.evil.example"}, False),
        ({"origin": "https://evil.example", "referer": "https://localhost/"}, False),
        ({"origin": "null"}, False),
        ({"referer": "https://localhost/products/blue-cup/"}, True),
        ({"referer": "https://evil.example/https://localhost/"}, False),
        ({}, True),
    ],
)
def test_where_a_form_was_sent_from(headers: dict[str, str], expected: bool) -> None:  # noqa: FBT001 - a table of cases
    request = RequestFactory(headers={"host": "localhost", **headers}).post("/cart/add/", secure=True)
    assert is_from_here(request) is expected
