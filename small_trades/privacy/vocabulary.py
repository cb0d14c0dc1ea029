"""The words a policy is declared with. Pure data: importing this module touches neither Django nor a store.

Terms follow APPI (個人情報保護法); `dpv` names the W3C Data Privacy Vocabulary term of a category or purpose.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Any, Final, Literal

FILING_MARGIN: Final = timedelta(days=92)
"""From the end of a business year to the last tax filing date: three months cover a company with an extension
and a sole proprietor alike; the seven years of 法人税法施行規則 59 and 消費税法施行令 50 run from there."""


HOME: Final = "JP"


class RecipientRole(StrEnum):
    """What a recipient is in law: entrusted (委託), a third party (第三者), an authority (法令)."""

    PROCESSOR = "processor"
    THIRD_PARTY = "third-party"
    AUTHORITY = "authority"


class LegalBasis(StrEnum):
    """What a purpose rests on."""

    CONTRACT = "contract"
    CONSENT = "consent"
    LEGAL_OBLIGATION = "legal-obligation"
    LEGITIMATE = "legitimate-interest"


class ActorKind(StrEnum):
    """Who may act."""

    VISITOR = "visitor"
    CUSTOMER = "customer"
    STAFF = "staff"
    SYSTEM = "system"


@dataclass(frozen=True)
class Category:
    """A kind of information the policy says is collected: `Category("2a-name", clause="2a", …)`."""

    id: str
    clause: str
    name_ja: str
    name_en: str
    dpv: str
    items_ja: tuple[str, ...] = ()
    items_en: tuple[str, ...] = ()


@dataclass(frozen=True)
class Retention:
    """How long a class of values is kept. `id` is the class of its keys, one key per person and class.

    With `by_fiscal_year` there is one key per person, class and business year (`ORDER_FY2026`), so that a
    year's keys can die together. The year starts in `year_starts` (April unless the trader says otherwise).
    """

    id: str
    name_ja: str
    name_en: str
    days: int | None = None
    years: int | None = None
    law_ja: str = ""
    law_en: str = ""
    by_fiscal_year: bool = False
    year_starts: int = 4

    def fiscal_year(self, day: date) -> int:
        """The business year `day` falls into, named by the calendar year it starts in."""
        return day.year if day.month >= self.year_starts else day.year - 1

    def key_class(self, day: date) -> str:
        """The class of the key that seals a value on `day`."""
        return f"{self.id}_FY{self.fiscal_year(day)}" if self.by_fiscal_year else self.id

    def kept_until(self, day: date) -> date | None:
        """The last day a value sealed on `day` is kept, or None when it ends with an event, not a date."""
        start = day
        if self.by_fiscal_year:
            start = date(self.fiscal_year(day) + 1, self.year_starts, 1) - timedelta(days=1) + FILING_MARGIN
        if self.years is not None:
            return _years_after(start, self.years)
        return start + timedelta(days=self.days) if self.days is not None else None


def _years_after(day: date, years: int) -> date:
    if (day.month, day.day) == (2, 29):
        return date(day.year + years, 2, 28)
    return day.replace(year=day.year + years)


@dataclass(frozen=True)
class Recipient:
    """Somebody outside who may receive information, and which.

    Of one in another country than Japan, `abroad_*` says what a person must know before they consent: the
    country's rules and the recipient's own measures (個人情報保護法 28(2)), and `country_*` is the country's
    name as that consent must say it. Without these words nothing goes there.

    `keeps_days`: for how long after it was given something it may still hold it. 0: it passes on and keeps
    nothing; None: until it is told to erase it.
    """

    id: str
    role: RecipientRole
    name_ja: str
    name_en: str
    country: str
    receives: tuple[Category, ...] = ()
    contract_ja: str = ""
    contract_en: str = ""
    country_ja: str = ""
    country_en: str = ""
    abroad_ja: str = ""
    abroad_en: str = ""
    keeps_days: int | None = None

    @property
    def is_abroad(self) -> bool:
        """Whether it is in a foreign country in the sense of 個人情報保護法 28."""
        return self.country != HOME


@dataclass(frozen=True)
class Purpose:
    """Why a value may be opened, by whom, and to whom it may go. There is no default purpose.

    `roles` matter to staff alone. `needs_reason`: staff must say why in words, for the person to read.
    A purpose whose basis is LEGAL_OBLIGATION also opens values that are held only because a law says so.
    """

    id: str
    clause: str
    name_ja: str
    name_en: str
    text_ja: str
    text_en: str
    dpv: str
    legal_basis: LegalBasis
    uses: tuple[Category, ...]
    actors: frozenset[ActorKind]
    recipients: tuple[Recipient, ...] = ()
    roles: frozenset[str] = frozenset()
    incidental_to: Purpose | None = None
    needs_reason: bool = False


@dataclass(frozen=True)
class Cookie:
    """A cookie the site sets. `days` is None for one that ends with the browser session."""

    name: str
    purpose_ja: str
    purpose_en: str
    kind: Literal["necessary", "preference", "advertising"]
    days: int | None


@dataclass(frozen=True)
class Notice:
    """The purposes a form states beside its fields, and therefore collects for."""

    id: str
    purposes: tuple[Purpose, ...]

    @cached_property
    def collects(self) -> frozenset[str]:
        """Ids of the categories some stated purpose uses."""
        return frozenset(category.id for purpose in self.purposes for category in purpose.uses)


@dataclass(frozen=True, init=False)
class NotPersonal:
    """The columns of a model that hold nothing about a person, and why one may say so.

    `not_personal = NotPersonal("the catalogue", "name_ja", "name_en")` on a model, or in the settings for the
    models of others.
    """

    reason: str
    columns: frozenset[str]

    def __init__(self, reason: str, *columns: str) -> None:
        if not reason.strip():
            raise ValueError("NotPersonal needs a reason.")
        object.__setattr__(self, "reason", reason)
        object.__setattr__(self, "columns", frozenset(columns))


@dataclass(frozen=True, eq=False)
class Policy:
    """Everything declared, at one version, which each publication raises by one. Equal to itself alone."""

    version: int
    effective: date
    categories: tuple[Category, ...]
    purposes: tuple[Purpose, ...]
    recipients: tuple[Recipient, ...]
    retention: tuple[Retention, ...]
    cookies: tuple[Cookie, ...]
    notices: tuple[Notice, ...]
    inquiry_email_setting: str = ""
    _index: dict[str, dict[str, Any]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for kind in ("categories", "purposes", "recipients", "notices", "retention"):
            entries = {entry.id: entry for entry in getattr(self, kind)}
            if len(entries) != len(getattr(self, kind)):
                raise ValueError(f"Two {kind} of the policy share an id.")
            self._index[kind] = entries

    def category(self, category_id: str) -> Category:
        """KeyError when not declared."""
        found: Category = self._index["categories"][category_id]
        return found

    def purpose(self, purpose_id: str) -> Purpose:
        """KeyError when not declared."""
        found: Purpose = self._index["purposes"][purpose_id]
        return found

    def recipient(self, recipient_id: str) -> Recipient:
        """KeyError when not declared."""
        found: Recipient = self._index["recipients"][recipient_id]
        return found

    def notice(self, notice_id: str) -> Notice:
        """KeyError when not declared."""
        found: Notice = self._index["notices"][notice_id]
        return found

    def retention_class(self, retention_id: str) -> Retention:
        """KeyError when not declared."""
        found: Retention = self._index["retention"][retention_id]
        return found

    def declares(self, entry: Category | Purpose | Recipient | Notice | Retention) -> bool:
        """Whether this very entry, not merely one with its id, is part of the policy."""
        found = self._index[_KINDS[type(entry)]].get(entry.id)
        return found is entry or found == entry

    def snapshot(self) -> dict[str, Any]:
        """The declaration as JSON-able data: published, frozen, enforced for what it collected."""
        return {
            "version": self.version,
            "effective": self.effective.isoformat(),
            "categories": {entry.id: _category(entry) for entry in self.categories},
            "purposes": {entry.id: _purpose(entry) for entry in self.purposes},
            "recipients": {entry.id: _recipient(entry) for entry in self.recipients},
            "retention": {entry.id: _retention(entry) for entry in self.retention},
            "cookies": {entry.name: _cookie(entry) for entry in self.cookies},
            "notices": {entry.id: [purpose.id for purpose in entry.purposes] for entry in self.notices},
        }


_KINDS: Final[dict[type, str]] = {
    Category: "categories",
    Purpose: "purposes",
    Recipient: "recipients",
    Retention: "retention",
    Notice: "notices",
}


def _names(entry: Category | Purpose | Recipient | Retention) -> dict[str, Any]:
    return {"name_ja": entry.name_ja, "name_en": entry.name_en}


def _category(entry: Category) -> dict[str, Any]:
    items = {"items_ja": list(entry.items_ja), "items_en": list(entry.items_en)}
    return {**_names(entry), "clause": entry.clause, "dpv": entry.dpv, **items}


def _purpose(entry: Purpose) -> dict[str, Any]:
    return {
        **_names(entry),
        "clause": entry.clause,
        "text_ja": entry.text_ja,
        "text_en": entry.text_en,
        "dpv": entry.dpv,
        "legal_basis": entry.legal_basis.value,
        "uses": [category.id for category in entry.uses],
        "recipients": [recipient.id for recipient in entry.recipients],
        "actors": sorted(entry.actors),
        "roles": sorted(entry.roles),
        "incidental_to": entry.incidental_to.id if entry.incidental_to else None,
        "needs_reason": entry.needs_reason,
    }


def _recipient(entry: Recipient) -> dict[str, Any]:
    stated = {
        **_names(entry),
        "role": entry.role.value,
        "country": entry.country,
        "receives": [category.id for category in entry.receives],
        "contract_ja": entry.contract_ja,
        "contract_en": entry.contract_en,
    }
    abroad = ("country_ja", "country_en", "abroad_ja", "abroad_en")
    if entry.keeps_days is not None:
        stated["keeps_days"] = entry.keeps_days
    return {**stated, **{name: getattr(entry, name) for name in abroad if getattr(entry, name)}}


def _retention(entry: Retention) -> dict[str, Any]:
    span = {"days": entry.days, "years": entry.years, "by_fiscal_year": entry.by_fiscal_year}
    return {**_names(entry), **span, "law_ja": entry.law_ja, "law_en": entry.law_en}


def _cookie(entry: Cookie) -> dict[str, Any]:
    names = {"purpose_ja": entry.purpose_ja, "purpose_en": entry.purpose_en}
    return {**names, "kind": entry.kind, "days": entry.days}
