"""The links of header and footer. A page of an app that is not installed is not linked."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext, gettext_noop

from small_trades.shop.site import outside, queries
from small_trades.shop.site.formats import current_language
from small_trades.shop.site.found import found

HEADER = (
    ("products:list", gettext_noop("All products")),
    ("pages:about", gettext_noop("About us")),
    ("inquiries:new", gettext_noop("Contact")),
)
FOOTER_SHOP = (
    ("products:list", gettext_noop("All products")),
    ("pages:about", gettext_noop("About us")),
    ("inquiries:new", gettext_noop("Contact")),
    ("orders:find", gettext_noop("Find an order")),
    ("mypage:home", gettext_noop("My Page")),
    ("marketing:subscribe", gettext_noop("Newsletter")),
)
FOOTER_PROMISES = (
    ("pages:privacy", gettext_noop("Privacy policy")),
    ("pages:outside_services", gettext_noop("Outside services and cookies")),
    ("pages:safety", gettext_noop("How we keep information safe")),
    ("pages:terms", gettext_noop("Terms of use")),
    ("pages:legal", gettext_noop("Legal notice (Specified Commercial Transactions Act)")),
)
OUTSIDE_SETTING = ("pages:outside_setting", gettext_noop("Settings for outside services"))


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link of the header or footer leads, and what it says."""

    href: str
    text: str


def header_links() -> tuple[Link, ...]:
    """The links beside the logo."""
    return _links(HEADER)


def footer_links() -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """The two columns of the footer: shopping; what the shop promises, with the setting where one counts."""
    setting = (OUTSIDE_SETTING,) if outside.service() is not None else ()
    return _links(FOOTER_SHOP), _links((*FOOTER_PROMISES, *setting))


def category_links() -> tuple[Link, ...]:
    """The shop's categories, from the `menu_entries.py` of the apps that have one: `entries()` → Links."""
    return _category_links(queries.content_generation(), current_language())


@lru_cache(maxsize=4)
def _category_links(_generation: int, _language: str) -> tuple[Link, ...]:
    return tuple(link for module in found("menu_entries") for link in module.entries())


def forget() -> None:
    """Read the categories anew at the next question."""
    _category_links.cache_clear()


def _links(names: Iterable[tuple[str, str]]) -> tuple[Link, ...]:
    links = []
    for name, words in names:
        try:
            links.append(Link(reverse(name), gettext(words)))
        except NoReverseMatch:
            continue
    return tuple(links)
