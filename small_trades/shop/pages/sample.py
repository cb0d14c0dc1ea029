"""The sample shop's own words: who it is, what it says about itself. All of it is made up."""

from datetime import date
from typing import Final

from django.db import transaction

from small_trades.shop.pages import queries
from small_trades.shop.pages.actions import save_article, save_news
from small_trades.shop.site.actions import ShopDetails, change_shop, save_shop

SHOP: Final = ShopDetails(
    name_ja="こもれび商店",
    name_en="Komorebi",
    tagline_ja="八つの小さな作り手から、毎日の道具と味を。",
    tagline_en="Everyday tools and tastes from eight small makers.",
    inquiry_email="shop@komorebi.example.jp",
    seller_ja="こもれび商店株式会社（見本の会社です）",
    seller_en="Komorebi Shoten K.K. (a sample company)",
    representative_ja="木漏 葉子",
    representative_en="Yoko Komore",
    address_ja="〒604-0000 京都府京都市中京区見本町1番地",
    address_en="1 Mihoncho, Nakagyo-ku, Kyoto 604-0000, Japan",
    telephone="075-000-0000（平日 10:00–16:00）",
    invoice_number="T9000000000000",
    bank_account_ja="こもれび銀行（0000） 本店（001）\n普通 1234567\nコモレビシヨウテン(カ",
    bank_account_en="Komorebi Bank (0000), main branch (001)\nOrdinary account 1234567\nKOMOREBI SHOTEN K.K.",
)

ABOUT_JA: Final = """
こもれび商店は、器、布、紙、茶、香、刃物、菓子をつくる八つの小さな作り手から、毎日の暮らしで使うものだけを選んでお届けする店です。

## 作り手と、じかに

間に人が入らないので、つくり方も、値段の理由も、直し方も、作り手の言葉のままお伝えできます。数がそろわないときは、そろうまでお待ちいただくことがあります。

## 長く使えるように

欠けた器の金継ぎ、包丁の研ぎ直し、布のほつれ。お買い上げいただいたものは、何年たってからでもご相談ください。

## お預かりする情報も、道具のように大切に

お名前やご住所を使うのは、お約束した目的のためだけです。いつ、何のために使ったかは、すべて記録してご本人にお見せします。[プライバシーポリシー](/privacy/)をご覧ください。
"""
ABOUT_EN: Final = """
Komorebi brings together eight small makers of pottery, cloth, paper, tea, incense, knives and sweets, and picks from them only what earns its place in daily life.

## Straight from the makers

Nobody stands in between. So we can tell you, in the makers' own words, how a thing is made, why it costs what it costs, and how to mend it. When there are not enough, we may ask you to wait until there are.

## Made to last

Gold-mending for a chipped cup, a new edge for a knife, a seam come loose: ask us, however many years after you bought it.

## Your information, kept like good tools

We use your name and address only for what we promised. When and what for is recorded each time, and shown to you. Please see the [privacy policy](/en/privacy/).
"""  # noqa: E501 - a paragraph is one line of Markdown


@transaction.atomic
def load_sample_words() -> None:
    """Write the sample shop's details, its page about itself and its first news, unless there is such a page.

    What the trader has written since stays as it is.
    """
    if queries.about() is not None:
        return
    save_shop(SHOP)
    # The sample shop is set up: nobody has to be led through it.
    change_shop(setup={"is_ended": True})
    save_article(
        "about",
        title_ja="こもれび商店について",
        title_en="About Komorebi",
        body_ja=ABOUT_JA.strip(),
        body_en=ABOUT_EN.strip(),
    )
    save_news(
        "opening",
        day=date(2026, 11, 1),
        title_ja="オンラインの店を開きました",
        title_en="Our online shop is open",
        body_ja="八つの作り手の品を、全国にお届けします。商品の合計が11,000円以上のときは、送料をいただきません。",
        body_en="Goods of eight makers, sent anywhere in Japan. Shipping is free from ¥11,000.",
    )
    save_news(
        "new-tea",
        day=date(2026, 11, 16),
        title_ja="冬のお茶が届きました",
        title_en="Winter teas have arrived",
        body_ja="ほうじ茶と和紅茶の、この冬の分が届きました。数に限りがあります。",
        body_en="This winter's roasted green tea and Japanese black tea are here, while they last.",
    )
