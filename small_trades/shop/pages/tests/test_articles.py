"""The shop about itself, and its news."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from small_trades.shop.pages import actions, queries
from small_trades.shop.pages.sample import load_sample_words
from small_trades.shop.site.actions import ShopDetails, save_shop
from small_trades.shop.site.queries import shop_facts

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser() -> Client:
    return Client(headers={"host": "localhost"})


def write_news(slug: str, day: date) -> None:
    actions.save_news(slug, day=day, title_ja=f"題{slug}", title_en="", body_ja="本文", body_en="")


def test_the_page_about_the_shop_is_empty_until_something_is_written(browser: Client) -> None:
    assert "Nothing is written here yet." in browser.get("/en/about/", secure=True).content.decode()
    actions.save_article(
        "about", title_ja="店", title_en="Us", body_ja="本文", body_en="Hello <b>you</b> {{ shop_name }}"
    )
    page = browser.get("/en/about/", secure=True).content.decode()
    assert "<h1>Us</h1>" in page
    assert "Hello &lt;b&gt;you&lt;/b&gt; {{ shop_name }}" in page


def test_news_appear_from_their_day_on_newest_first() -> None:
    today = timezone.localdate()
    write_news("old", today - timedelta(days=2))
    write_news("today", today)
    write_news("tomorrow", today + timedelta(days=1))
    assert [item.slug for item in queries.news()] == ["today", "old"]
    assert [item.slug for item in queries.news(limit=1)] == ["today"]


def test_loading_the_sample_again_leaves_what_was_written_since(browser: Client) -> None:
    load_sample_words()
    save_shop(ShopDetails("直した店", "Mended shop", "shop@example.jp"))
    load_sample_words()
    assert shop_facts().settings.name_ja == "直した店"
    assert "こもれび商店について" in browser.get("/about/", secure=True).content.decode()
    assert len(queries.news()) == 2
