"""The public pages of all apps, in both languages.

An app adds its own with a module `sitemap_pages.py` that has `pages() -> Iterable[SitemapPage]`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils import translation

from small_trades.shop.site.formats import LANGUAGES
from small_trades.shop.site.found import found


@dataclass(frozen=True, slots=True)
class SitemapPage:
    """A public page: its URL name, the parts of its path, and the day its content changed, where known."""

    name: str
    parts: Mapping[str, object] = field(default_factory=dict)
    changed: date | None = None


@dataclass(frozen=True, slots=True)
class SitemapAddress:
    """A page in one language: its own path, its path in every language, and the day it changed."""

    path: str
    alternates: Mapping[str, str]
    changed: date | None


def sitemap_addresses() -> list[SitemapAddress]:
    """Every page of every app, once in each language."""
    addresses = []
    for page in (page for module in found("sitemap_pages") for page in module.pages()):
        paths = {language: _path(page, language) for language in LANGUAGES}
        addresses += [SitemapAddress(path, paths, page.changed) for path in paths.values()]
    return addresses


def _path(page: SitemapPage, language: str) -> str:
    with translation.override(language):
        return reverse(page.name, kwargs=dict(page.parts))
