"""The three layouts, and text that Shift_JIS lacks or a field is too short for."""

import csv
import datetime as dt
import io
from typing import Any

import pytest

from small_trades.doors.carriers.files import japan_post, sagawa, yamato
from small_trades.doors.carriers.files.fitting import Fitting
from small_trades.doors.carriers.files.writing import LAYOUTS, write_lines
from small_trades.doors.carriers.messages import CarrierList, ListedParcel, Sender
from small_trades.policy.groups import DeliveryAddress

TO = DeliveryAddress(
    "山田",
    "花子",
    "ヤマダ",
    "ハナコ",
    "1500001",
    "東京都",
    "渋谷区",
    "神宮前1-2-3",
    "青山荘201",
    "0312345678",
)
SHOP = Sender("小商い合同会社", "1500041", "東京都渋谷区神南1-1", "0311112222")


def lines_of(
    carrier: str, to: DeliveryAddress = TO, slot: str = "14-16", **more: Any
) -> list[dict[str, str]]:
    """A file of one parcel, read back by heading."""
    parcel = ListedParcel(
        "7K3F-9QXM-2RTD", dt.date(2026, 11, 25), dt.date(2026, 11, 28), slot, "食器", **more
    )
    message = CarrierList(
        carrier=carrier,
        sender=SHOP,
        copy="AAAA",
        is_first=True,
        parcels=(parcel,),
        to=(to,),  # type: ignore[arg-type] # opened below
    )
    text = write_lines(message, lambda sealed: sealed).text.decode("cp932")
    rows = list(csv.reader(io.StringIO(text)))
    layout = LAYOUTS[carrier]
    if layout.HAS_HEADINGS:
        assert tuple(rows.pop(0)) == layout.HEADINGS
    return [dict(zip(layout.HEADINGS, row, strict=True)) for row in rows]


@pytest.mark.parametrize(("layout", "columns"), [(yamato, 95), (sagawa, 74), (japan_post, 117)])
def test_each_layout_has_its_columns_once(layout: object, columns: int) -> None:
    headings = layout.HEADINGS  # type: ignore[attr-defined] # a module
    assert (len(headings), len(set(headings))) == (columns, columns)


def test_yamato() -> None:
    row = lines_of("yamato")[0]
    assert {name: text for name, text in row.items() if text} == {
        "お客様管理番号": "7K3F-9QXM-2RTD",
        "送り状種類": "0",
        "出荷予定日": "2026/11/25",
        "お届け予定日": "2026/11/28",
        "配達時間帯": "1416",
        "お届け先電話番号": "0312345678",
        "お届け先郵便番号": "1500001",
        "お届け先住所": "東京都渋谷区神宮前1-2-3",
        "お届け先アパートマンション名": "青山荘201",
        "お届け先名": "山田 花子",
        "敬称": "様",
        "ご依頼主電話番号": "0311112222",
        "ご依頼主郵便番号": "1500041",
        "ご依頼主住所": "東京都渋谷区神南1-1",
        "ご依頼主名": "小商い合同会社",
        "品名１": "食器",
        "検索キータイトル1": "控え",
        "検索キー1": "AAAA",
    }
    assert [
        yamato.HEADINGS.index(name) for name in ("お客様管理番号", "伝票番号", "お届け先名", "運賃管理番号")
    ] == [
        0,
        3,
        15,
        41,
    ]


def test_japan_post() -> None:
    row = lines_of("japan-post")[0]
    assert (row["お客様側管理番号"], row["発送予定日"], row["配達指定日／希望日"], row["配達時間帯区分"]) == (
        "7K3F-9QXM-2RTD",
        "20261125",
        "20261128",
        "53",
    )
    assert (row["お届け先 住所１"], row["お届け先 名称１"]) == (
        "東京都渋谷区神宮前1-2-3 青山荘201",
        "山田 花子",
    )
    assert (row["フリー項目０１"], row["元／着払／代引"]) == ("AAAA", "0")
    assert japan_post.HEADINGS.index("お届け先 電話番号") == 19


def test_sagawa() -> None:
    row = lines_of("sagawa")[0]
    assert (row["お客様管理番号"], row["配達日"], row["配達指定時間帯"]) == (
        "7K3F-9QXM-2RTD",
        "20261128",
        "14",
    )
    assert (row["お届け先住所１"], row["お届け先住所２"]) == ("東京都渋谷区神宮前1-2-3 青山荘20", "1")
    assert (row["編集０１"], row["お届け先名称１"]) == ("AAAA", "山田 花子")


