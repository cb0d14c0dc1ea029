"""Public pages kept in the memory of a process, bounded, and only ever pages that anyone may see."""

import gzip
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from django.http import HttpResponse
from django.utils.http import parse_etags

MOST_PAGES = 1000
MOST_BYTES = 32 * 1024 * 1024
LARGEST_PAGE = 512 * 1024
# Bounds what a lost change notice can do, or a page that depends on the clock in a way `turns` does not know.
KEPT_SECONDS = 60.0
# Browsers and proxies keep the page but ask each time: prices and stock may change at any moment, they cannot
# hear of it, and asking costs an answer from memory. A longer s-maxage would trade truth for nothing.
PUBLIC = "public, max-age=0, must-revalidate"
WORTH_ZIPPING = 1024
LONGEST_KEY = 1000
Freshness = tuple[int, int]  # see `turns`
KEPT = "small_trades.kept_page"  # where the middleware tells KeptPagesFirst which page it has kept
PER_ANSWER = frozenset({"Cache-Control", "ETag", "Vary", "Content-Encoding", "Content-Length"})
OF_THE_PAGE = frozenset({"Content-Security-Policy", "Referrer-Policy"})
_KEY = (
    "wsgi.url_scheme",
    "HTTP_HOST",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_HOST",
    "SCRIPT_NAME",
    "PATH_INFO",
    "QUERY_STRING",
)
_ACCEPTS_GZIP = re.compile(r"(?:^|,)\s*gzip\s*(?:;\s*q=(?!0(?:\.0+)?\s*(?:,|$))[\d.]+\s*)?(?:,|$)")


@dataclass(frozen=True, slots=True)
class Answer:
    """What WSGI wants to know: status, headers and body."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


@dataclass(slots=True)
class Page:
    """A public page: its bytes, the same compressed or None, its own headers, and the tag of its content.

    Compression is safe here alone: a public page holds no secret that its length could betray (BREACH).
    `outer` are the headers that every answer gets on its way out, once one has gone out; None before.
    """

    body: bytes
    zipped: bytes | None
    headers: list[tuple[str, str]]
    tag: str
    outer: list[tuple[str, str]] | None = None

    @classmethod
    def of(cls, response: HttpResponse) -> "Page":
        """Take over a finished public response."""
        body = response.content
        return cls(
            body=body,
            zipped=gzip.compress(body, 6, mtime=0) if len(body) >= WORTH_ZIPPING else None,
            headers=[(name, value) for name, value in response.items() if name not in PER_ANSWER],
            tag=blake2b(body, digest_size=12).hexdigest(),
        )

    @property
    def size(self) -> int:
        """Bytes of memory, nearly."""
        return len(self.body) + len(self.zipped or b"")

    def answer(self, environ: Mapping[str, Any]) -> Answer:
        """This page for a request: 304 where the visitor's copy is the same, compressed where accepted."""
        accepted = environ.get("HTTP_ACCEPT_ENCODING", "")
        zipped = self.zipped if self.zipped and _ACCEPTS_GZIP.search(accepted) else None
        etag = f'"{self.tag}-gzip"' if zipped else f'"{self.tag}"'
        headers = [("Cache-Control", PUBLIC), ("ETag", etag)]
        if self.zipped:
            headers.append(("Vary", "Accept-Encoding"))
        if _has_same(environ.get("HTTP_IF_NONE_MATCH", ""), etag):
            # A browser takes the headers of a 304 over into its copy, so these must be the page's own.
            own = [(name, value) for name, value in self.headers if name in OF_THE_PAGE]
            return Answer(304, [*own, *headers], b"")
        if zipped:
            headers.append(("Content-Encoding", "gzip"))
        body = zipped or self.body
        return Answer(200, [*self.headers, *headers, ("Content-Length", str(len(body)))], body)

    def went_out(self, headers: list[tuple[str, str]]) -> None:
        """Learn from a whole answer what is added to the headers; one with a cookie teaches nothing."""
        own = {name for name, _value in self.headers} | PER_ANSWER
        if not any(name.lower() == "set-cookie" for name, _value in headers):
            self.outer = [(name, value) for name, value in headers if name not in own]


def key_of(environ: Mapping[str, Any]) -> str | None:
    """What tells one public page from another, or None for a request that is not a plain GET.

    Raw values are compared, so that whatever Django derives from them (host, scheme, language) is equal.
    An answer to a signed request stands at the address of another page.
    """
    if environ["REQUEST_METHOD"] != "GET" or "HTTP_AUTHORIZATION" in environ:
        return None
    key = "\n".join(str(environ.get(name, "")) for name in _KEY)
    return key if len(key) <= LONGEST_KEY else None


def _has_same(asked: str, etag: str) -> bool:
    if not asked:
        return False
    known = {tag.removeprefix("W/") for tag in parse_etags(asked)}
    return etag in known or "*" in known


class PageCache:
    """The public pages that were asked for last, within bounds of number, size and age."""

    def __init__(self, *, most_pages: int = MOST_PAGES, most_bytes: int = MOST_BYTES) -> None:
        self._pages: OrderedDict[str, tuple[Freshness, float, Page]] = OrderedDict()
        self._bytes = 0
        self._most_pages = most_pages
        self._most_bytes = most_bytes
        self._lock = threading.Lock()

    def get(self, key: str | None, fresh: Freshness | None) -> Page | None:
        """The page kept under this key, if it was made under what is fresh now and not long ago."""
        if key is None:
            return None
        with self._lock:
            found = self._pages.get(key)
            if found is None:
                return None
            made_under, made_at, page = found
            if made_under != fresh or time.monotonic() - made_at > KEPT_SECONDS:
                self._drop(key)
                return None
            self._pages.move_to_end(key)
            return page

    def keep(self, key: str | None, fresh: Freshness | None, page: Page) -> bool:
        """Keep a page made under what is fresh, and say whether; the ones asked for longest ago make room."""
        if key is None or fresh is None or page.size > LARGEST_PAGE:
            return False
        with self._lock:
            self._drop(key)
            self._pages[key] = (fresh, time.monotonic(), page)
            self._bytes += page.size
            while len(self._pages) > self._most_pages or self._bytes > self._most_bytes:
                self._drop(next(iter(self._pages)))
        return True

    def forget(self) -> None:
        """Keep nothing."""
        with self._lock:
            self._pages.clear()
            self._bytes = 0

    def __contains__(self, key: str) -> bool:
        return key in self._pages

    def __len__(self) -> int:
        return len(self._pages)

    def _drop(self, key: str) -> None:
        dropped = self._pages.pop(key, None)
        if dropped is not None:
            self._bytes -= dropped[2].size


PAGES = PageCache()
