"""Files with a form: in memory, as far as the page takes them, and on no disk."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import resolve, reverse

from small_trades.shop.site import uploads
from small_trades.shop.site.uploads import MEGABYTE, LeftOutFile, takes_files

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


class OnDiskError(Exception):
    """A file was about to lie on the disk."""


@pytest.fixture(autouse=True)
def _no_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_options: object) -> None:
        raise OnDiskError

    # Where Django takes it from for every upload that it writes down.
    monkeypatch.setattr("django.core.files.temp.NamedTemporaryFile", refuse)


@takes_files(most_bytes=3 * MEGABYTE)
def taking(request: HttpRequest) -> HttpResponse:
    """A page that takes files."""
    del request
    return HttpResponse()


@takes_files(most_bytes=3 * MEGABYTE, on_disk=True)
def importing(request: HttpRequest) -> HttpResponse:
    """A page whose files may wait on the disk."""
    del request
    return HttpResponse()


def plain(request: HttpRequest) -> HttpResponse:
    """A page that takes none."""
    del request
    return HttpResponse()


def sent(view: Any, *sizes: int, **words: str) -> HttpRequest:
    files = [SimpleUploadedFile(f"{number}.bin", bytes(size)) for number, size in enumerate(sizes)]
    request = RequestFactory().post("/", {"file": files, **words})
    request.resolver_match = resolve(reverse("inquiries:new"))
    request.resolver_match.func = view
    return request


def test_a_page_gets_the_files_it_takes_from_memory() -> None:
    request = sent(taking, 3 * MEGABYTE - 10, 5, text="words")
    first, second = request.FILES.getlist("file")
    assert (len(first.read()), len(second.read())) == (3 * MEGABYTE - 10, 5)
    assert (first.name, request.POST["text"]) == ("0.bin", "words")


def test_what_is_too_much_is_named_and_forgotten_and_the_words_stay() -> None:
    request = sent(taking, 2 * MEGABYTE, 2 * MEGABYTE, text="words")
    first, second = request.FILES.getlist("file")
    assert (first.size, len(first.read())) == (2 * MEGABYTE, 2 * MEGABYTE)
    assert isinstance(second, LeftOutFile)
    assert (second.name, second.size, second.read()) == ("1.bin", 2 * MEGABYTE, b"")
    assert request.POST["text"] == "words"


def test_a_page_that_takes_no_files_gets_none() -> None:
    request = sent(plain, 10, 4 * MEGABYTE, text="words")
    assert list(request.FILES) == []
    assert request.POST["text"] == "words"


def test_only_a_page_that_says_so_has_its_files_on_the_disk() -> None:
    with pytest.raises(OnDiskError):
        _files = sent(importing, 10).FILES


def test_a_request_beyond_all_measure_is_broken_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "READ_FOR_WORDS", MEGABYTE)
    heavy = SimpleUploadedFile("film.bin", bytes(30 * MEGABYTE))
    assert Client().post("/inquiries/", {"attached": heavy}, secure=True).status_code == 413


@pytest.mark.parametrize("name", ["new", "find"])
def test_whatever_a_stranger_sends_comes_to_no_disk(name: str) -> None:
    heavy = SimpleUploadedFile("film.bin", bytes(9 * MEGABYTE))
    answer = Client().post(reverse(f"inquiries:{name}"), {"attached": heavy, "file": heavy}, secure=True)
    assert answer.status_code == 200
