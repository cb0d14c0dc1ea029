"""One person's name in every way it is typed; another person's never."""

import pytest

from small_trades.shop.kernel.names import name_key


@pytest.mark.parametrize(
    ("family", "given"),
    [
        ("高橋", "一郎"),
        ("髙橋", "一郎"),
        ("高橋　", " 一郎"),
        ("高橋一", "郎"),
        ("高 橋", "一 郎"),
    ],
)
def test_one_name_however_it_is_typed(family: str, given: str) -> None:
    assert name_key(family, given) == "高橋一郎"


def test_kana_width_and_case_do_not_matter() -> None:
    assert name_key("やまだ", "ﾀﾛｳ") == name_key("ヤマダ", "たろう") == "ヤマダタロウ"
    assert name_key("ＳＭＩＴＨ", "Ann") == "smithann"


@pytest.mark.parametrize(
    ("family", "given"), [("高橋", "一朗"), ("高橋", "二郎"), ("高端", "一郎"), ("高橋", "")]
)
def test_another_name_stays_another(family: str, given: str) -> None:
    assert name_key(family, given) != name_key("高橋", "一郎")
