"""The words somebody agrees to when they subscribe. Changing one of them makes a new wording on record."""

from typing import Final

from small_trades.privacy import ConsentText

CONSENT: Final = ConsentText(
    ja=(
        "当店のメールマガジン（商品の広告や、お店のお知らせ）を、このメールアドレスに受け取ることに同意します。"
        "いつでも、どのメールからも、1回の操作で停止できます。"
    ),
    en=(
        "I agree to receive the shop's newsletter (advertising of its goods, and news of the shop) at this "
        "e-mail address. I can stop it at any time, from any of these mails, with one click."
    ),
)


def consent_words(language: str) -> str:
    """The words in the language somebody reads."""
    return CONSENT.ja if language == "ja" else CONSENT.en
