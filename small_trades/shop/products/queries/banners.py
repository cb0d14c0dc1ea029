"""Banners: as the front page shows them, and as the desk edits them."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q
from django.urls import translate_url
from django.utils import timezone, translation

from small_trades.shop.products.models import Banner
from small_trades.shop.products.queries.pictures import address_of_digest, picture_of_files
from small_trades.shop.site.cards import Picture
from small_trades.shop.site.formats import current_language, in_language

MOST_SHOWN = 3


class Showing(StrEnum):
    """How a banner stands now."""

    SHOWN = "shown"
    WAITING = "waiting"
    COMING = "coming"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class ShownBanner:
    """A banner in the page's language. `href` is empty where it leads nowhere."""

    picture: Picture
    href: str


@dataclass(frozen=True, slots=True)
class EditableBanner:
    """A banner as the desk has it; `address` is of a small picture. WAITING: three others stand before it."""

    id: int
    address: str
    alt_ja: str
    alt_en: str
    link: str
    starts_at: dt.datetime | None
    ends_at: dt.datetime | None
    showing: Showing


def shown_banners() -> tuple[ShownBanner, ...]:
    """The first three whose time it is."""
    now = timezone.now()
    found = Banner.objects.filter(
        Q(starts_at=None) | Q(starts_at__lte=now), Q(ends_at=None) | Q(ends_at__gt=now)
    )[:MOST_SHOWN]
    return tuple(ShownBanner(_picture(banner), _href(banner.link)) for banner in found)


def editable_banners() -> tuple[EditableBanner, ...]:
    """All of them, in their order."""
    now, shown, listed = timezone.now(), 0, []
    for banner in Banner.objects.all():
        showing = _showing(banner, now)
        if showing is Showing.SHOWN:
            shown += 1
            showing = Showing.SHOWN if shown <= MOST_SHOWN else Showing.WAITING
        listed.append(_editable(banner, showing))
    return tuple(listed)


def editable_banner(banner_id: int) -> EditableBanner | None:
    """One of them; None where it is gone."""
    return next((banner for banner in editable_banners() if banner.id == banner_id), None)


def _showing(banner: Banner, now: dt.datetime) -> Showing:
    if banner.ends_at and banner.ends_at <= now:
        return Showing.OVER
    return Showing.COMING if banner.starts_at and banner.starts_at > now else Showing.SHOWN


def _editable(banner: Banner, showing: Showing) -> EditableBanner:
    return EditableBanner(
        id=banner.pk,
        address=address_of_digest(banner.digest, banner.width, at_least=320),
        alt_ja=banner.alt_ja,
        alt_en=banner.alt_en,
        link=banner.link,
        starts_at=banner.starts_at,
        ends_at=banner.ends_at,
        showing=showing,
    )


def _picture(banner: Banner) -> Picture:
    return picture_of_files(banner.digest, banner.width, banner.height, in_language(banner, "alt"))


def _href(link: str) -> str:
    """A path of the shop in the language of the page: paths are kept as the Japanese pages have them."""
    language = current_language()
    if not link.startswith("/") or language == "ja":
        return link
    with translation.override("ja"):
        return translate_url(link, language)
