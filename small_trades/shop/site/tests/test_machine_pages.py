import json
from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings
from django.db import OperationalError, connections
from django.test import Client

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def browser() -> Client:
    return Client(headers={"host": "localhost"})


def test_healthz_answers_without_asking_anyone(browser: Client) -> None:
    answer = browser.get("/healthz", secure=True)
    assert (answer.status_code, answer.content, answer.headers["Cache-Control"]) == (200, b"ok\n", "no-store")


def test_readyz_names_each_store(browser: Client) -> None:
    answer = browser.get("/readyz", secure=True)
    assert answer.status_code == 200
    assert answer.content.decode().splitlines() == ["default: ok", "keys: ok", "ledger: ok"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_readyz_names_the_store_that_does_not_answer(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def unreachable() -> Iterator[None]:
        raise OperationalError
        yield

    monkeypatch.setattr(connections["keys"], "cursor", unreachable)
    answer = browser.get("/readyz", secure=True)
    assert answer.status_code == 503
    assert answer.content.decode().splitlines() == ["default: ok", "keys: unreachable", "ledger: ok"]


def test_robots_stay_away_from_what_belongs_to_one_person(browser: Client) -> None:
    lines = browser.get("/robots.txt", secure=True).content.decode().splitlines()
    assert {"Disallow: /mypage/", "Disallow: /en/mypage/", "Disallow: /desk/", "Disallow: /orders/"} <= set(
        lines
    )
    assert "Sitemap: https://localhost/sitemap.xml" in lines


def test_the_sitemap_names_every_page_in_both_languages(browser: Client) -> None:
    answer = browser.get("/sitemap.xml", secure=True)
    assert answer.headers["Content-Type"] == "application/xml"
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    tree = ET.fromstring(answer.content)  # noqa: S314 - our own answer
    addresses = {node.text for node in tree.iterfind("s:url/s:loc", space)}
    assert {"https://localhost/privacy/", "https://localhost/en/privacy/"} <= addresses
    alternates = {node.get("href") for node in tree.iterfind("s:url/x:link", space)}
    assert addresses == alternates


def test_security_txt_is_valid_for_a_while(browser: Client) -> None:
    lines = dict(
        line.split(": ", 1)
        for line in browser.get("/.well-known/security.txt", secure=True).content.decode().splitlines()
    )
    assert lines["Contact"] == "mailto:shop@localhost"
    assert lines["Canonical"] == "https://localhost/.well-known/security.txt"
    assert lines["Expires"].endswith("T00:00:00Z")


def test_password_managers_find_the_way(browser: Client) -> None:
    answer = browser.get("/.well-known/change-password", secure=True)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/mypage/security/")


def test_password_managers_find_the_passkeys(browser: Client) -> None:
    told = json.loads(browser.get("/.well-known/passkey-endpoints", secure=True).content)
    page = f"{settings.SMALL_TRADES.base_url}/mypage/security/passkeys/"
    assert told == {"enroll": page, "manage": page}
    shared = json.loads(browser.get("/.well-known/webauthn", secure=True).content)
    assert shared == {"origins": list(settings.SMALL_TRADES.origins)}


def test_global_privacy_control_is_honoured_in_public(browser: Client) -> None:
    told = json.loads(browser.get("/.well-known/gpc.json", secure=True).content)
    assert told["gpc"] is True
    assert len(told["lastUpdate"]) == len("2026-10-05")
