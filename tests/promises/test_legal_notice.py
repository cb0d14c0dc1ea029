"""特定商取引法 11: what the notice says about the sale is what the shop does."""

from django.utils import translation

from small_trades.shop.orders.actions.place import TIME_TO_PAY
from small_trades.shop.orders.delivery import FEES, REGIONS
from small_trades.shop.orders.states import PaymentMethod
from small_trades.shop.pages.legal import DEFAULTS

TEXTS = {item["key"]: item for item in DEFAULTS}
IN_THE_NOTICE = {
    "hokkaido": "北海道・九州 {fee}円",
    "tohoku": "東北・関西 {fee}円",
    "kanto": "関東・信越・中部 {fee}円",
    "shinetsu": "関東・信越・中部 {fee}円",
    "chubu": "関東・信越・中部 {fee}円",
    "kansai": "東北・関西 {fee}円",
    "chugoku": "中国・四国 {fee}円",
    "shikoku": "中国・四国 {fee}円",
    "kyushu": "北海道・九州 {fee}円",
    "okinawa": "沖縄 {fee}円",
}


def test_shipping_fees_are_those_that_are_charged() -> None:
    assert {region.id for region in REGIONS} == set(IN_THE_NOTICE)
    for region in REGIONS:
        assert IN_THE_NOTICE[region.id].format(fee=f"{region.fee:,}") in TEXTS["fees"]["text_ja"]
        assert f"¥{region.fee:,}" in TEXTS["fees"]["text_en"]
    assert f"{FEES.free_from:,}円以上" in TEXTS["fees"]["text_ja"]
    assert f"¥{FEES.free_from:,}" in TEXTS["fees"]["text_en"]


def test_the_time_to_transfer_is_the_time_an_order_waits() -> None:
    days = TIME_TO_PAY[PaymentMethod.BANK_TRANSFER].days
    assert f"ご注文から{days}日以内" in TEXTS["payment-time"]["text_ja"]
    assert f"within {days} days" in TEXTS["payment-time"]["text_en"]


def test_every_means_of_payment_is_named() -> None:
    assert {method.value for method in PaymentMethod} == {"card", "konbini", "bank-transfer"}
    with translation.override("ja"):
        for word in ("クレジットカード", "コンビニエンスストア", "銀行振込"):
            assert word in TEXTS["methods"]["text_ja"]
