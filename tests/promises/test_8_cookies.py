"""Clause 8: cookies that identify no one, each declared; nothing of others' in the browser."""

import pytest
from django.conf import settings
from django.test import Client

from small_trades.policy.declaration import POLICY
from small_trades.shop.account.tests.making import Browser, mails, member
from small_trades.shop.products.tests.goods import a_product, variant_of
from small_trades.shop.site.policy_headers import CONTENT_SECURITY_POLICY
from tests.advertising import GOOGLE, advertising_with

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
DAY = 24 * 3600


def test_every_cookie_the_shop_sets_is_declared_for_as_long_as_it_lasts() -> None:
    who, _customer = member()
    browser = Browser()
    here = {"origin": "https://testserver"}
    browser.post("/cart/add/", {"variant": variant_of(a_product()).pk, "quantity": 2}, headers=here)
    browser.get("/inquiries/")
    browser.sign_in(who)
    browser.get("/privacy/outside-services/setting/")
    declared = {cookie.name: cookie.days for cookie in POLICY.cookies if cookie.kind == "necessary"}
    set_by_the_shop = {
        name: round(int(cookie["max-age"]) / DAY) for name, cookie in browser.cookies.items() if cookie.value
    }
    assert set_by_the_shop == declared
    mails()


def test_the_cookie_of_the_choice_is_declared_for_as_long_as_it_lasts() -> None:
    browser = Browser()
    with advertising_with(GOOGLE):
        browser.post(
            "/privacy/outside-services/choose/",
            {"choice": "refuse"},
            headers={"origin": "https://testserver"},
        )
    cookie = browser.cookies["outside_services"]
    declared = {cookie.name: cookie.days for cookie in POLICY.cookies if cookie.kind == "preference"}
    assert declared == {"outside_services": round(int(cookie["max-age"]) / DAY)}
    # The page's script reads it; it holds a word and names nobody.
    assert (cookie.value, cookie["secure"], cookie["samesite"]) == ("refuse", True, "Lax")


def test_no_cookie_is_set_on_a_page_that_anyone_may_see() -> None:
    a_product()
    browser = Client(headers={"host": "localhost"})
    for path in ("/", "/products/", "/products/blue-cup/", "/privacy/", "/terms/", "/about/"):
        assert not browser.get(path, secure=True).cookies, path


def test_declared_cookies_are_the_settings_own() -> None:
    names = {cookie.name for cookie in POLICY.cookies}
    assert {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME} <= names


def test_browsers_are_told_to_load_nothing_from_elsewhere() -> None:
    sources = {source for value in CONTENT_SECURITY_POLICY.values() for source in value.split()}
    assert sources <= {"'self'", "'none'", "data:"}
    page = Client(headers={"host": "localhost"}).get("/en/privacy/outside-services/", secure=True)
    assert "None." in page.content.decode()
