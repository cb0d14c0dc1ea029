"""Settings at the desk: what is typed holds at once, and what makes no sense is said at its field."""

import datetime as dt
from typing import Any
from unittest.mock import patch

import pytest
from django.utils import timezone

from small_trades.shop.account.tests.making import Browser
from small_trades.shop.delivery.defaults import DEFAULTS
from small_trades.shop.delivery.models import DeliveryRules
from small_trades.shop.delivery.queries import rules_now
from small_trades.shop.desk.tests.making import colleague, desk_of, problems
from small_trades.shop.kernel.invoice_number import is_invoice_number
from small_trades.shop.orders.methods import methods_offered
from small_trades.shop.pages.models import Article, News
from small_trades.shop.products.tests.goods import a_category
from small_trades.shop.site.models import ShopSettings
from small_trades.shop.site.queries import shop_facts

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
SETTINGS, PAYMENT, DELIVERY = "/desk/settings/", "/desk/settings/payment/", "/desk/settings/delivery/"
ZONES, CARRIERS, NEWS = "/desk/settings/zones/", "/desk/settings/carriers/", "/desk/settings/news/"
ABOUT = "/desk/settings/about/"
ANNOUNCEMENT = "/desk/settings/announcement/"
SHOP = {
    "name_ja": "こもれび商店",
    "name_en": "Komorebi",
    "seller_ja": "木漏れ日株式会社",
    "inquiry_email": "hello@komorebi.example",
    "invoice_number": "t8700110005901",
}
RULES = {
    "free_from": "8000",
    "bands": "2000、5000",
    "heaviest": "25000",
    "cool_fee": "220",
    "sends_to_islands": "on",
    "remote_fee": "900",
    "remote_days": "3",
    "remote_codes": "100-0101\n 907",
    "cut_off": "15:30",
    "packing_days": "0",
    "dates_offered": "7",
    "closed_weekdays": ["6"],
    "closed": "2026-08-13 12-31",
}
ZONE = {"name_ja": "伊豆", "days": "2", "fees": "900", "prefectures": ["静岡県", "東京都"]}
CASH = {"methods": ["card", "cash-on-delivery"], "reminder_days": "3", "cash_fees": "10000 330\n30000 440"}


@pytest.fixture
def desk() -> Browser:
    return desk_of(colleague("manager"))


def test_the_shop_says_who_it_is_and_every_page_follows(desk: Browser) -> None:
    assert desk.post(SETTINGS, SHOP)["Location"] == SETTINGS
    stored = ShopSettings.objects.get()
    assert (stored.name_ja, stored.invoice_number) == ("こもれび商店", "T8700110005901")
    assert "木漏れ日株式会社" in Browser().get("/legal/").content.decode()
    assert 'value="hello@komorebi.example"' in desk.get(SETTINGS).content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name_ja": ""}, "name_ja"),
        ({"inquiry_email": "nobody"}, "inquiry_email"),
        ({"invoice_number": "T8700110005902"}, "invoice_number"),
        ({"invoice_number": "8700110005901"}, "invoice_number"),
        ({"telephone": "0" * 31}, "telephone"),
    ],
)
def test_what_cannot_be_said_about_a_shop_is_refused(
    desk: Browser, changes: dict[str, str], field: str
) -> None:
    assert field in problems(desk.post(SETTINGS, SHOP | changes).content.decode())
    assert not ShopSettings.objects.exists()


def test_a_check_digit_tells_a_mistyped_number() -> None:
    assert is_invoice_number("T8700110005901")  # 国税庁's own example of a corporate number
    wrong = [f"T{digit}700110005901" for digit in range(10) if digit != 8]
    assert not any(map(is_invoice_number, [*wrong, "T870011000590", "T87001100059011", "8700110005901", ""]))


def test_conditions_of_sale_are_rewritten_and_fees_stay_true(desk: Browser) -> None:
    page = desk.get("/desk/settings/legal/").content.decode()
    assert page.count("<textarea") == 16
    typed = {f"text_{place}_{language}": f"条件{place}" for place in range(8) for language in ("ja", "en")}
    assert desk.post("/desk/settings/legal/", typed).status_code == 302
    legal = Browser().get("/legal/").content.decode()
    assert "条件5" in legal
    assert "沖縄 1,650円" in legal
    assert "text_0_ja" in problems(
        desk.post("/desk/settings/legal/", typed | {"text_0_ja": ""}).content.decode()
    )


