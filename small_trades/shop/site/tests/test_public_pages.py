import gzip
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import transaction
from django.test import Client
from pytest_django.fixtures import Settings

from small_trades import privacy
from small_trades.shop.site import actions, queries
from small_trades.shop.site.models import ContentGeneration
from small_trades.shop.site.page_cache import KEPT_SECONDS, PAGES, Page, PageCache
from small_trades.shop.site.tests import urls

pytestmark = [
    pytest.mark.django_db(databases="__all__"),
    pytest.mark.urls("small_trades.shop.site.tests.urls"),
]
PUBLIC = "public, max-age=0, must-revalidate"


@pytest.fixture(autouse=True)
def _nothing_made() -> Iterator[None]:
    urls.made.clear()
    actions.forget_public_content()
    yield
    actions.forget_public_content()


@pytest.fixture
def browser() -> Client:
    return Client(headers={"host": "localhost"})


def test_a_plain_page_is_public_and_made_once(browser: Client) -> None:
    first = browser.get("/plain/?q=1", secure=True)
    second = browser.get("/plain/?q=1", secure=True)
    assert first.headers["Cache-Control"] == second.headers["Cache-Control"] == PUBLIC
    assert first.content == second.content
    assert first.headers["ETag"] == second.headers["ETag"]
    assert not first.cookies
    assert urls.made == ["/plain/?q=1"]


def test_each_address_and_host_is_a_page_of_its_own(browser: Client) -> None:
    browser.get("/plain/", secure=True)
    browser.get("/plain/?q=2", secure=True)
    browser.get("/en/plain/", secure=True)
    Client(headers={"host": "127.0.0.1"}).get("/plain/", secure=True)
    assert urls.made == ["/plain/", "/plain/?q=2", "/en/plain/", "/plain/"]


def test_a_visitor_with_the_same_copy_is_told_so(browser: Client) -> None:
    tag = browser.get("/plain/", secure=True).headers["ETag"]
    again = browser.get("/plain/", secure=True, headers={"if-none-match": f'"other", W/{tag}'})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["ETag"] == tag
    assert again.headers["Cache-Control"] == PUBLIC
    assert urls.made == ["/plain/"]


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, br", "gzip"), ("br;q=1.0, gzip;q=0.5", "gzip"), ("gzip;q=0", None), ("br", None), ("", None)],
)
def test_public_pages_are_compressed_where_accepted(
    browser: Client, accepted: str, encoding: str | None
) -> None:
    answer = browser.get("/plain/", secure=True, headers={"accept-encoding": accepted})
    body = gzip.decompress(answer.content) if encoding else answer.content
    assert body.startswith(b"page 1 ja")
    assert answer.headers.get("Content-Encoding") == encoding
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers["Content-Length"] == str(len(answer.content))


@pytest.mark.parametrize(
    "page", ["session", "form", "reads_cookie", "sets_cookie", "varies", "claims_public"]
)
def test_a_page_that_knows_its_visitor_is_stored_nowhere(browser: Client, page: str) -> None:
    browser.cookies["cart"] = "1"
    for _ in range(2):
        answer = browser.get(f"/{page}/", secure=True)
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "no-store"
        assert "ETag" not in answer.headers
        assert "Content-Encoding" not in answer.headers
    assert len(PAGES) == 0


def test_a_page_that_opened_a_personal_value_is_stored_nowhere(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(privacy, "opened_personal_value", lambda: True)
    answers = [browser.get("/plain/", secure=True, headers={"accept-encoding": "gzip"}) for _ in range(2)]
    assert [answer.headers["Cache-Control"] for answer in answers] == ["no-store", "no-store"]
    assert ["ETag" in answer.headers for answer in answers] == [False, False]
    assert urls.made == ["/plain/", "/plain/"]
    assert len(PAGES) == 0


def test_where_nobody_knows_what_was_opened_nothing_is_public(browser: Client, settings: Settings) -> None:
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "ActorMiddleware" not in name]
    assert browser.get("/plain/", secure=True).headers["Cache-Control"] == "no-store"
    assert len(PAGES) == 0


