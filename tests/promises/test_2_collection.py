"""Clause 2: collected by fair means, with the purpose stated: name, address, and the rest of the list."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

import small_trades
from small_trades import privacy
from small_trades.policy import publishing
from small_trades.policy.declaration import POLICY
from small_trades.policy.texts import anchors
from small_trades.shop.products.tests.goods import a_product, variant_of

PACKAGE = Path(small_trades.__file__).parent


def sealed_fields() -> Iterator[privacy.SealedField[Any, Any]]:
    """Every column in which a personal value is kept."""
    for model in apps.get_models():
        yield from (column for column in model._meta.get_fields() if isinstance(column, privacy.SealedField))


def test_the_list_of_the_policy_is_declared() -> None:
    assert [category.clause for category in POLICY.categories][:8] == [f"2{letter}" for letter in "abcdefgh"]
    assert [category.name_en for category in POLICY.categories][:8] == [
        "Name",
        "Address",
        "Telephone number",
        "E-mail address",
        "Password",
        "Shipping information",
        "Transaction history",
        "What identifies you in combination",
    ]


@pytest.mark.parametrize("language", publishing.LANGUAGES)
def test_everything_declared_is_said_in_both_languages(language: str) -> None:
    text = (publishing.TEXT / f"{language}.md").read_text("utf-8")
    assert publishing.undeclared_in(text, POLICY) == frozenset()
    declared = {entry_id for kind in ("categories", "purposes") for entry_id in POLICY.snapshot()[kind]}
    assert declared <= anchors(text)


def test_whatever_is_kept_is_declared_and_some_form_says_what_for() -> None:
    found = list(sealed_fields())
    assert len(found) > 10
    for column in found:
        assert POLICY.declares(column.category), column
        assert POLICY.declares(column.kept_for), column
        assert any(column.category.id in notice.collects for notice in POLICY.notices), column


def test_every_declared_notice_is_shown_by_a_form() -> None:
    shown = {
        found
        for path in PACKAGE.rglob("templates/**/*.html")
        for found in re.findall(r'ui\.notice\("([a-z-]+)"\)', path.read_text("utf-8"))
    }
    # A mail comes without a form: its purposes stand in the policy, where its address does.
    assert shown | {"inquiry-mail"} == {notice.id for notice in POLICY.notices}


@pytest.mark.django_db(databases="__all__")
@pytest.mark.parametrize("prefix", ["/", "/en/"])
@pytest.mark.parametrize(
    ("path", "notice"),
    [
        ("account/register/", "register"),
        ("account/login/", "login"),
        ("account/reset/", "reset"),
        ("inquiries/", "inquiry"),
        ("inquiries/find/", "order-lookup"),
        ("orders/find/", "order-lookup"),
        ("checkout/details/", "checkout-details"),
    ],
)
def test_the_form_states_its_purposes_beside_the_fields(prefix: str, path: str, notice: str) -> None:
    browser = Client(headers={"host": "localhost"})
    variant = variant_of(a_product())
    here = {"origin": "https://localhost"}
    browser.post("/cart/add/", {"variant": variant.pk, "quantity": 1}, secure=True, headers=here)
    answer = browser.get(prefix + path, secure=True)
    assert answer.status_code == 200
    form = answer.content.decode().partition("<form")[2]
    for purpose in POLICY.notice(notice).purposes:
        name = purpose.name_ja if prefix == "/" else purpose.name_en
        assert f'href="{prefix}privacy/#{purpose.id}">{name}</a>' in form


@pytest.mark.django_db
def test_the_policy_says_openly_that_card_numbers_are_not_collected() -> None:
    page = Client(headers={"host": "localhost"}).get("/privacy/", secure=True).content.decode()
    assert "クレジットカード番号は、当店に届きません。" in page
    assert not any("card number" in item.lower() for each in POLICY.categories for item in each.items_en)