def test_methods_are_switched_on_and_off_with_their_limits(desk: Browser) -> None:
    assert desk.post(PAYMENT, CASH | {"most_card": "50000"}).status_code == 302
    rules = shop_facts().payment_rules
    assert (rules.off, rules.most, rules.reminder_days) == (
        frozenset({"konbini", "bank-transfer"}),
        {"card": 50_000},
        3,
    )
    assert rules_now().cash.fees == ((10_000, 330), (30_000, 440))
    assert [method.value for method in methods_offered(50_001, 330)] == ["cash-on-delivery"]
    page = desk.get(PAYMENT).content.decode()
    assert "10000 330\n30000 440" in page


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"cash_fees": ""}, "cash_fees"),
        ({"cash_fees": "10000"}, "cash_fees"),
        ({"cash_fees": "10000 x"}, "cash_fees"),
        ({"cash_fees": "30000 440\n10000 330"}, "cash_fees"),
        ({"reminder_days": "7"}, "reminder_days"),
        ({"most_card": "0"}, "most_card"),
        ({"methods": ["gold"]}, "methods"),
    ],
)
def test_payment_that_makes_no_sense_changes_nothing(
    desk: Browser, changes: dict[str, Any], field: str
) -> None:
    assert field in problems(desk.post(PAYMENT, CASH | changes).content.decode())
    assert not ShopSettings.objects.exists()
    assert not DeliveryRules.objects.exists()


def test_fees_and_days_hold_at_once_and_zones_follow_new_bands(desk: Browser) -> None:
    sweets = a_category("sweets", name_ja="菓子")
    assert desk.post(DELIVERY, RULES | {"cool_categories": [str(sweets.pk)]}).status_code == 302
    now = rules_now()
    assert (now.free_from, now.bands, now.heaviest, now.remote_fee) == (8_000, (2_000, 5_000), 25_000, 900)
    assert (now.remote_codes, now.closed) == (("1000101", "907"), ("2026-08-13", "12-31"))
    assert (now.cool_categories, now.closed_weekdays) == (frozenset({sweets.pk}), frozenset({6}))
    assert (now.cut_off.isoformat(), now.closes_on_holidays) == ("15:30:00", False)
    assert now.zones[0].fees == (1210, 1210, 1210)
    desk.post(DELIVERY, RULES | {"bands": "", "sends_to_islands": ""})
    assert (rules_now().zones, rules_now().remote_fee) == (DEFAULTS.zones, None)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"bands": "heavy"}, "bands"),
        ({"bands": "5000 2000"}, "bands"),
        ({"heaviest": "5000"}, "heaviest"),
        ({"free_from": "-1"}, "free_from"),
        ({"remote_codes": "10"}, "remote_codes"),
        ({"cut_off": "25:00"}, "cut_off"),
        ({"closed_weekdays": list("0123456")}, "closed_weekdays"),
        ({"closed": "2026-02-30"}, "closed"),
        ({"packing_days": "61"}, "packing_days"),
        ({"cool_categories": ["999999"]}, "cool_categories"),
    ],
)
def test_delivery_that_makes_no_sense_is_refused(desk: Browser, changes: dict[str, Any], field: str) -> None:
    assert field in problems(desk.post(DELIVERY, RULES | changes).content.decode())
    assert not DeliveryRules.objects.exists()


def test_a_new_zone_takes_its_prefectures_from_the_others(desk: Browser) -> None:
    assert desk.post(f"{ZONES}new/", ZONE)["Location"] == ZONES
    now = rules_now()
    found = now.zone_of("東京都")
    assert found is not None
    assert (found.name_ja, found.fees, found.prefectures) == ("伊豆", (900,), ("静岡県", "東京都"))
    assert sum("東京都" in zone.prefectures for zone in now.zones) == 1
    assert "伊豆" in desk.get(ZONES).content.decode()
    desk.post(f"{ZONES}{found.id}/", ZONE | {"fees": "950", "prefectures": ["東京都"]})
    assert rules_now().zone_of("静岡県") is None
    desk.post(f"{ZONES}{found.id}/remove/")
    assert rules_now().zone_of("東京都") is None
    assert desk.get(f"{ZONES}{found.id}/").status_code == 404


