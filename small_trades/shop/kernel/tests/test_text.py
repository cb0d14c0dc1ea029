"""What people type, and what the shop makes of it."""

import pytest

from small_trades.shop.kernel import codes, postcodes, text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  山田\u0000太郎 ", "山田太郎"),
        ("a\u202eb\u200fc", "abc"),
        ("一\r\n二\r三", "一\n二\n三"),
        (
            "family \U0001f468\u200d\U0001f469\u200d\U0001f467",
            "family \U0001f468\u200d\U0001f469\u200d\U0001f467",
        ),
        ("か\u3099", "が"),
        ("𠮷野家", "𠮷野家"),
        ("\ufa19谷か\u3099\U0002f804", "\ufa19谷が\U0002f804"),
        ("葛\U000e0100城", "葛\U000e0100城"),
    ],
)
def test_clean_removes_what_hides_and_keeps_what_is_meant(typed: str, kept: str) -> None:
    assert text.clean(typed) == kept


def test_lone_surrogates_are_removed() -> None:
    assert text.clean("a\ud800b") == "ab"


@pytest.mark.parametrize("typed", ["やまだ たろう", "ヤマダ　タロウ", "ﾔﾏﾀﾞ ﾀﾛｳ"])
def test_any_kana_becomes_full_width_katakana(typed: str) -> None:
    assert text.katakana(typed) == "ヤマダ タロウ"
    assert text.is_kana(text.katakana(typed))


@pytest.mark.parametrize("typed", ["", "山田", "Yamada", "ヤマダ1"])
def test_what_is_not_kana(typed: str) -> None:
    assert not text.is_kana(text.katakana(typed))


def test_bigrams_fold_width_case_and_kana() -> None:
    assert text.bigrams("ゆのみ　CUP") == ["ユノ", "ノミ", "cu", "up"]
    assert text.bigrams("茶") == ["茶"]
    assert text.bigrams("") == []


@pytest.mark.parametrize(
    "typed",
    [
        "4242424242424242",
        "４２４２-4242 4242-4242",
        "card: 378282246310005 thanks",
        "4242 4242 4242 4242 12/29 123",
    ],
)
def test_card_numbers_are_noticed(typed: str) -> None:
    assert text.holds_card_number(typed)


@pytest.mark.parametrize("typed", ["03-1234-5678", "4242424242424241", "2026-11-23 10:32", "注文 12345"])
def test_other_numbers_are_not_card_numbers(typed: str) -> None:
    assert not text.holds_card_number(typed)


def test_codes_survive_being_read_aloud() -> None:
    code = codes.new_code()
    assert len(code) == 14
    assert codes.normalise_code(code.lower().replace("-", " ")) == code
    assert codes.normalise_code("７k3f9qxm2rtd") == "7K3F-9QXM-2RTD"


@pytest.mark.parametrize("typed", ["", "7K3F-9QXM", "7K3F-9QXM-2RT!", "7K3F-9QXM-2RTDD"])
def test_what_is_no_code(typed: str) -> None:
    assert codes.normalise_code(typed) is None


def test_a_postcode_finds_its_place() -> None:
    assert postcodes.find_place("１５０ー0001") == postcodes.Place("東京都", "渋谷区", "神宮前")
    assert postcodes.find_place("000-0000") is None
    assert postcodes.find_place("12") is None
