"""Language from the address, the rule for public pages, and the headers every answer carries."""

from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.utils import translation

from small_trades import privacy
from small_trades.shop.site import outside, turns
from small_trades.shop.site.cookies import WatchedCookies
from small_trades.shop.site.page_cache import KEPT, PAGES, PUBLIC, Freshness, Page, key_of
from small_trades.shop.site.pages import error_page
from small_trades.shop.site.policy_headers import HEADERS, REFERRER, REFERRER_WHERE_TAGS_RUN

GetResponse = Callable[[HttpRequest], HttpResponseBase]
NO_STORE = "no-store"


def language_of(path: str) -> str:
    """The language of a path: English below `/en/`, else Japanese. No cookie and no header has a say."""
    return "en" if path == "/en" or path.startswith("/en/") else "ja"


class AddressMiddleware:
    """Reads a NUL in an address as the sign for what cannot be read, as browsers do (WHATWG HTML, 13.2.5).

    PostgreSQL takes no NUL in a text, not even to say that there is no such row.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as for any other address that leads nowhere."""
        if "\0" in request.path_info:
            request.path_info = request.path_info.replace("\0", "\ufffd")
            request.path = request.path.replace("\0", "\ufffd")
        return self.get_response(request)


class LanguageMiddleware:
    """Makes each page in the language of its address, so that one address is one page for everyone."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the language of the address."""
        language = language_of(request.path_info)
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class SecurityHeadersMiddleware:
    """Says to the browser what a page may do: nothing that the shop does not need."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with every header that the view has not set itself."""
        response = self.get_response(request)
        if outside.service() is not None:
            response.headers.setdefault(REFERRER, REFERRER_WHERE_TAGS_RUN)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response


class WordsMiddleware:
    """Gives words to a refusal that Django answers with an empty page: a method that a page does not know."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and never with an empty 405."""
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed) or response.content:
            return response
        page = error_page(request, response.status_code)
        page.headers["Allow"] = response.headers["Allow"]
        return page


class PublicPageMiddleware:
    """Tells public answers from personal ones by facts of their making, and keeps public pages in memory.

    An answer is public when its request was a plain GET or HEAD answered with 200 and its making opened no
    personal value, touched no session, used no form token, read no other cookie and set none. Everything
    else answers `no-store` and is never kept. Only a public answer may be opened to an outside service.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.ignored = frozenset({settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME})

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer from memory, or make the answer and say who may keep it."""
        key = key_of(request.META)
        if key is None and request.method != "HEAD":
            return _personal(self.get_response(request))
        fresh = _freshness()
        kept = PAGES.get(key, fresh)
        if kept is not None:
            return _response(kept, request)
        request.COOKIES = WatchedCookies(request.COOKIES, ignored=self.ignored)  # type: ignore[assignment]  # read alike
        response = self.get_response(request)
        if not _is_public(request, response):
            return _personal(response)
        outside.open_page(request, response)
        if not isinstance(response, HttpResponse) or response.has_header("Cache-Control"):
            response.headers.setdefault("Cache-Control", PUBLIC)
            return response
        page = Page.of(response)
        if PAGES.keep(key, fresh, page):
            request.META[KEPT] = page
        return _response(page, request)


def _response(page: Page, request: HttpRequest) -> HttpResponse:
    answer = page.answer(request.META)
    return HttpResponse(answer.body, status=answer.status, headers=dict(answer.headers))


def _freshness() -> Freshness | None:
    """None while the database cannot be asked: `/healthz` still answers, and nothing kept is shown."""
    try:
        return turns.freshness()
    except DatabaseError:
        return None


def _is_public(request: HttpRequest, response: HttpResponseBase) -> bool:
    session = getattr(request, "session", None)
    is_session_touched = session is not None and (session.accessed or session.modified)
    is_cookie_read = not isinstance(request.COOKIES, WatchedCookies) or request.COOKIES.was_read
    return response.status_code == 200 and not (  # noqa: PLR2004 - OK
        privacy.current_actor() is None  # outside a request's scope nobody knows what was opened
        or privacy.opened_personal_value()
        or is_session_touched
        or is_cookie_read
        or request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        or response.cookies
        or response.has_header("Vary")
    )


def _personal(response: HttpResponseBase) -> HttpResponseBase:
    response.headers["Cache-Control"] = NO_STORE
    if response.has_header("ETag"):
        del response.headers["ETag"]
    return response
