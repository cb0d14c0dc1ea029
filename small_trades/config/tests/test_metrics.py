"""Figures for Prometheus: for this machine or with the token, and never about a person."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.conf import settings
from django.test import Client, override_settings
from prometheus_client.parser import text_string_to_metric_families

from small_trades.shop.account.tests.making import member
from small_trades.shop.orders.tests.making import placed

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def browser() -> Client:
    return Client(headers={"host": "localhost"})


@pytest.fixture
def _token() -> Iterator[None]:
    with override_settings(SMALL_TRADES=replace(settings.SMALL_TRADES, metrics_token="planted-token")):
        yield


def figures(browser: Client) -> dict[tuple[str, str], float]:
    """Each sample by its name and the value of its first label."""
    text = browser.get("/metrics", secure=True).content.decode()
    return {
        (sample.name, next(iter(sample.labels.values()), "")): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_the_stores_are_counted(browser: Client) -> None:
    placed()
    placed()
    told = figures(browser)
    assert told["small_trades_orders", "placed"] == 2
    assert told["small_trades_payments", "waiting"] == 2
    assert told["small_trades_ledger_rows", ""] > 0
    assert told["small_trades_key_age_seconds", ""] >= 0


def test_answers_are_counted_by_view_and_not_by_address(browser: Client) -> None:
    order = placed()
    browser.get("/orders/ABCD-EFGH-JKMN/", secure=True)
    text = browser.get("/metrics", secure=True).content.decode()
    assert 'view="orders:order"' in text
    assert "ABCD-EFGH-JKMN" not in text
    assert str(order) not in text


def test_no_person_is_in_the_figures(browser: Client) -> None:
    who, customer = member()
    text = browser.get("/metrics", secure=True).content.decode()
    for value in (who.email, who.family, who.given, str(customer.pk), str(customer.subject)):
        assert value not in text


@pytest.mark.parametrize(
    "about",
    [
        {"REMOTE_ADDR": "203.0.113.9"},
        {"REMOTE_ADDR": ""},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.9"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_FORWARDED": "for=203.0.113.9"},
    ],
)
def test_for_others_there_is_no_such_page(browser: Client, about: dict[str, str]) -> None:
    assert browser.get("/metrics", secure=True, **about).status_code == 404  # type: ignore[arg-type] # WSGI's names


@pytest.mark.usefixtures("_token")
def test_with_a_token_nothing_else_opens(browser: Client) -> None:
    assert browser.get("/metrics", secure=True).status_code == 404
    assert browser.get("/metrics", secure=True, headers={"Authorization": "Bearer x"}).status_code == 404
    answer = browser.get(
        "/metrics", secure=True, headers={"Authorization": "Bearer planted-token"}, REMOTE_ADDR="203.0.113.9"
    )
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
