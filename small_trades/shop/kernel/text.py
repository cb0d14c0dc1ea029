"""Text as people type it in Japan: width, kana, spaces, and what must not be typed at all."""

import re
import unicodedata

import jaconv

CARD_DIGITS = range(13, 20)
_NOT_PRINTED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_KEPT = frozenset({"\n", "\t", "\u200d"})  # U+200D joins emoji
_DIGIT_RUN = re.compile(r"\d(?:[ \-‐‑–—−ー－.]?\d){12,}")  # the dashes people type in numbers
_FORMS = re.compile("([\uf900-\ufaff\U0002f800-\U0002fa1f])")


def composed(text: str) -> str:
    """The text in NFC, but for the forms of Chinese characters that stand in names (CJK 互換漢字).

    NFC makes the usual character of each of them (UAX 15): 神 with 示 would come back with ネ.
    """
    parts = _FORMS.split(text)
    return "".join(part if at % 2 else unicodedata.normalize("NFC", part) for at, part in enumerate(parts))


def clean(text: str) -> str:
    r"""The composed text without outer space and without control, direction or unassigned characters.

    Line ends become `\n`. What is removed can only hide or mislead: NUL bytes, bidirectional overrides,
    lone surrogates, byte-order marks.
    """
    lines = composed(text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(
        character
        for character in lines
        if character in _KEPT or unicodedata.category(character) not in _NOT_PRINTED
    ).strip()


def one_line(text: str) -> str:
    """Cleaned text in NFKC on one line, with single spaces: for names, codes, addresses."""
    return " ".join(unicodedata.normalize("NFKC", clean(text)).split())


def sentence(text: str) -> str:
    """Cleaned text on one line, its signs as wide as they were typed: for what is read, not compared.

    The wave of Windows becomes that of JIS, which the shop's letters have.
    """
    return " ".join(part for part in re.split("[ \t\n]+", clean(text)) if part).replace("～", "〜")


def katakana(text: str) -> str:
    """Kana in full-width katakana, whatever kana was typed."""
    return str(jaconv.hira2kata(one_line(text)))


def is_kana(text: str) -> bool:
    """Whether a text is katakana only (with the long mark, the middle dot and spaces)."""
    return bool(text) and all("ァ" <= character <= "ヺ" or character in "ー・ " for character in text)


def fold(text: str) -> str:
    """Text as search compares it: NFKC, case-folded, hiragana as katakana, runs of space as one."""
    return " ".join(str(jaconv.hira2kata(unicodedata.normalize("NFKC", text).casefold())).split())


def bigrams(text: str) -> list[str]:
    """Overlapping pairs of characters of each word of the folded text; a lone character stands for itself."""
    grams: list[str] = []
    for word in fold(text).split():
        grams.extend(word[start : start + 2] for start in range(len(word) - 1))
        if len(word) == 1:
            grams.append(word)
    return grams


def digits(text: str) -> str:
    """Only the digits of a text, full-width ones included, as 0–9."""
    values = (unicodedata.digit(character, None) for character in text)
    return "".join(str(value) for value in values if value is not None)


def holds_card_number(text: str) -> bool:
    """Whether a text holds 13–19 digits that pass the Luhn check (ISO/IEC 7812-1): perhaps a card number.

    Digits in groups are tried in every run of whole groups, so that a number followed by its expiry date
    or security code is noticed too.
    """
    plain = unicodedata.normalize("NFKC", text)
    return any(_has_card(re.findall(r"\d+", run.group())) for run in _DIGIT_RUN.finditer(plain))


def _has_card(groups: list[str]) -> bool:
    runs = (
        "".join(groups[first:last])
        for first in range(len(groups))
        for last in range(first + 1, len(groups) + 1)
    )
    return any(len(run) in CARD_DIGITS and _luhn(run) for run in runs)


def _luhn(number: str) -> bool:
    doubled = (int(digit) * 2 if index % 2 else int(digit) for index, digit in enumerate(reversed(number)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0  # noqa: PLR2004 - two digits
