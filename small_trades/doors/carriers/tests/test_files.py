"""The three layouts, and text that Shift_JIS lacks or a field is too short for."""

import csv
import datetime as dt
import io

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


def lines_of(carrier: str, to: DeliveryAddress = TO, slot: str = "14-16") -> list[dict[str, str]]:
    """A file of one parcel, read back by heading."""
    parcel = ListedParcel("7K3F-9QXM-2RTD", dt.date(2026, 11, 25), dt.date(2026, 11, 28), slot, "食器")
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


@pytest.mark.parametrize("carrier", list(LAYOUTS))
@pytest.mark.parametrize("slot", ["", "morning", "14-16", "16-18", "18-20", "19-21"])
def test_every_slot_of_the_shop_has_a_code(carrier: str, slot: str) -> None:
    assert len(lines_of(carrier, slot=slot)) == 1


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
