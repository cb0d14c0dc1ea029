"""Public pages kept in the memory of a process, bounded, and only ever pages that anyone may see."""

import gzip
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags

MOST_PAGES = 1000
MOST_BYTES = 32 * 1024 * 1024
LARGEST_PAGE = 512 * 1024
# Bounds what a lost change notice or a page that depends on the clock (a publish window) can do.
KEPT_SECONDS = 60.0
# Browsers and proxies keep the page but ask each time: prices and stock may change at any moment, they cannot
# hear of it, and asking costs an answer from memory. A longer s-maxage would trade truth for nothing.
PUBLIC = "public, max-age=0, must-revalidate"
WORTH_ZIPPING = 1024
_ACCEPTS_GZIP = re.compile(r"(?:^|,)\s*gzip\s*(?:;\s*q=(?!0(?:\.0+)?\s*(?:,|$))[\d.]+\s*)?(?:,|$)")


@dataclass(frozen=True, slots=True)
class Page:
    """A public page: its bytes, the same compressed or None, its headers, and the tag of its content.

    Compression is safe here alone: a public page holds no secret that its length could betray (BREACH).
    """

    body: bytes
    zipped: bytes | None
    headers: Mapping[str, str]
    tag: str

    @classmethod
    def of(cls, response: HttpResponse) -> "Page":
        """Take over a finished public response."""
        body = response.content
        return cls(
            body=body,
            zipped=gzip.compress(body, 6, mtime=0) if len(body) >= WORTH_ZIPPING else None,
            headers={**response.headers, "Cache-Control": PUBLIC},
            tag=blake2b(body, digest_size=12).hexdigest(),
        )

    @property
    def size(self) -> int:
        """Bytes of memory, nearly."""
        return len(self.body) + len(self.zipped or b"")

    def answer(self, request: HttpRequest) -> HttpResponse:
        """This page as an answer: 304 where the visitor's copy is the same, compressed where accepted."""
        accepted = request.META.get("HTTP_ACCEPT_ENCODING", "")
        zipped = self.zipped if self.zipped and _ACCEPTS_GZIP.search(accepted) else None
        etag = f'"{self.tag}-gzip"' if zipped else f'"{self.tag}"'
        response = self._not_modified(request, etag) or HttpResponse(
            zipped or self.body, headers=self.headers
        )
        response.headers["ETag"] = etag
        if self.zipped:
            response.headers["Vary"] = "Accept-Encoding"
        if zipped and response.content:
            response.headers["Content-Encoding"] = "gzip"
        if response.content:
            response.headers["Content-Length"] = str(len(response.content))
        return response

    def _not_modified(self, request: HttpRequest, etag: str) -> HttpResponse | None:
        asked = request.META.get("HTTP_IF_NONE_MATCH")
        if not asked:
            return None
        known = {tag.removeprefix("W/") for tag in parse_etags(asked)}
        if etag not in known and "*" not in known:
            return None
        answer = HttpResponseNotModified()
        for name in ("Cache-Control", "Content-Language"):
            if name in self.headers:
                answer.headers[name] = self.headers[name]
        return answer


class PageCache:
    """The public pages that were asked for last, within bounds of number, size and age."""

    def __init__(self, *, most_pages: int = MOST_PAGES, most_bytes: int = MOST_BYTES) -> None:
        self._pages: OrderedDict[str, tuple[int, float, Page]] = OrderedDict()
        self._bytes = 0
        self._most_pages = most_pages
        self._most_bytes = most_bytes
        self._lock = threading.Lock()

    def get(self, key: str, generation: int | None) -> Page | None:
        """The page kept under this key, if it was made at this generation and not long ago."""
        with self._lock:
            found = self._pages.get(key)
            if found is None:
                return None
            made_at_generation, made_at, page = found
            if made_at_generation != generation or time.monotonic() - made_at > KEPT_SECONDS:
                self._drop(key)
                return None
            self._pages.move_to_end(key)
            return page

    def keep(self, key: str, generation: int | None, page: Page) -> None:
        """Keep a page made at this generation; the ones asked for longest ago make room."""
        if generation is None or page.size > LARGEST_PAGE:
            return
        with self._lock:
            self._drop(key)
            self._pages[key] = (generation, time.monotonic(), page)
            self._bytes += page.size
            while len(self._pages) > self._most_pages or self._bytes > self._most_bytes:
                self._drop(next(iter(self._pages)))

    def forget(self) -> None:
        """Keep nothing."""
        with self._lock:
            self._pages.clear()
            self._bytes = 0

    def __len__(self) -> int:
        return len(self._pages)

    def _drop(self, key: str) -> None:
        dropped = self._pages.pop(key, None)
        if dropped is not None:
            self._bytes -= dropped[2].size


PAGES = PageCache()
