"""The details form: forgiving in what it takes, exact in what it keeps."""

from typing import Any

import pytest
from django.utils import translation

from small_trades.policy.groups import DeliveryAddress, EmailAddress, OrderNote, PersonName
from small_trades.shop.checkout.forms import DetailsForm

TYPED = {
    "family-name": "綾小路",
    "given-name": "蒼彦",
    "family-kana": "あやのこうじ",
    "given-kana": "アオヒコ",
    "email": "Guest@Example.JP",
    "tel": "09012345678",
    "postal-code": "150-0001",
    "address-level1": "東京都",
    "address-level2": "渋谷区",
    "address-line1": "神宮前九丁目8-7",
    "address-line2": "",
    "note": "",
}


def form(**changes: str) -> DetailsForm:
    return DetailsForm(TYPED | {name.replace("_", "-"): value for name, value in changes.items()})


def details(**changes: str) -> Any:
    filled = form(**changes)
    assert filled.is_valid(), filled.errors
    return filled.details()


def test_what_was_typed_is_kept_in_one_way() -> None:
    made = details(
        given_kana="ｱｵﾋｺ", tel="０９０−１２３４−５６７８", postal_code="１５０ー０００１", note="玄関前へ"
    )

    assert made.name == PersonName("綾小路", "蒼彦", "アヤノコウジ", "アオヒコ")
    assert made.email == EmailAddress("Guest@example.jp")
    assert made.note == OrderNote("玄関前へ")
    assert made.ship_to == DeliveryAddress(
        "綾小路",
        "蒼彦",
        "アヤノコウジ",
        "アオヒコ",
        "1500001",
        "東京都",
        "渋谷区",
        "神宮前九丁目8-7",
        "",
        "090-1234-5678",
    )


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("family_name", ""),
        ("family_name", "   "),
        ("family_name", "あ" * 41),
        ("family_name", "あ" * 1000),
        ("family_name", "\x00\u202e\u200b"),
        ("family_kana", "綾小路"),
        ("email", "guest"),
        ("email", "guest@"),
        ("email", "a@b.jp, c@d.jp"),
        ("tel", "123"),
        ("tel", "電話なし"),
        ("postal_code", "150-000"),
        ("address_level1", "江戸"),
        ("address_line1", "4242 4242 4242 4242"),
        ("note", "カードは4242424242424242です"),
        ("note", "４２４２−４２４２−４２４２−４２４２"),
        ("note", "あ" * 501),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(field: str, typed: str) -> None:
    refused = form(**{field: typed})

    assert not refused.is_valid()
    assert list(refused.errors) == [field]


@pytest.mark.parametrize("name", ["𠮷野", "髙橋", "Müller", "さくら🌸"])
def test_unusual_names_are_names(name: str) -> None:
    assert details(family_name=name).name.family == name


def test_what_misleads_is_taken_out() -> None:
    made = details(family_name="綾\x00小\u202e路", note="一行目\r\n\x07二行目")

    assert made.name.family == "綾小路"
    assert made.note == OrderNote("一行目\n二行目")


def test_readings_may_be_left_out_in_english() -> None:
    assert not form(family_kana="", given_kana="").is_valid()
    with translation.override("en"):
        assert details(family_kana="", given_kana="").name == PersonName("綾小路", "蒼彦", "", "")


def test_a_postcode_fills_in_the_address_without_a_script() -> None:
    filled = form(postal_code="5300001", address_level1="", address_level2="", address_line1="").filled_in()

    assert (filled.initial["address_level1"], filled.initial["address_level2"]) == ("大阪府", "大阪市北区")
    assert filled.initial["address_line1"] == "梅田"
    assert filled.initial["family_name"] == "綾小路"
    assert not filled.is_place_unknown


def test_a_postcode_of_no_place_keeps_what_was_typed() -> None:
    filled = form(postal_code="999-9999").filled_in()

    assert filled.is_place_unknown
    assert filled.initial["address_line1"] == "神宮前九丁目8-7"
