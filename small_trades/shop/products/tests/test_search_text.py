import pytest

from small_trades.shop.products import search_text


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("ゆのみ", ("ユノミ",)),
        ("ﾕﾉﾐ　CUP", ("ユノミ", "cup")),
        ("コーヒー・カップ", ("コーヒーカップ",)),
        ("TSU-001", ("tsu001",)),
        ("茶 茶", ("茶",)),
        ("a\u0000b\u202ec", ("abc",)),
        ("・-", ()),
        ("", ()),
        ("1 2 3 4 5 6 7 8 9", ("1", "2", "3", "4", "5", "6", "7", "8")),
    ],
)
def test_words_of_a_query(typed: str, words: tuple[str, ...]) -> None:
    assert search_text.words(typed) == words


def test_a_query_is_read_to_its_hundredth_character() -> None:
    assert search_text.words("あ" * 150) == ("ア" * 100,)


def test_grams_are_characters_and_pairs() -> None:
    assert search_text.grams("ユノミ 茶") == {"ユ", "ノ", "ミ", "茶", "ユノ", "ノミ"}


@pytest.mark.parametrize(
    ("word", "grams"),
    [("茶", ("茶",)), ("湯呑", ("湯呑",)), ("ユノミ", ("ノミ", "ユノ")), ("茶茶", ("茶茶",))],
)
def test_a_word_asks_for_its_pairs(word: str, grams: tuple[str, ...]) -> None:
    assert search_text.query_grams(word) == grams


def test_encoded_grams_are_letters_and_digits_and_differ() -> None:
    grams = ["茶", "茶茶", "🍵", '"', "%", "é"]
    encoded = [search_text.encode(gram) for gram in grams]
    assert len(set(encoded)) == len(grams)
    assert all(gram.isascii() and gram.isalnum() for gram in encoded)
