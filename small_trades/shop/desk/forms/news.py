"""The shop's own words as they are typed: news, and the page about it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from small_trades.shop.account.fields import LineField
from small_trades.shop.pages.queries import NewsWords
from small_trades.shop.site.days import DayField

LONGEST_BODY = 20_000


class WordsForm(forms.Form):
    """A title and a text in both languages. Bodies are Markdown, as on product pages."""

    title_ja = LineField(label=_("Title in Japanese"), max_length=100)
    title_en = LineField(label=_("Title in English"), max_length=100, required=False)
    body_ja = forms.CharField(
        label=_("Text in Japanese"), max_length=LONGEST_BODY, widget=forms.Textarea(attrs={"rows": "8"})
    )
    body_en = forms.CharField(
        label=_("Text in English"),
        max_length=LONGEST_BODY,
        required=False,
        widget=forms.Textarea(attrs={"rows": "8"}),
    )


class NewsForm(WordsForm):
    """One piece of news."""

    day = DayField(label=_("Shown from"))


def typed_news(words: NewsWords) -> dict[str, Any]:
    """A piece of news as its form shows it."""
    return {name: getattr(words, name) for name in NewsForm.base_fields}
