"""One place in every way it is typed; the neighbour's never."""

import pytest

from small_trades.shop.kernel.addresses import address_key

TOKYO = ("東京都", "渋谷区")


@pytest.mark.parametrize(
    "street",
    [
        "神宮前1-2-3",
        "神宮前１－２－３",
        "神宮前1丁目2番3号",
        "神宮前一丁目２番三号",
        "神宮前 1丁目 2-3",
        "神宮前1ー2ー3",
        "神宮前1−2−3",
        "神宮前1丁目2番地の3",
        "神宮前1丁目2の3",
        "神宮前一丁目二番地ノ三",
    ],
)
def test_one_house_however_it_is_typed(street: str) -> None:
    assert address_key(*TOKYO, street) == "東京都渋谷区神宮前1-2-3"


@pytest.mark.parametrize(
    ("street", "building"),
    [
        ("神宮前1-2-3-401", ""),
        ("神宮前1-2-3", "欅ハイツ401"),
        ("神宮前1丁目2番3号", "欅ハイツ 401号室"),
        ("神宮前1丁目2番3号", "ケヤキハイツ四〇一号室"),
        ("神宮前1-2-3 欅ハイツ401", ""),
        ("神宮前1-2-3欅ハイツA棟401号", ""),
    ],
)
def test_one_room_however_it_is_typed(street: str, building: str) -> None:
    assert address_key(*TOKYO, street, building) == "東京都渋谷区神宮前1-2-3-401"


@pytest.mark.parametrize(
    ("street", "building"),
    [
        ("神宮前1-2-4", ""),
        ("神宮前1-2-31", ""),
        ("神宮前1-23", ""),
        ("神宮前12-3", ""),
        ("神宮前2-2-3", ""),
        ("神南1-2-3", ""),
        ("神宮前1-2-3", "欅ハイツ402"),
        ("神宮前1-2-3", "欅ハイツ401"),
        ("神宮前", ""),
    ],
)
def test_the_house_next_door_is_another(street: str, building: str) -> None:
    assert address_key(*TOKYO, street, building) != address_key(*TOKYO, "神宮前1-2-3")


def test_sides_of_a_street_stay_apart() -> None:
    west = address_key("北海道", "札幌市中央区", "北9条西12丁目3-4")
    assert west != address_key("北海道", "札幌市中央区", "北9条東12丁目3-4")
    assert west == address_key("北海道", "札幌市中央区", "北９条西十二丁目３番地４")


def test_places_named_with_figures_keep_their_names() -> None:
    assert address_key("東京都", "三鷹市", "下連雀九丁目") == "東京都三鷹市下連雀9"
    assert address_key("東京都", "千代田区", "三番町5") == "東京都千代田区三番町5"
    assert address_key("東京都", "八王子市", "千人町二十三番地") == "東京都八王子市千人町23"


def test_small_kana_between_characters_are_one() -> None:
    spelt = {address_key("東京都", "千代田区", f"霞{kana}関3-1") for kana in ("が", "ヶ", "ケ", "ガ")}
    assert spelt == {"東京都千代田区霞ケ関3-1"}
    assert address_key("東京都", "千代田区", "丸の内1-1") == address_key("東京都", "千代田区", "丸ノ内1-1")


def test_an_address_of_a_thousand_characters_and_an_empty_one() -> None:
    assert address_key("", "", "") == ""
    assert len(address_key(*TOKYO, "あ1" * 500)) == 1006


@pytest.mark.parametrize("figures", ["百二", "一〇二", "102"])
def test_numbers_in_figures(figures: str) -> None:
    assert address_key("", "", f"町{figures}番地") == "町102"
