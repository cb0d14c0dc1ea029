"""The exact words a customer agrees to before a maker is told how to reach them (個人情報保護法 27(1))."""

from typing import Final

from small_trades.privacy import ConsentText

MAKER_WORDS: Final = ConsentText(
    ja=(
        "修理や誂えについて作り手から直接ご連絡できるように、当店が、ご注文の商品の作り手に、お名前、"
        "メールアドレス、ご登録があればお電話番号を、紙面でお渡しすることに同意します。"
        "同意はいつでも、このページで取り消せます。取り消すまでにお渡ししたものについては、"
        "作り手に消去を求めます。"
    ),
    en=(
        "I agree that the shop gives the makers of what I ordered my name, my e-mail address and, where I "
        "registered one, my telephone number, on paper, so that they can contact me directly about a repair "
        "or a commission. I can withdraw this on this page at any time; the makers are then asked to erase "
        "what they were given."
    ),
)
CHANNEL: Final = "order-page"
