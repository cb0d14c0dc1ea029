"""What the style page shows: every component in each of its states, with texts of real length."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpRequest

from small_trades.shop.kernel.money import RateTotal, TaxRate
from small_trades.shop.pricing.shapes import Quote
from small_trades.shop.site.cards import ProductCard
from small_trades.shop.site.paging import Paging

_MOMENT = datetime(2026, 10, 5, 14, 3, tzinfo=ZoneInfo("Asia/Tokyo"))
_QUOTE = Quote(
    subtotal=8670,
    discount=500,
    points=120,
    shipping=770,
    fee=330,
    total=9150,
    by_rate=(RateTotal(TaxRate.STANDARD, 8180, 743), RateTotal(TaxRate.REDUCED, 970, 71)),
    earned=91,
)
_LONG_NAME = "ガーゼとパイルの二重織り やわらかバスタオル(生成り・大判・名入れ可)"
_MISTAKES = {"broken-name": "山田 太郎", "broken-email": "yamada@", "broken-quantity": "12"}


class StyleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="お名前", max_length=50)
    email = forms.EmailField(label="メールアドレス", help_text="ご注文の確認メールをお送りします。")
    postal = forms.CharField(label="郵便番号", required=False)
    quantity = forms.IntegerField(label="数量", min_value=1, max_value=9)
    prefecture = forms.ChoiceField(label="都道府県", choices=[("", "選択してください"), ("13", "東京都")])
    slot = forms.ChoiceField(
        label="お届け時間帯",
        choices=[("am", "午前中"), ("14", "14時から16時"), ("19", "19時から21時")],
        widget=forms.RadioSelect,
    )
    wrapping = forms.MultipleChoiceField(
        label="包装",
        choices=[("box", "化粧箱(+330円)"), ("noshi", "のし紙(無料)")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    photo = forms.FileField(label="写真", required=False)
    text = forms.CharField(label="お問い合わせ内容", widget=forms.Textarea)
    agreed = forms.BooleanField(label="利用規約に同意します")


def examples(request: HttpRequest) -> dict[str, Any]:
    """The context of the style page."""
    return {
        "form": StyleForm(prefix="clean"),
        "broken": StyleForm(_MISTAKES, prefix="broken"),
        "cards": _cards(),
        "paging": Paging.of("5", per_page=12, total=1234, path=request.path),
        "moment": _MOMENT,
        "quote": _QUOTE,
    }


def _cards() -> list[ProductCard]:
    return [
        ProductCard("blue-cup", "藍染付 湯のみ", "波佐見 白水窯", 2640),
        ProductCard(
            "sencha", "深蒸し煎茶 「朝露」", "牧之原 みどり園", 1080, stock="few", left=2, is_reduced_tax=True
        ),
        ProductCard(
            "towel",
            _LONG_NAME,
            "今治 潮織物",
            4950,
            usual=5500,
            campaign="秋の市 11月30日(月)まで",
            is_new=True,
        ),
        ProductCard("knife", "三徳包丁 165mm", "堺 鍛冶源", 18700, suggested=19800, stock="out"),
        ProductCard(
            "letter", "手すき便箋", "越前 紙匠 たけだ", 880, is_from_price=True, rating=4.5, reviews=12
        ),
    ]