@pytest.mark.parametrize("headers", [{"authorization": "Bearer x"}])
def test_fragments_and_signed_requests_neither_fill_nor_use_the_cache(
    browser: Client, headers: dict[str, str]
) -> None:
    browser.get("/plain/", secure=True)
    answer = browser.get("/plain/", secure=True, headers=headers)
    assert answer.headers["Cache-Control"] == "no-store"
    assert urls.made == ["/plain/", "/plain/"]


@pytest.mark.parametrize("path", ["/moves/", "/nowhere/", "/busy/"])
def test_other_answers_are_stored_nowhere(browser: Client, path: str) -> None:
    assert browser.get(path, secure=True).headers["Cache-Control"] == "no-store"
    assert browser.post("/plain/", secure=True).headers["Cache-Control"] == "no-store"
    assert len(PAGES) == 0


def test_a_head_request_is_public_and_fills_nothing(browser: Client) -> None:
    assert browser.head("/plain/", secure=True).headers["Cache-Control"] == PUBLIC
    assert len(PAGES) == 0


def test_a_public_answer_may_say_itself_how_long_it_lasts(browser: Client) -> None:
    assert (
        browser.get("/lasting/", secure=True).headers["Cache-Control"]
        == "public, max-age=31536000, immutable"
    )
    assert browser.get("/streams/", secure=True).headers["Cache-Control"] == PUBLIC
    assert len(PAGES) == 0


def test_a_change_of_content_shows_at_once_in_this_process(browser: Client) -> None:
    browser.get("/plain/", secure=True)
    actions.content_changed()
    assert browser.get("/plain/", secure=True).content.startswith(b"page 2")


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_a_change_of_content_is_told_to_other_processes_after_its_commit(browser: Client) -> None:
    with transaction.atomic():
        actions.content_changed()
        assert not ContentGeneration.objects.exists()
    assert ContentGeneration.objects.get().number == 1
    browser.get("/plain/", secure=True)
    ContentGeneration.objects.update(number=2)  # as another process does
    queries.forget()  # as half a second does
    assert browser.get("/plain/", secure=True).content.startswith(b"page 2")


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_a_change_that_is_rolled_back_is_told_to_nobody() -> None:
    with transaction.atomic():
        actions.content_changed()
        transaction.set_rollback(True)
    assert not ContentGeneration.objects.exists()


def _page(size: int = 10) -> Page:
    return Page(body=b"x" * size, zipped=None, headers=[], tag="t")


def test_kept_pages_are_bounded_in_number_and_size() -> None:
    cache = PageCache(most_pages=3, most_bytes=100)
    for key in "abcd":
        cache.keep(key, (1, 0), _page())
    assert [cache.get(key, (1, 0)) is not None for key in "abcd"] == [False, True, True, True]
    cache.keep("large", (1, 0), _page(95))
    assert len(cache) == 1
    assert cache.get("large", (2, 0)) is None
    assert len(cache) == 0


def test_kept_pages_grow_old(monkeypatch: pytest.MonkeyPatch) -> None:
    cache = PageCache()
    clock = [100.0]
    monkeypatch.setattr("small_trades.shop.site.page_cache.time.monotonic", lambda: clock[0])
    cache.keep("a", (1, 0), _page())
    clock[0] += KEPT_SECONDS
    assert cache.get("a", (1, 0)) is not None
    clock[0] += 1
    assert cache.get("a", (1, 0)) is None


def test_nothing_is_kept_while_the_generation_is_unknown() -> None:
    cache = PageCache()
    cache.keep("a", None, _page())
    assert len(cache) == 0


def test_many_threads_leave_the_bounds_intact() -> None:
    cache = PageCache(most_pages=5, most_bytes=50)

    def work(number: int) -> None:
        cache.keep(str(number % 9), (number % 2, 0), _page())
        cache.get(str(number % 7), (1, 0))

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(work, range(2000)))
    assert len(cache) <= 5
