"""Banners of the front page: added, changed, put in order, removed. Their files stand below MEDIA_ROOT."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from small_trades.shop.kernel import text
from small_trades.shop.kernel.bad_input import BadInput, Problems
from small_trades.shop.products import picture_files
from small_trades.shop.products.actions.pictures import LONGEST_ALT, drop_unused, made_of
from small_trades.shop.products.models import Banner
from small_trades.shop.site.actions import content_changed

MOST_BANNERS = 20
LONGEST_LINK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class BannerFacts:
    """All of a banner but its picture. `link` is a path of this shop, an address with https, or empty."""

    alt_ja: str
    alt_en: str = ""
    link: str = ""
    starts_at: dt.datetime | None = None
    ends_at: dt.datetime | None = None


def add_banner(data: bytes, facts: BannerFacts) -> int:
    """Make the last banner of a JPEG, PNG, WebP, AVIF or GIF file; answers its id.

    Raises:
        BadInput: at `picture` or at one of the facts; no file and no row was written.
    """
    tidied = _tidied(facts)
    made = made_of(data, _problems(tidied))
    with transaction.atomic():
        places = list(Banner.objects.select_for_update().values_list("order", flat=True))
        if len(places) >= MOST_BANNERS:
            raise BadInput({"picture": _("There are 20 banners already. Remove one first.")})
        picture_files.keep(made.files)
        banner = Banner.objects.create(
            digest=made.digest,
            width=made.width,
            height=made.height,
            order=max(places, default=-1) + 1,
            **asdict(tidied),
        )
        content_changed()
    return banner.pk


def change_banner(banner_id: int, facts: BannerFacts) -> bool:
    """Say anew what a banner shows, where it leads and when; False where it is gone.

    Raises:
        BadInput: one of the facts cannot be.
    """
    tidied = _tidied(facts)
    problems = _problems(tidied)
    if problems:
        raise BadInput(problems)
    with transaction.atomic():
        changed = Banner.objects.filter(pk=banner_id).update(**asdict(tidied))
        content_changed()
    return bool(changed)


@transaction.atomic
def order_banners(banner_ids: Sequence[int]) -> None:
    """Put the banners in this order; those that are not named follow in theirs.

    Ids of no banner are left out: someone may have removed one meanwhile.
    """
    own = list(Banner.objects.select_for_update().values_list("pk", flat=True))
    named = [number for number in dict.fromkeys(banner_ids) if number in own]
    for place, number in enumerate([*named, *(number for number in own if number not in named)]):
        Banner.objects.filter(pk=number).update(order=place)
    content_changed()


@transaction.atomic
def move_banner(banner_id: int, *, by: int) -> bool:
    """Move a banner towards the first (-1) or the last (+1) place, if any; False where it is gone."""
    own = list(Banner.objects.select_for_update().values_list("pk", flat=True))
    if banner_id not in own:
        return False
    at = own.index(banner_id)
    own.insert(max(0, at + by), own.pop(at))
    order_banners(own)
    return True


@transaction.atomic
def remove_banner(banner_id: int) -> bool:
    """Take a banner away; False where it is gone already. Its files go where nothing else shows them."""
    banner = Banner.objects.filter(pk=banner_id).first()
    if banner is None:
        return False
    banner.delete()
    content_changed()
    transaction.on_commit(lambda: drop_unused(banner.digest, banner.width))
    return True


def _tidied(facts: BannerFacts) -> BannerFacts:
    return BannerFacts(
        alt_ja=text.one_line(facts.alt_ja),
        alt_en=text.one_line(facts.alt_en),
        link=facts.link.strip(),
        starts_at=facts.starts_at,
        ends_at=facts.ends_at,
    )


def _problems(facts: BannerFacts) -> Problems:
    longest = {"alt_ja": LONGEST_ALT, "alt_en": LONGEST_ALT, "link": LONGEST_LINK}
    problems: Problems = {
        name: _("This is too long") for name, most in longest.items() if len(getattr(facts, name)) > most
    }
    if not facts.alt_ja:
        problems["alt_ja"] = _("Say what the picture shows, for those who cannot see it")
    if facts.starts_at and facts.ends_at and facts.ends_at <= facts.starts_at:
        problems["ends_at"] = _("The end has to come after the beginning.")
    return problems
