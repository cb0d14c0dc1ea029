"""What the shop says about itself, and how fresh public content is."""

import datetime as dt
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from django.conf import settings
from django.urls import translate_url
from django.utils import timezone
from django.utils.translation import get_language_from_path, override

from small_trades.shop.kernel.invoice_numbers import normalise_invoice_number
from small_trades.shop.site.formats import current_language, in_language
from small_trades.shop.site.models import ONLY, ContentGeneration, ShopSettings

# How long a process may not notice that another one changed public content. Its own changes show at once.
UNNOTICED_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class LegalItem:
    """An item of the legal notice, in the page's language."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class PaymentRules:
    """Which methods are switched off, and up to how many yen the others are.

    An unpaid transfer is reminded of `reminder_days` before its order ends; with 0 never.
    """

    off: frozenset[str] = frozenset()
    most: Mapping[str, int] = field(default_factory=dict)
    reminder_days: int = 2

    def allows(self, method: str, total: int) -> bool:
        """Whether so many yen may be paid that way."""
        return method not in self.off and total <= self.most.get(method, total)

    def kept(self) -> dict[str, object]:
        """The rules as the settings keep them."""
        return {"off": sorted(self.off), "most": dict(self.most), "reminder_days": self.reminder_days}


@dataclass(frozen=True, slots=True)
class StaffMails:
    """Which mails those who work here get every day where there is news, and in which language."""

    language: str = "ja"
    faults: bool = True
    low_stock: bool = True

    def kept(self) -> dict[str, object]:
        """As the settings keep it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Announcement:
    """A sentence above every page, and the page of the shop it leads to, or nothing."""

    text: str
    path: str


@dataclass(frozen=True)
class ShopFacts:
    """The trader's published details; bilingual ones in the language of the page that asks."""

    settings: ShopSettings

    @property
    def name(self) -> str:
        """The name of the shop."""
        return in_language(self.settings, "name")

    @property
    def tagline(self) -> str:
        """One sentence about the shop; may be empty."""
        return in_language(self.settings, "tagline")

    @property
    def inquiry_email(self) -> str:
        """Where anyone may write."""
        return self.settings.inquiry_email

    @property
    def seller(self) -> str:
        """The legal name of the trader."""
        return in_language(self.settings, "seller")

    @property
    def representative(self) -> str:
        """The person responsible, as the legal notice names them."""
        return in_language(self.settings, "representative")

    @property
    def address(self) -> str:
        """Where the trader does business."""
        return in_language(self.settings, "address")

    @property
    def telephone(self) -> str:
        """The trader's telephone number."""
        return self.settings.telephone

    @property
    def invoice_number(self) -> str:
        """The T-number of a registered invoice issuer (適格請求書発行事業者); may be empty."""
        return self.settings.invoice_number

    @property
    def registered_number(self) -> str:
        """The T-number, where it is one: without it no qualified invoice can be issued (消費税法57の4)."""
        return normalise_invoice_number(self.settings.invoice_number) or ""

    @property
    def bank_account(self) -> str:
        """Where bank transfers go, several lines; may be empty."""
        return in_language(self.settings, "bank_account")

    @property
    def return_days(self) -> int:
        """For how many days a return can be asked for on an order's page; 0: not there."""
        return self.settings.return_days

    @property
    def payment_rules(self) -> PaymentRules:
        """What the trader decided about methods of payment."""
        kept = self.settings.payment
        return (
            PaymentRules(frozenset(kept["off"]), kept["most"], kept["reminder_days"])
            if kept
            else PaymentRules()
        )

    @property
    def staff_mails(self) -> StaffMails:
        """What the trader decided about mails to those who work here."""
        return StaffMails(**(self.settings.staff_mails or {}))

    @property
    def announcement_ends(self) -> dt.datetime | None:
        """When the announcement goes away by itself, if there is one and it does."""
        kept = self.settings.announcement
        return dt.datetime.fromisoformat(kept["until"]) if kept and kept["until"] else None

    @property
    def announcement(self) -> Announcement | None:
        """What stands above every page now."""
        kept = self.settings.announcement
        end = self.announcement_ends
        if not kept or (end is not None and end <= timezone.now()):
            return None
        return Announcement(kept[current_language()] or kept["ja"], _path_in_language(kept["path"]))

    @property
    def legal_items(self) -> tuple[LegalItem, ...]:
        """The items of the legal notice, in order."""
        return tuple(LegalItem(_word(item, "title"), _word(item, "text")) for item in self.settings.legal)


def _path_in_language(path: str) -> str:
    """The page of a path of either language in the page's language."""
    language = current_language()
    with override(get_language_from_path(path) or settings.LANGUAGE_CODE):
        return translate_url(path, language) if path else ""


def _word(item: dict[str, str], name: str) -> str:
    return item.get(f"{name}_{current_language()}") or item[f"{name}_ja"]


@dataclass
class _Remembered:
    """What this process read last, and when by the monotonic clock."""

    generation: int = 0
    read_at: float = field(default=float("-inf"))
    facts: ShopFacts | None = None
    facts_generation: int = -1


_remembered = _Remembered()


def content_generation() -> int:
    """The number of the last change of public content, at most half a second old.

    A page is kept under the number read before it was made, so a change in between can only make it unused.
    """
    now = time.monotonic()
    if now - _remembered.read_at >= UNNOTICED_SECONDS:
        found = ContentGeneration.objects.filter(pk=ONLY).values_list("number", flat=True).first()
        _remembered.generation = found or 0
        _remembered.read_at = now
    return _remembered.generation


def shop_facts() -> ShopFacts:
    """The facts of the shop as of the content generation."""
    generation = content_generation()
    if _remembered.facts is None or _remembered.facts_generation != generation:
        _remembered.facts = ShopFacts(ShopSettings.objects.filter(pk=ONLY).first() or ShopSettings())
        _remembered.facts_generation = generation
    return _remembered.facts


def forget() -> None:
    """Read anew at the next question: this process changed something, or a test begins."""
    _remembered.read_at = float("-inf")
    _remembered.facts = None