def test_prefectures_are_named_in_the_pages_language_and_those_in_no_zone_are_said(desk: Browser) -> None:
    page = desk.get(f"/en{ZONES}").content.decode()
    assert "Tokushima, Kagawa, Ehime, Kochi" in page
    assert "徳島県" not in page
    assert "which are in no zone" not in page
    shikoku = next(zone for zone in DEFAULTS.zones if "徳島県" in zone.prefectures)
    desk.post(f"{ZONES}{shikoku.id}/remove/")
    page = desk.get(f"/en{ZONES}").content.decode()
    assert "which are in no zone: Tokushima, Kagawa, Ehime, Kochi" in page
    assert "お届けしません：徳島県 香川県 愛媛県 高知県" in desk.get(ZONES).content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name_ja": ""}, "name_ja"),
        ({"fees": "900 1000"}, "fees"),
        ({"fees": "-1"}, "fees"),
        ({"days": "x"}, "days"),
        ({"prefectures": ["Atlantis"]}, "prefectures"),
    ],
)
def test_a_zone_that_makes_no_sense_is_refused(desk: Browser, changes: dict[str, Any], field: str) -> None:
    assert field in problems(desk.post(f"{ZONES}new/", ZONE | changes).content.decode())
    assert not DeliveryRules.objects.exists()


def test_the_last_zone_stays(desk: Browser) -> None:
    for zone in DEFAULTS.zones:
        desk.post(f"{ZONES}{zone.id}/remove/")
    assert [zone.id for zone in rules_now().zones] == ["okinawa"]


def test_carriers_are_offered_with_their_times(desk: Browser) -> None:
    typed = {"yamato-extra": "0", "sagawa-is_on": "on", "sagawa-extra": "110", "japan-post-extra": "0"}
    assert desk.post(CARRIERS, typed | {"sagawa-slots": ["18-21", "morning"]}).status_code == 302
    yamato, sagawa, _post = rules_now().carriers
    assert (yamato.is_on, sagawa.is_on, sagawa.extra, sagawa.takes_cash) == (False, True, 110, False)
    assert sagawa.slots == ("morning", "18-21")
    page = desk.post(CARRIERS, typed | {"sagawa-is_on": ""}).content.decode()
    assert "配送業者を1社以上お選びください。" in page
    assert rules_now().carriers[1].is_on


def test_news_are_written_changed_and_taken_away(desk: Browser) -> None:
    typed = {"day": "2026-03-01", "title_ja": "春の器", "body_ja": "新しい器が入りました。"}
    assert desk.post(f"{NEWS}new/", typed)["Location"] == NEWS
    slug = News.objects.get().slug
    assert "春の器" in Browser().get("/news/").content.decode()
    desk.post(f"{NEWS}{slug}/", typed | {"title_ja": "春の皿", "day": "2999-01-01"})
    assert "春の皿" in desk.get(NEWS).content.decode()
    assert "春の皿" not in Browser().get("/news/").content.decode()
    assert "title_ja" in problems(desk.post(f"{NEWS}{slug}/", typed | {"title_ja": ""}).content.decode())
    desk.post(f"{NEWS}{slug}/remove/")
    assert not News.objects.exists()
    assert desk.post(f"{NEWS}{slug}/remove/").status_code == 404


def test_the_page_about_the_shop_is_written_at_the_desk_and_harms_nobody(desk: Browser) -> None:
    typed = {
        "title_ja": "この店のこと",
        "title_en": "",
        "body_ja": "## 作り手と\n\n- 器\n- 布\n\n<script>alert(1)</script> [押す](javascript:alert(2))",
        "body_en": "",
    }
    assert "まだ何も書かれていません" in Browser().get("/about/").content.decode()
    assert "body_ja" in problems(desk.post(ABOUT, typed | {"body_ja": ""}).content.decode())
    assert "body_ja" in problems(desk.post(ABOUT, typed | {"body_ja": "あ" * 20_001}).content.decode())
    assert not Article.objects.exists()
    assert desk.post(ABOUT, typed).status_code == 302
    page = Browser().get("/about/").content.decode()
    assert "この店のこと</h1>" in page
    assert "<li>器</li>" in page
    assert "<script>alert" not in page
    assert 'href="javascript' not in page
    assert "この店のこと" in Browser().get("/en/about/").content.decode()  # until English is written
    desk.post(ABOUT, typed | {"title_en": "About this shop", "body_en": "Tools & tastes"})
    assert "Tools &amp; tastes" in Browser().get("/en/about/").content.decode()
    assert 'value="About this shop"' in desk.get(ABOUT).content.decode()


