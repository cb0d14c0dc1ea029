"""Names as they are compared: one name however it was typed, and two names never taken for one."""

from typing import Final

from small_trades.shop.kernel.text import fold

# Other forms of one character in a register (人名用漢字の異体字), as keyboards offer them. Characters that
# merely look alike stay apart.
VARIANTS: Final = str.maketrans(
    {
        **dict.fromkeys("髙", "高"),
        **dict.fromkeys("﨑碕嵜", "崎"),
        **dict.fromkeys("邊邉", "辺"),
        **dict.fromkeys("齋齊斎", "斉"),
        **dict.fromkeys("澤", "沢"),
        **dict.fromkeys("濱濵", "浜"),
        **dict.fromkeys("廣", "広"),
        **dict.fromkeys("國", "国"),
        **dict.fromkeys("嶋嶌", "島"),
        **dict.fromkeys("德", "徳"),
        **dict.fromkeys("眞", "真"),
        **dict.fromkeys("櫻", "桜"),
        **dict.fromkeys("𠮷", "吉"),
        **dict.fromkeys("冨", "富"),
        **dict.fromkeys("曾", "曽"),
        **dict.fromkeys("龍", "竜"),
        **dict.fromkeys("瀨", "瀬"),
        **dict.fromkeys("惠", "恵"),
    }
)


def name_key(family: str, given: str) -> str:
    """Family and given name without width, kana, case, spaces and old forms of characters.

    Where the name was divided does not matter: `髙橋 一郎` and `高橋一 郎` are typed by the same person.
    """
    return "".join(fold(f"{family}{given}").translate(VARIANTS).split())
