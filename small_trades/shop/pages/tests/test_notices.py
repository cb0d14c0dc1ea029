"""The legal notice, the safety page, outside services: what they say follows from what is set."""

from dataclasses import replace

import pytest
from django.test import Client
from django.utils import translation
from pytest_django.fixtures import Settings

from small_trades import privacy
from small_trades.config.ads import AdSettings
from small_trades.shop.pages import queries
from small_trades.shop.pages.legal import DEFAULTS, legal_item
from small_trades.shop.pages.safety import safety_facts
from small_trades.shop.site.actions import ShopDetails, save_shop
from small_trades.shop.site.queries import shop_facts

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def browser() -> Client:
    return Client(headers={"host": "localhost"})


def test_the_notice_has_the_fifteen_usual_items() -> None:
    items = queries.legal_notice()
    assert [item.key for item in items] == [
        "seller",
        "representative",
        "address",
        "telephone",
        "email",
        "site",
        "invoice-number",
        "price",
        "fees",
        "methods",
        "payment-time",
        "delivery-time",
        "returns",
        "faults",
        "limits",
    ]
    assert all(item.title and item.text for item in items)


def test_what_the_trader_wrote_takes_the_place_of_the_defaults(browser: Client) -> None:
    legal = [{"title_ja": "販売価格", "title_en": "Prices", "text_ja": "時価です。", "text_en": ""}]
    save_shop(ShopDetails("店", "Shop", "shop@example.jp", legal=legal))
    page = browser.get("/en/legal/", secure=True).content.decode()
    assert "時価です。" in page
    assert DEFAULTS[1]["text_en"].splitlines()[0] not in page


def test_a_condition_can_be_quoted_by_its_key() -> None:
    with translation.override("en"):
        assert legal_item(shop_facts(), "returns").text.startswith("You can cancel until we start packing.")
    with pytest.raises(KeyError):
        legal_item(shop_facts(), "weather")


def test_a_condition_the_trader_left_out_is_not_made_up() -> None:
    save_shop(
        ShopDetails("店", "Shop", "shop@example.jp", legal=[{"title_ja": "価格", "text_ja": "時価です。"}])
    )
    with pytest.raises(KeyError):
        legal_item(shop_facts(), "returns")


def test_the_safety_page_lists_a_measure_only_while_it_is_in_force(settings: Settings) -> None:
    with translation.override("en"):
        settings.SECURE_SSL_REDIRECT = True
        settings.SECURE_HSTS_SECONDS = 365 * 24 * 3600
        assert "for 365 days" in {fact.title: fact.text for fact in safety_facts()}["Encrypted connections"]
        settings.SECURE_SSL_REDIRECT = False
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
        titles = {fact.title for fact in safety_facts()}
    assert not {"Encrypted connections", "Passwords nobody can read"} & titles


def test_there_is_no_outside_service_unless_the_trader_names_one(settings: Settings) -> None:
    assert queries.outside_services().service is None
    ads = AdSettings("neutral", "komorebi", "https://ads.example", "株式会社こだま広告", "JP")
    settings.SMALL_TRADES = replace(settings.SMALL_TRADES, ads=ads)
    used = queries.outside_services().service
    assert used is not None
    assert (used.company, used.country) == ("株式会社こだま広告", "日本")
    assert (used.origins, used.cookies, used.refusals) == (("https://ads.example",), (), ())


def test_the_safety_page_says_where_nothing_foreign_is_loaded(settings: Settings) -> None:
    with translation.override("en"):
        assert "Nothing foreign in your browser" in {fact.title for fact in safety_facts()}
        ads = AdSettings("google", "AW-123456789")
        settings.SMALL_TRADES = replace(settings.SMALL_TRADES, ads=ads)
        titles = {fact.title for fact in safety_facts()}
    assert "Nothing foreign where you enter or see your information" in titles
    assert "Nothing foreign in your browser" not in titles


def test_outside_services_lists_every_recipient_and_every_cookie(browser: Client) -> None:
    page = browser.get("/privacy/outside-services/", secure=True).content.decode()
    for words in ("配送業者", "決済事業者", "メール配信サービス", "session", "csrf", "cart_count"):
        assert words in page


def test_the_safety_page_says_what_was_done_lately_and_only_what_held() -> None:
    def titles() -> set[str]:
        with translation.override("en"):
            return {fact.title for fact in safety_facts()}

    privacy.new_subject()
    assert "Keys that are renewed" in titles()
    with privacy.acting_as(privacy.Actor.system("backup.drill")):
        privacy.record_drill(has_passed=True, seconds=1.0)
        assert "Backups that are tried" in titles()
        privacy.record_drill(has_passed=False, seconds=1.0)
    assert "Backups that are tried" not in titles()
