"""The published words, ready to be shown in the page's language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.template.loader import get_template
from django.utils import timezone, translation

from small_trades import privacy
from small_trades.policy import publishing
from small_trades.policy.declaration import POLICY, TERMS_EFFECTIVE, TERMS_VERSION
from small_trades.policy.differences import Change, ChangeKind, WordsChange, differences, words_changed
from small_trades.policy.outside_services import EVENTS
from small_trades.policy.tables import TABLES, Table, country_name
from small_trades.policy.texts import Text, render_words
from small_trades.shop.pages.legal import LegalItem, legal_items
from small_trades.shop.pages.models import Article, News
from small_trades.shop.site import outside
from small_trades.shop.site.formats import current_language, in_language
from small_trades.shop.site.queries import shop_facts

ABOUT: Final = "about"


@dataclass(frozen=True, slots=True)
class WordsPage:
    """A versioned text as shown; `newest` is the number of the version in force."""

    text: Text
    number: int
    effective: date
    newest: int
    is_waiting: bool = False


@dataclass(frozen=True, slots=True)
class VersionChanges:
    """What a version changed against the one before it, in the page's language."""

    older: int
    widened: tuple[str, ...]
    narrowed: tuple[str, ...]
    wording: tuple[str, ...]
    words: tuple[WordsChange, ...]


@dataclass(frozen=True, slots=True)
class ListedVersion:
    """A version in the list of all; `changes` is None for the first."""

    number: int
    effective: date
    is_in_force: bool
    is_waiting: bool
    changes: VersionChanges | None


@dataclass(frozen=True, slots=True)
class OutsideService:
    """A service browsers may be sent to after consent, as 電気通信事業法 27-12 asks: what, to whom, why.

    `events` are names with the fields told of each; `refusals` are words and addresses; all in one language.
    """

    name: str
    company: str
    country: str
    purpose: str
    events: tuple[tuple[str, tuple[str, ...]], ...]
    also_sent: tuple[str, ...]
    cookies: tuple[str, ...]
    cookies_elsewhere: str
    refusals: tuple[tuple[str, str], ...]
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutsideServices:
    """Where browsers may be sent, to whom the shop passes information, which cookies are set."""

    service: OutsideService | None
    recipients: Table
    cookies: Table


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One piece of news."""

    slug: str
    day: date
    text: Text


def policy_page(number: int | None = None) -> WordsPage | None:
    """A version of the policy, by default the one in force; None where there is no such version."""
    newest = privacy.policy_in_force()
    wanted = newest if number is None else number
    version = next((one for one in privacy.policy_versions() if one.number == wanted), None)
    if version is None:
        return None
    text = _policy_text(published_in(), wanted, current_language(), _facts())
    return WordsPage(text, wanted, version.effective, newest, version.is_waiting)


def policy_versions() -> tuple[ListedVersion, ...]:
    """Every version of the policy with what it changed, the newest first."""
    return tuple(
        ListedVersion(
            version.number,
            version.effective,
            version.is_in_force,
            version.is_waiting,
            version_changes(version.number),
        )
        for version in privacy.policy_versions()
    )


def version_changes(number: int) -> VersionChanges | None:
    """What a published version changed; None where none came before it."""
    earlier = [version.number for version in privacy.policy_versions() if version.number < number]
    return changes_between(max(earlier), number) if earlier else None


def changes_between(older: int, newer: int) -> VersionChanges:
    """What one published version changes against another.

    Raises:
        FileNotFoundError: there is no such version.
    """
    return _changes(published_in(), older, newer, current_language())


def published_in() -> Path:
    """The folder of the published versions, the one the engine reads."""
    return Path(settings.PRIVACY["PUBLISHED"])


def policy_as_html(number: int, language: str) -> str:
    """A published version as a page of its own, for an archive or a lawyer's desk.

    Raises:
        FileNotFoundError: there is no such version.
    """
    with translation.override(language):
        text = _policy_text(published_in(), number, language, _facts())
        template = get_template("pages/privacy_document.html", using="jinja2")
        return str(template.render({"text": text, "number": number, "language": language}))


def terms_page() -> WordsPage:
    """The terms of use in force."""
    text = _terms_text(TERMS_VERSION, current_language(), _facts())
    return WordsPage(text, TERMS_VERSION, TERMS_EFFECTIVE, TERMS_VERSION)


def legal_notice() -> tuple[LegalItem, ...]:
    """The items of the notice under 特定商取引法."""
    return legal_items(shop_facts(), address_of_site=f"{settings.SMALL_TRADES.base_url}/")


def outside_service() -> OutsideService | None:
    """The service in use, from the same entry that the Content-Security-Policy and the tag are made from."""
    used = outside.service()
    if used is None:
        return None
    language = current_language()
    return OutsideService(
        name=in_language(used, "name"),
        company=used.company,
        country=country_name(used.country, language),
        purpose=in_language(used.purpose, "text"),
        events=tuple(
            (in_language(event, "name"), tuple(in_language(told, "text") for told in event.fields))
            for event in EVENTS
        ),
        also_sent=getattr(used, f"also_sent_{language}"),
        cookies=used.cookies,
        cookies_elsewhere=in_language(used, "cookies_elsewhere"),
        refusals=tuple((in_language(refusal, "text"), refusal.href) for refusal in used.refusals),
        origins=outside.origins(used),
    )


def outside_services() -> OutsideServices:
    """What leaves the browser and the shop, and the cookies: those of a service where it is in use."""
    service, snapshot, language = outside_service(), _snapshot_in_force(), current_language()
    set_here = {
        name: cookie
        for name, cookie in snapshot["cookies"].items()
        if cookie["kind"] == "necessary"
        or (service and (cookie["kind"] == "preference" or name in service.cookies))
    }
    return OutsideServices(
        service,
        TABLES["recipients"](snapshot, language),
        TABLES["cookies"]({**snapshot, "cookies": set_here}, language),
    )


def _snapshot_in_force() -> dict[str, Any]:
    """What the version in force states; the declaration speaks for itself while nothing is published."""
    try:
        return publishing.snapshot(privacy.policy_in_force(), folder=published_in())
    except FileNotFoundError:
        return POLICY.snapshot()


def about() -> Text | None:
    """The shop about itself, or None while nothing is written."""
    article = Article.objects.filter(slug=ABOUT).first()
    return _written(article) if article else None


def about_words() -> dict[str, str]:
    """What was written about the shop: `title_ja`, `title_en`, `body_ja`, `body_en`; empty before that."""
    wanted = ("title_ja", "title_en", "body_ja", "body_en")
    return dict(Article.objects.filter(slug=ABOUT).values(*wanted).first() or {})


def news(*, limit: int = 50) -> tuple[NewsItem, ...]:
    """News up to today, the newest first."""
    found = News.objects.filter(day__lte=timezone.localdate())[:limit]
    return tuple(NewsItem(item.slug, item.day, _written(item)) for item in found)


@dataclass(frozen=True, slots=True)
class NewsWords:
    """A piece of news as it is written, in both languages."""

    slug: str
    day: date
    title_ja: str
    title_en: str
    body_ja: str
    body_en: str

    @property
    def title(self) -> str:
        """In the page's language."""
        return in_language(self, "title")


