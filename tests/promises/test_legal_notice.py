"""特定商取引法 11: what the notice says about the sale is what the shop does."""

from dataclasses import replace

import pytest
from django.utils import translation

from small_trades.shop.delivery.actions import save_rules
from small_trades.shop.delivery.defaults import DEFAULTS as DELIVERY
from small_trades.shop.delivery.rules import CashRules
from small_trades.shop.orders.actions.place import TIME_TO_PAY
from small_trades.shop.orders.states import PaymentMethod
from small_trades.shop.pages.legal import DEFAULTS, legal_item
from small_trades.shop.site.queries import shop_facts

TEXTS = {item["key"]: item for item in DEFAULTS}
pytestmark = pytest.mark.django_db


def _fees(language: str) -> str:
    with translation.override(language):
        return legal_item(shop_facts(), "fees").text


def test_shipping_fees_are_those_that_are_charged() -> None:
    japanese, english = _fees("ja"), _fees("en")
    for line in (
        "関東・信越・中部 770円",
        "東北・関西 880円",
        "中国・四国 990円",
        "北海道・九州 1,210円",
        "沖縄 1,650円",
        "11,000円以上",
        "銀行振込の手数料は、お客様のご負担となります。",
    ):
        assert line in japanese
    for line in ("Kanto, Shin'etsu, Chubu ¥770", "Okinawa ¥1,650", "¥11,000"):
        assert line in english


def test_when_the_fees_change_the_notice_does() -> None:
    zones = tuple(replace(zone, fees=(600, 900)) for zone in DELIVERY.zones)
    cash = CashRules(is_on=True, fees=((10_000, 330),))
    save_rules(replace(DELIVERY, zones=zones, bands=(2_000,), free_from=None, cash=cash))

    text = _fees("ja")
    assert "2kgまで600円" in text
    assert "11,000円" not in text
    assert "10,000円まで：330円" in text


def test_the_time_to_transfer_is_the_time_an_order_waits() -> None:
    days = TIME_TO_PAY[PaymentMethod.BANK_TRANSFER].days
    assert f"ご注文から{days}日以内" in TEXTS["payment-time"]["text_ja"]
    assert f"within {days} days" in TEXTS["payment-time"]["text_en"]


def test_every_means_of_payment_is_named() -> None:
    assert {method.value for method in PaymentMethod} == {
        "card",
        "konbini",
        "bank-transfer",
        "cash-on-delivery",
    }
    with translation.override("ja"):
        for word in ("クレジットカード", "コンビニエンスストア", "銀行振込", "代金引換"):
            assert word in TEXTS["methods"]["text_ja"]
