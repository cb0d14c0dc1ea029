"""The document is true: schemathesis calls every operation as it is written there, and never finds a 5xx."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.core.result import Ok

from small_trades.shop.api.operations import OPERATIONS
from small_trades.shop.api.scopes import PURPOSES
from small_trades.shop.api.tests.making import Program, token
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.tests.making import cup, placed

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
EXAMPLES = 12


def shop(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
    """The shop behind TLS."""
    environ.update({"wsgi.url_scheme": "https", "HTTP_HOST": "localhost"})
    answered: Iterable[bytes] = _application()(environ, start)
    return answered


@cache
def _application() -> Any:
    return get_wsgi_application()


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """The server closes connections between requests; a test's transaction lives in its own."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_every_operation_is_described_once() -> None:
    whole = Program().get("/api/v1/openapi.json")
    assert (whole.status_code, whole["Content-Type"]) == (200, "application/json")
    assert whole.json()["openapi"] == "3.1.0"
    described = {
        (method.upper(), path) for path, methods in whole.json()["paths"].items() for method in methods
    }
    assert described == {(each.method, f"/api/v1/{each.path}") for each in OPERATIONS}
    assert len(described) == len(OPERATIONS) == 12


def test_the_document_knows_every_purpose_that_a_token_may_have() -> None:
    fields = Program().get("/api/v1/openapi.json").json()["components"]["schemas"]["OpenQuery"]["properties"]
    assert fields["purpose"]["enum"] == ["", *PURPOSES]


@pytest.mark.parametrize("is_signed", [False, True])
def test_schemathesis_finds_no_breach(monkeypatch: pytest.MonkeyPatch, *, is_signed: bool) -> None:
    monkeypatch.setattr("small_trades.shop.api.actions.tokens.CALLS", 1_000_000)
    sku = cup(available=50).sku
    code = Order.objects.get(pk=placed()).code
    known = {"sku": sku, "code": code, "slug": cup().product.slug}
    headers = {"Accept-Encoding": "identity"}
    if is_signed:
        headers["Authorization"] = f"Bearer {token()}"
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", shop)
    called = 0
    for result in schema.get_all_operations():
        assert isinstance(result, Ok)
        _call_often(result.ok(), headers, known)
        called += 1
    assert called == len(OPERATIONS)


def _call_often(described: Any, headers: dict[str, str], known: dict[str, str]) -> None:
    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=described.as_strategy())
    def call(case: Any) -> None:
        case.call_and_validate(headers=headers)
        # And of something that is there.
        case.path_parameters = {name: known[name] for name in case.path_parameters or {}}
        case.call_and_validate(headers=headers)

    call()
