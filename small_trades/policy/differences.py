"""What changed between two versions of the policy: wording, narrowed, widened.

*Widened* is whatever lets more be done with a person's information, or for longer; it never reaches what was
collected before without fresh consent (clause 9). *Narrowed* is the opposite and binds at once. *Wording* is
said differently and does the same.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any, Final

from small_trades.policy.tables import Snapshot, word
from small_trades.policy.texts import ANCHOR

DAYS_A_YEAR: Final = 365
_LINK: Final = re.compile(r"\[([^]]+)\]\([^)]*\)")
_MARKS: Final = re.compile(r"^(?:#+|-) +|\*\*")


class ChangeKind(StrEnum):
    """What a change does to the people the policy is about."""

    WIDENED = "widened"
    NARROWED = "narrowed"
    WORDING = "wording"


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the declaration: which entry, and what came or went, in words of both languages."""

    kind: ChangeKind
    entry: str
    text_ja: str
    text_en: str


@dataclass(frozen=True, slots=True)
class WordsChange:
    """Lines of a text that went and lines that came in their place."""

    removed: tuple[str, ...]
    added: tuple[str, ...]


_PARTS: Final = {
    ("purposes", "uses"): ("利用する情報", "information used", "categories"),
    ("purposes", "recipients"): ("提供先", "recipients", "recipients"),
    ("purposes", "actors"): ("扱う者", "who acts", ""),
    ("purposes", "roles"): ("扱う従業者", "staff roles", ""),
    ("recipients", "receives"): ("お渡しする情報", "information received", "categories"),
    ("notices", ""): ("入力欄で示す利用目的", "purposes stated beside a form", "purposes"),
}
_NEW: Final = {
    "categories": ("お預かりする情報に加わりました", "is now collected"),
    "purposes": ("利用目的に加わりました", "is a new purpose"),
    "recipients": ("提供先に加わりました", "is a new recipient"),
    "retention": ("保存の区分に加わりました", "is a new term of keeping"),
    "cookies": ("Cookieに加わりました", "is a new cookie"),
}
_GONE: Final = {
    "categories": ("お預かりしなくなりました", "is no longer collected"),
    "purposes": ("利用目的ではなくなりました", "is no longer a purpose"),
    "recipients": ("提供先ではなくなりました", "is no longer a recipient"),
    "retention": ("保存の区分ではなくなりました", "is no longer a term of keeping"),
    "cookies": ("使わなくなりました", "is no longer set"),
}


def differences(old: Snapshot, new: Snapshot) -> tuple[Change, ...]:
    """Every change of the declaration from `old` to `new`: widened first, then narrowed, then wording."""
    found = [
        *_entries(old, new),
        *_parts(old, new),
        *_terms(old, new),
        *_bases(old, new),
        *_wording(old, new),
    ]
    return tuple(sorted(found, key=lambda change: list(ChangeKind).index(change.kind)))


def words_changed(old: str, new: str) -> tuple[WordsChange, ...]:
    """Where two texts differ, line by line, without their Markdown; empty lines do not count."""
    before, after = ([words for line in text.splitlines() if (words := _plain(line))] for text in (old, new))
    blocks = SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes()
    return tuple(
        WordsChange(tuple(before[start:stop]), tuple(after[into:until]))
        for tag, start, stop, into, until in blocks
        if tag != "equal"
    )


def _plain(line: str) -> str:
    """A line as a reader sees it: no anchor, no emphasis, a link as its words."""
    return _MARKS.sub("", _LINK.sub(r"\1", ANCHOR.sub("", line))).strip()


def _entries(old: Snapshot, new: Snapshot) -> Iterator[Change]:
    for kind, (came_ja, came_en) in _NEW.items():
        gone_ja, gone_en = _GONE[kind]
        for entry in sorted(new[kind].keys() - old[kind].keys()):
            name = _named(new, kind, entry)
            yield Change(ChangeKind.WIDENED, entry, f"{name['ja']}：{came_ja}", f"{name['en']} {came_en}")
        for entry in sorted(old[kind].keys() - new[kind].keys()):
            name = _named(old, kind, entry)
            yield Change(ChangeKind.NARROWED, entry, f"{name['ja']}：{gone_ja}", f"{name['en']} {gone_en}")


def _parts(old: Snapshot, new: Snapshot) -> Iterator[Change]:
    for (kind, part), (part_ja, part_en, of) in _PARTS.items():
        for entry in sorted(old[kind].keys() & new[kind].keys()):
            before, after = (_ids(side[kind][entry], part) for side in (old, new))
            name = _named(new, kind, entry)
            for ids, change, side in (
                (after - before, ChangeKind.WIDENED, new),
                (before - after, ChangeKind.NARROWED, old),
            ):
                if not ids:
                    continue
                sign = "＋" if change is ChangeKind.WIDENED else "−"
                ja, en = (_listed(side, of, ids, language) for language in ("ja", "en"))
                yield Change(
                    change,
                    entry,
                    f"{name['ja']}：{part_ja} {sign} {ja}",
                    f"{name['en']}: {part_en} {'+' if change is ChangeKind.WIDENED else '−'} {en}",
                )