def count_all_news() -> int:
    """How many pieces there are, also of days to come."""
    return News.objects.count()


def all_news(*, start: int, stop: int) -> tuple[NewsWords, ...]:
    """What was written, the newest day first, from `start` to before `stop`."""
    return tuple(_words_of(news) for news in News.objects.all()[start:stop])


def news_words(slug: str) -> NewsWords | None:
    """One piece as it is written."""
    found = News.objects.filter(slug=slug).first()
    return _words_of(found) if found else None


def _words_of(news: News) -> NewsWords:
    return NewsWords(news.slug, news.day, news.title_ja, news.title_en, news.body_ja, news.body_en)


def _written(words: Article | News) -> Text:
    return render_words(f"# {in_language(words, 'title')}\n\n{in_language(words, 'body')}")


Facts = tuple[tuple[str, str], ...]


def _facts() -> Facts:
    """What texts may say about the shop: see the `{{ name }}` marks in the policy folder."""
    shop = shop_facts()
    return (
        ("shop_name", shop.name),
        ("seller", shop.seller or shop.name),
        ("representative", shop.representative or "—"),
        ("address", shop.address or "—"),
        ("inquiry_email", shop.inquiry_email),
    )


@lru_cache(maxsize=64)
def _changes(folder: Path, older: int, newer: int, language: str) -> VersionChanges:
    snapshots = [publishing.snapshot(number, folder=folder) for number in (older, newer)]
    texts = [publishing.source_text(number, language, folder=folder) for number in (older, newer)]
    return described(older, differences(*snapshots), words_changed(*texts), language)


def described(
    older: int, found: Iterable[Change], words: tuple[WordsChange, ...], language: str
) -> VersionChanges:
    """Changes against a version, sorted by what they do, in a language."""
    told: dict[ChangeKind, list[str]] = {kind: [] for kind in ChangeKind}
    for change in found:
        told[change.kind].append(change.text_ja if language == "ja" else change.text_en)
    return VersionChanges(
        older,
        tuple(told[ChangeKind.WIDENED]),
        tuple(told[ChangeKind.NARROWED]),
        tuple(told[ChangeKind.WORDING]),
        words,
    )


@lru_cache(maxsize=32)
def _policy_text(folder: Path, number: int, language: str, facts: Facts) -> Text:
    return publishing.policy_text(number, language, facts=dict(facts), folder=folder)


@lru_cache(maxsize=8)
def _terms_text(number: int, language: str, facts: Facts) -> Text:
    return publishing.terms_text(number, language, facts=dict(facts))
