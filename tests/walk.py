"""Every address of the shop, from its URL resolver, and what a page is made of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LANGUAGES = ("ja", "en")
_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
_ADDRESSES = {"href", "src", "action", "formaction", "srcset", "poster", "data-src"}
_DATA = {"application/json", "application/ld+json"}  # no browser runs these
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass(frozen=True)
class Place:
    """One address: the name of its view and its path."""

    name: str
    path: str

    def __str__(self) -> str:
        return f"{self.name} ({self.path})"


def places(samples: Mapping[str, Mapping[str, object]]) -> list[Place]:
    """All of them, in both languages. `samples` are parameters by `app:view`, or by app.

    KeyError for a parameter without a sample: whoever adds an address says what to visit it with.
    """
    found = {}
    for app, pattern in _patterns(get_resolver(), ""):
        name = f"{app}:{pattern.name}" if app else str(pattern.name)
        given = {**samples.get(app, {}), **samples.get(name, {})}
        parameters = {key: given[key] for key in _PARAMETER.findall(str(pattern.pattern))}
        for language in LANGUAGES:
            with translation.override(language):
                path = reverse(name, kwargs=parameters)
            found[path] = Place(name, path)
    return list(found.values())


def _patterns(resolver: URLResolver, app: str) -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _patterns(entry, entry.namespace or app)
        else:
            yield app, entry


@dataclass
class Html:
    """What a page says about itself, and what it must not hold."""

    lang: str = ""
    title: str = ""
    mains: int = 0
    headings: int = 0
    inline: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    fragments: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Html()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag not in _VOID:
            self.open.append(tag)
        if tag == "html":
            self.page.lang = named.get("lang") or ""
        self.page.mains += tag == "main"
        self.page.headings += tag == "h1"
        is_data = named.get("type") in _DATA
        if tag == "style" or (tag == "script" and not named.get("src") and not is_data):
            self.page.inline.append(f"<{tag}>")
        if "id" in named:
            self.page.ids.append(named["id"] or "")
        for name, value in named.items():
            if name.startswith("on") or name == "style" or (value or "").lower().startswith("javascript:"):
                self.page.inline.append(f"<{tag} {name}>")
            elif name in _ADDRESSES:
                self._address(name, value or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "title" and "svg" not in self.open:
            self.page.title += data

    def _address(self, name: str, value: str) -> None:
        found = [part.split()[0] for part in value.split(",")] if name == "srcset" else [value]
        for address in found:
            if address.startswith("#"):
                self.page.fragments.append(address[1:])
            else:
                self.page.addresses.append(address)


def read(content: bytes) -> Html:
    """The page of these bytes."""
    reader = _Reader()
    reader.feed(content.decode())
    return reader.page