def _terms(old: Snapshot, new: Snapshot) -> Iterator[Change]:
    """Terms of keeping that became longer or shorter: of information, of cookies, with recipients."""
    for kind in ("retention", "cookies", "recipients"):
        for entry in sorted(old[kind].keys() & new[kind].keys()):
            if kind == "recipients" and "keeps_days" not in old[kind][entry]:
                continue  # no term was stated: that one is now is said by its words
            before, after = (_days(side[kind][entry]) for side in (old, new))
            if before == after:
                continue
            name = _named(new, kind, entry)
            is_longer = after > before
            yield Change(
                ChangeKind.WIDENED if is_longer else ChangeKind.NARROWED,
                entry,
                f"{name['ja']}：保存期間が{'長く' if is_longer else '短く'}なりました",
                f"{name['en']}: kept {'longer' if is_longer else 'shorter'}",
            )


def _bases(old: Snapshot, new: Snapshot) -> Iterator[Change]:
    """A purpose that asks for consent no more, or begins to; a recipient that stands elsewhere."""
    for entry in sorted(old["purposes"].keys() & new["purposes"].keys()):
        before, after = (side["purposes"][entry]["legal_basis"] for side in (old, new))
        if before != after:
            name = _named(new, "purposes", entry)
            yield Change(
                ChangeKind.NARROWED if after == "consent" else ChangeKind.WIDENED,
                entry,
                f"{name['ja']}：根拠が変わりました（{before} → {after}）",
                f"{name['en']}: its basis changed ({before} → {after})",
            )
    for entry in sorted(old["recipients"].keys() & new["recipients"].keys()):
        before, after = (
            {part: side["recipients"][entry][part] for part in ("role", "country")} for side in (old, new)
        )
        if before != after:
            name = _named(new, "recipients", entry)
            yield Change(
                ChangeKind.WIDENED,
                entry,
                f"{name['ja']}：立場または所在国が変わりました",
                f"{name['en']}: its standing or country changed",
            )


def _wording(old: Snapshot, new: Snapshot) -> Iterator[Change]:
    for kind in _NEW:
        for entry in sorted(old[kind].keys() & new[kind].keys()):
            before, after = (_said(side[kind][entry]) for side in (old, new))
            if before != after:
                yield _said_differently(entry, _named(new, kind, entry), before, after)


def _said_differently(
    entry: str, name: Mapping[str, str], before: Mapping[str, Any], after: Mapping[str, Any]
) -> Change:
    """Other words; where they list more items than before, more is collected."""
    grown = len(after.get("items_ja", ())) - len(before.get("items_ja", ()))
    if grown:
        kind, ja, en = (
            (ChangeKind.WIDENED, "内容が増えました", "more items")
            if grown > 0
            else (ChangeKind.NARROWED, "内容が減りました", "fewer items")
        )
        return Change(kind, entry, f"{name['ja']}：{ja}", f"{name['en']}: {en}")
    return Change(ChangeKind.WORDING, entry, f"{name['ja']}：表現の変更", f"{name['en']}: said differently")


def _said(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {part: value for part, value in entry.items() if part.endswith(("_ja", "_en"))}


def _ids(entry: Any, part: str) -> frozenset[str]:
    return frozenset(entry[part] if part else entry)


def _days(entry: Mapping[str, Any]) -> float:
    """A term to compare by.

    What ends with an event, not a date, is the longest for information, and the shortest for a cookie, which
    then ends with the browser.
    """
    if entry.get("years") is not None:
        return float(entry["years"] * DAYS_A_YEAR)
    days = entry.get("days", entry.get("keeps_days"))
    if days is not None:
        return float(days)
    return 0.0 if "kind" in entry else float("inf")


def _named(snapshot: Snapshot, kind: str, entry: str) -> dict[str, str]:
    found = snapshot[kind][entry]
    if isinstance(found, Mapping) and "name_ja" in found:
        return {language: found[f"name_{language}"] for language in ("ja", "en")}
    return {
        "ja": f"入力欄「{entry}」" if kind == "notices" else entry,
        "en": f"form {entry}" if kind == "notices" else entry,
    }


def _listed(snapshot: Snapshot, kind: str, ids: Iterable[str], language: str) -> str:
    names = (_named(snapshot, kind, each)[language] if kind else word(each, language) for each in sorted(ids))
    return ("、" if language == "ja" else ", ").join(names)