def test_the_checklist_leads_to_what_is_missing_and_is_for_who_can_do_it(desk: Browser) -> None:
    page = desk.get("/desk/").content.decode()
    assert 'href="/desk/settings/">販売業者・運営責任者・所在地・電話番号を入力する' in page
    assert "開店までの準備" not in desk_of(colleague("orders")).get("/desk/").content.decode()
    whole = {"representative_ja": "木漏れ日 花", "address_ja": "東京都渋谷区1-1", "telephone": "03-0000-0000"}
    desk.post(SETTINGS, SHOP | whole)
    assert 'href="/desk/settings/">販売業者' not in desk.get("/desk/").content.decode()


def test_an_announcement_stands_above_every_page_until_it_ends(desk: Browser) -> None:
    soon = timezone.localtime() + dt.timedelta(hours=2)
    said = {"ja": "年末は12月28日まで発送します", "en": "We ship until 28 December", "path": "/products/"}
    answer = desk.post(ANNOUNCEMENT, {**said, "until": soon.strftime("%Y-%m-%dT%H:%M")})
    assert answer["Location"] == ANNOUNCEMENT
    page = Browser().get("/en/").content.decode()
    assert '<a href="/en/products/">We ship until 28 December</a>' in page
    page = Browser().get("/products/").content.decode()
    assert '<a href="/products/">年末は12月28日まで発送します</a>' in page
    form = desk.get(ANNOUNCEMENT).content.decode()
    assert soon.strftime("%Y-%m-%dT%H:%M") in form
    assert 'class="announcement"' not in form
    with patch("django.utils.timezone.now", return_value=soon):
        assert shop_facts().announcement is None
        assert "We ship until" not in Browser().get("/en/").content.decode()
    desk.post(ANNOUNCEMENT, {"ja": "", "en": "", "path": "", "until": ""})
    assert "announcement" not in Browser().get("/").content.decode()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"en": "Only in English"}, "ja"),
        ({"ja": "外へ", "path": "https://evil.example/"}, "path"),
        ({"ja": "外へ", "path": "//evil.example/"}, "path"),
        ({"ja": "無い", "path": "/nothing/here/"}, "path"),
        ({"ja": "終わり", "until": "2026-01-01T00:00"}, "until"),
        ({"ja": "いつか", "until": "someday"}, "until"),
    ],
)
def test_an_announcement_that_makes_no_sense_is_refused(
    desk: Browser, typed: dict[str, str], field: str
) -> None:
    answer = desk.post(ANNOUNCEMENT, {"ja": "", "en": "", "path": "", "until": "", **typed})
    assert field in problems(answer.content.decode())
    assert shop_facts().announcement is None


def test_what_is_announced_keeps_the_width_it_is_typed_in(desk: Browser) -> None:
    said = "年末年始（12/29～1/3）は　お休みです！"
    desk.post(ANNOUNCEMENT, {"ja": f" {said}\n", "en": "", "path": "", "until": ""})
    said = said.replace("～", "〜")
    assert f"<p>{said}</p>" in Browser().get("/").content.decode()
    desk.post(SETTINGS, SHOP | {"tagline_ja": "暮らしの器、あります（全国発送）。"})
    assert shop_facts().settings.tagline_ja == "暮らしの器、あります（全国発送）。"


def test_what_is_announced_is_text_and_nothing_else(desk: Browser) -> None:
    desk.post(ANNOUNCEMENT, {"ja": "<script>alert(1)</script>", "en": "", "path": "", "until": ""})
    page = Browser().get("/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
