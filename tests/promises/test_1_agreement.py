"""Clause 1: using the site means agreeing to the policy and the terms of use."""

from typing import TYPE_CHECKING

import pytest
from django.db.models import PositiveIntegerField
from django.test import Client

from small_trades.policy.declaration import POLICY, TERMS_VERSION
from small_trades.shop.account.models import Customer
from small_trades.shop.account.tests.making import Browser, mails, person
from small_trades.shop.inquiries.models import Inquiry
from small_trades.shop.inquiries.tests.making import asker
from small_trades.shop.orders.models import Order

if TYPE_CHECKING:
    from small_trades import privacy

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

PAGES = (
    "",
    "products/",
    "cart/",
    "about/",
    "inquiries/",
    "account/login/",
    "account/register/",
    "orders/find/",
)


@pytest.fixture
def browser() -> Client:
    return Client(headers={"host": "localhost"})


@pytest.mark.parametrize("prefix", ["/", "/en/"])
@pytest.mark.parametrize("path", PAGES)
def test_policy_and_terms_are_linked_on_every_page(browser: Client, prefix: str, path: str) -> None:
    answer = browser.get(prefix + path, secure=True)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'href="{prefix}privacy/"' in page
    assert f'href="{prefix}terms/"' in page


@pytest.mark.parametrize("prefix", ["/", "/en/"])
def test_reading_them_is_recommended_before_each_form(browser: Client, prefix: str) -> None:
    recommended = {"/": "プライバシーポリシーをお読みください", "/en/": "Please read our privacy policy"}[
        prefix
    ]
    for path in ("inquiries/", "account/login/", "account/register/", "account/reset/", "orders/find/"):
        assert recommended in browser.get(prefix + path, secure=True).content.decode(), path


def test_the_terms_name_disclaimers_disputes_and_the_law_of_japan(browser: Client) -> None:
    page = browser.get("/terms/", secure=True).content.decode()
    for words in ("責任の範囲", "紛争の解決と準拠法", "日本法を適用します"):
        assert words in page


def test_a_registration_remembers_the_version_in_force() -> None:
    Browser().post("/account/register/", person().typed())
    assert Customer.objects.get().policy_version == POLICY.version
    mails()


def test_an_inquiry_remembers_the_versions_in_force() -> None:
    Browser().post("/inquiries/", asker().typed())
    inquiry = Inquiry.objects.get()
    assert (inquiry.policy_version, inquiry.terms_version) == (POLICY.version, TERMS_VERSION)
    mails()


def test_an_order_cannot_be_stored_without_both_versions() -> None:
    for name in ("policy_version", "terms_version"):
        column = Order._meta.get_field(name)
        assert isinstance(column, PositiveIntegerField)
        assert not column.null
        assert not column.has_default()


def test_every_ledger_row_names_the_version_it_was_made_under(
    ledger_rows: "privacy.testing.LedgerRows",
) -> None:
    Browser().post("/inquiries/", asker().typed())
    assert {row.policy_version for row in ledger_rows()} == {POLICY.version}
    mails()