SLOT_COLUMN = {"yamato": "配達時間帯", "sagawa": "配達指定時間帯", "japan-post": "配達時間帯区分"}
REMARK = {"yamato": "検索キータイトル2", "sagawa": "編集０２", "japan-post": "フリー項目０２"}


@pytest.mark.parametrize(
    ("carrier", "codes"),
    [
        ("yamato", "0812 - 1416 1618 1820 - 1921 -"),
        ("sagawa", "01 12 14 16 18 04 19 -"),
        ("japan-post", "51 52 53 54 55 - 57 56"),
    ],
)
def test_every_time_of_day_of_a_carrier_has_its_code_and_another_one_is_named(
    carrier: str, codes: str
) -> None:
    slots = ("morning", "12-14", "14-16", "16-18", "18-20", "18-21", "19-21", "20-21")
    for slot, code in zip(slots, codes.split(), strict=True):
        row = lines_of(carrier, slot=slot)[0]
        nothing = "00" if carrier == "japan-post" else ""
        told = (row[SLOT_COLUMN[carrier]], row[REMARK[carrier]])
        assert told == ((nothing, "'-時間帯") if code == "-" else (code, ""))


def test_cash_is_collected_by_the_carrier() -> None:
    cash: dict[str, Any] = {"collect": 5830, "tax": 530}
    row = lines_of("yamato", **cash)[0]
    told = (row["送り状種類"], row["ｺﾚｸﾄ代金引換額（税込)"], row["内消費税額等"])
    assert told == ("2", "5830", "530")
    row = lines_of("sagawa", **cash)[0]
    assert (row["代引金額"], row["消費税"], row["決済種別"]) == ("5830", "530", "2")
    row = lines_of("japan-post", **cash)[0]
    assert (row["元／着払／代引"], row["代引金額"], row["代引消費税金額"]) == ("2", "5830", "530")


def test_nothing_is_collected_for_what_is_paid() -> None:
    row = lines_of("sagawa")[0]
    assert (row["代引金額"], row["消費税"], row["決済種別"]) == ("", "", "")
    row = lines_of("japan-post")[0]
    assert (row["代引金額"], row["代引消費税金額"]) == ("", "")


def test_what_is_chilled_is_sent_chilled() -> None:
    columns = {
        "yamato": ("クール区分", "2"),
        "sagawa": ("クール便指定", "002"),
        "japan-post": ("保冷種別", "1"),
    }
    for carrier, (column, code) in columns.items():
        assert lines_of(carrier, is_chilled=True)[0][column] == code
        assert lines_of(carrier)[0][column] in {"", "001", "0"}


@pytest.mark.parametrize(
    ("typed", "told", "remark"),
    [
        ("葛\U000e0100城", "葛城", "U+E0100>"),
        ("辻\ufe00", "辻", "U+FE00>"),
        ("1\u20132\u20113", "1-2‐3", "U+2011>‐"),
        ("José Müller", "Jose Muller", "U+00E9>e U+00FC>u"),
        ("か\u309a", "か", "U+309A>"),
    ],
)
def test_what_paper_can_do_without_leaves_no_hole(typed: str, told: str, remark: str) -> None:
    fitting = Fitting()
    assert (fitting.fit(typed, 64), fitting.remark) == (told, remark)


def test_a_character_that_shift_jis_lacks_is_replaced_by_rule_and_named() -> None:
    to = DeliveryAddress("𠮷田", "🎁", "", "", "1500001", "東京都", "渋谷区", "〜通り−1", "", "0312345678")
    row = lines_of("japan-post", to)[0]
    assert row["お届け先 名称１"] == "吉田 〓"
    assert row["お届け先 住所１"] == "東京都渋谷区～通り－1"
    assert row["フリー項目０２"] == "U+20BB7>吉 U+1F381>〓"


def test_what_is_too_long_is_cut_and_named() -> None:
    fitting = Fitting()
    assert fitting.split("あ" * 40, (32, 32), "住所") == ["あ" * 16, "あ" * 16]
    assert fitting.fit("aあ", 2) == "a"
    assert fitting.remark == "-住所 -"


def test_nothing_ends_a_field_or_runs_as_a_formula() -> None:
    to = DeliveryAddress('=1+1",', "x\r\ny", "", "", "1500001", "東京都", "渋谷区", "1", "", "0312345678")
    row = lines_of("yamato", to)[0]
    assert row["お届け先名"] == "'=1+1”, x y"
