"""Writing a sheet: headings and facts, every value escaped. In Japanese, for readers in Japan."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from typing import Any, Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from small_trades.doors.paper.messages import Sheet

Facts = Iterable[tuple[str, str]]
FIELD_NAMES: Final = {
    "family": "姓",
    "given": "名",
    "family_kana": "姓（フリガナ）",
    "given_kana": "名（フリガナ）",
    "address": "メールアドレス",
    "number": "番号",
    "postal_code": "郵便番号",
    "prefecture": "都道府県",
    "city": "市区町村",
    "street": "番地",
    "building": "建物名・部屋番号",
    "telephone": "電話番号",
    "carrier": "配送業者",
    "brand": "カードのブランド",
    "last4": "カードの下4桁",
    "reference": "決済事業者の取引番号",
    "three_d_secure": "本人認証の結果",
    "text": "内容",
}
_STYLE: Final = SafeString(
    "body{font:11pt/1.8 sans-serif;margin:20mm;max-width:170mm}h1{font-size:16pt}h2{font-size:12pt}"
    "dl{display:grid;grid-template-columns:12em 1fr;gap:2mm 6mm;margin:0}dt{color:#444}dd{margin:0;"
    "white-space:pre-wrap;overflow-wrap:anywhere}"
)


def write(title: str, sections: Iterable[tuple[str, Facts]], *, file_name: str) -> Sheet:
    """A sheet of sections, each a heading with facts."""
    parts = ((head, _facts(facts)) for head, facts in sections)
    body = format_html_join("\n", "<h2>{}</h2>\n<dl>{}</dl>", parts)
    page = format_html(
        '<!doctype html>\n<html lang="ja"><head><meta charset="utf-8"><title>{}</title>'
        "<style>{}</style></head>\n<body><h1>{}</h1>\n{}\n</body></html>\n",
        title,
        _STYLE,
        title,
        body,
    )
    return Sheet(file_name, page.encode())


def facts_of(group: Any) -> tuple[tuple[str, str], ...]:
    """The fields of an opened group that hold something, named in Japanese."""
    found = ((entry.name, str(getattr(group, entry.name))) for entry in fields(group))
    return tuple((FIELD_NAMES.get(name, name), value) for name, value in found if value)


def day(when: date) -> str:
    """A day as a Japanese document writes it."""
    return f"{when.year}年{when.month}月{when.day}日"


def _facts(facts: Facts) -> SafeString:
    return format_html_join("", "<dt>{}</dt><dd>{}</dd>", facts)
