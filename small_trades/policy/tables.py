"""The tables of the published policy, drawn from a declaration's snapshot, so that old versions draw alike.

A snapshot is what `Policy.snapshot()` answers and `published/<version>.json` holds.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

Snapshot: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """A caption, the column heads, and rows of as many cells; all plain text."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


_HEADS: Final[dict[str, dict[str, tuple[str, tuple[str, ...]]]]] = {
    "ja": {
        "categories": ("お預かりする情報", ("情報", "具体的な内容", "利用目的の項目")),
        "purposes": ("利用目的と、使う情報・扱う者", ("利用目的", "使う情報", "扱う者")),
        "recipients": ("お預けする先", ("お預けする先", "立場", "お渡しすることのある情報", "取り決め")),
        "retention": ("保存する期間", ("情報と期間", "根拠となる法令")),
        "cookies": ("当サイトのCookie", ("名前", "目的", "種類", "期間")),
    },
    "en": {
        "categories": ("What we collect", ("Information", "In detail", "Used under clause")),
        "purposes": ("Purposes, what each uses and who acts", ("Purpose", "Uses", "Who acts")),
        "recipients": ("Recipients", ("Recipient", "Standing", "May receive", "Arrangement")),
        "retention": ("How long it is kept", ("Information and term", "Law")),
        "cookies": ("Cookies of this site", ("Name", "Purpose", "Kind", "Kept for")),
    },
}
_WORDS: Final[dict[str, dict[str, str]]] = {
    "ja": {
        "and": "、",
        "then": "、",
        "visitor": "ご本人（ログイン前）",
        "customer": "ご本人（会員）",
        "system": "自動処理",
        "staff": "従業者（{roles}）",
        "owner": "店主",
        "manager": "店長",
        "orders": "受注担当",
        "support": "お客様係",
        "catalogue": "商品担当",
        "auditor": "監査担当",
        "program": "店主が許可したプログラム",
        "processor": "委託先（{country}）",
        "third-party": "第三者（{country}）",
        "authority": "法令にもとづく（{country}）",
        "JP": "日本",
        "US": "米国",
        "own rule": "当店の定め",
        "necessary": "必要",
        "preference": "設定の記憶",
        "advertising": "広告",
        "days": "{days}日間",
        "until closed": "ブラウザーを閉じるまで",
    },
    "en": {
        "and": ", ",
        "then": "; ",
        "visitor": "you, before signing in",
        "customer": "you, signed in",
        "system": "automatic tasks",
        "staff": "staff ({roles})",
        "owner": "owner",
        "manager": "manager",
        "orders": "orders",
        "support": "customer care",
        "catalogue": "catalogue",
        "auditor": "auditor",
        "program": "programs that the owner allowed",
        "processor": "contractor ({country})",
        "third-party": "third party ({country})",
        "authority": "by law ({country})",
        "JP": "Japan",
        "US": "United States",
        "own rule": "our own rule",
        "necessary": "necessary",
        "preference": "preference",
        "advertising": "advertising",
        "days": "{days} days",
        "until closed": "until the browser is closed",
    },
}


def _categories(snapshot: Snapshot, language: str) -> Table:
    rows = (
        (
            _numbered(entry, language),
            _join(entry[f"items_{language}"], language, by="then"),
            " ".join(_clauses_using(snapshot, category)),
        )
        for category, entry in snapshot["categories"].items()
    )
    return _drawn("categories", rows, language)


def _clauses_using(snapshot: Snapshot, category: str) -> list[str]:
    using = (entry["clause"] for entry in snapshot["purposes"].values() if category in entry["uses"])
    return sorted(set(using), key=lambda clause: clause.ljust(2, "~"))


def _purposes(snapshot: Snapshot, language: str) -> Table:
    rows = (
        (
            _numbered(entry, language),
            _join(_names(snapshot["categories"], entry["uses"], language), language),
            _join(_who(entry, language), language, by="then"),
        )
        for entry in snapshot["purposes"].values()
    )
    return _drawn("purposes", rows, language)


_ROLES = ("owner", "manager", "orders", "support", "catalogue", "auditor", "program")


def _who(purpose: Mapping[str, Any], language: str) -> Iterable[str]:
    words = _WORDS[language]
    named = _in_order(purpose["roles"], _ROLES)
    roles = _join((words[role] for role in named), language)
    for kind in _in_order(purpose["actors"], ("customer", "visitor", "staff", "system")):
        yield words[kind].format(roles=roles)


def _in_order(values: Iterable[str], order: tuple[str, ...]) -> list[str]:
    return sorted(values, key=order.index)


def country_name(code: str, language: str) -> str:
    """The name of an ISO 3166 country, or its code where no name is kept."""
    return _WORDS[language].get(code, code)


def _recipients(snapshot: Snapshot, language: str) -> Table:
    words = _WORDS[language]
    rows = (
        (
            entry[f"name_{language}"],
            words[entry["role"]].format(country=country_name(entry["country"], language)),
            _join(_names(snapshot["categories"], entry["receives"], language), language),
            entry[f"contract_{language}"],
        )
        for entry in snapshot["recipients"].values()
    )
    return _drawn("recipients", rows, language)


def _retention(snapshot: Snapshot, language: str) -> Table:
    own_rule = _WORDS[language]["own rule"]
    rows = (
        (entry[f"name_{language}"], entry[f"law_{language}"] or own_rule)
        for entry in snapshot["retention"].values()
    )
    return _drawn("retention", rows, language)


def _cookies(snapshot: Snapshot, language: str) -> Table:
    words = _WORDS[language]
    rows = (
        (
            name,
            entry[f"purpose_{language}"],
            words[entry["kind"]],
            words["days"].format(days=entry["days"]) if entry["days"] else words["until closed"],
        )
        for name, entry in snapshot["cookies"].items()
    )
    return _drawn("cookies", rows, language)


def _names(entries: Mapping[str, Any], ids: Iterable[str], language: str) -> Iterable[str]:
    return (entries[each][f"name_{language}"] for each in ids)


def _numbered(entry: Mapping[str, Any], language: str) -> str:
    return f"{entry['clause']} {entry[f'name_{language}']}"


def _join(parts: Iterable[str], language: str, *, by: str = "and") -> str:
    return _WORDS[language][by].join(parts)


def _drawn(name: str, rows: Iterable[tuple[str, ...]], language: str) -> Table:
    caption, columns = _HEADS[language][name]
    return Table(caption, columns, tuple(rows))


TABLES: Final[Mapping[str, Callable[[Snapshot, str], Table]]] = {
    "categories": _categories,
    "purposes": _purposes,
    "recipients": _recipients,
    "retention": _retention,
    "cookies": _cookies,
}


def word(name: str, language: str) -> str:
    """A role, kind of actor or country as the tables say it."""
    return _WORDS[language].get(name, name).format(roles="").replace("（）", "").replace(" ()", "")
