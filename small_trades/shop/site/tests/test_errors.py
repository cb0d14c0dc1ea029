import pytest
from django.db import connections
from django.test import Client
from pytest_django.fixtures import Settings

pytestmark = [
    pytest.mark.django_db(databases="__all__"),
    pytest.mark.urls("small_trades.shop.site.tests.urls"),
]


@pytest.fixture
def browser() -> Client:
    return Client(headers={"host": "localhost"}, raise_request_exception=False)


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nowhere/", 404, "ページが見つかりません"),
        ("/en/nowhere/", 404, "We could not find that page"),
        ("/busy/", 429, "少しお待ちください"),
        ("/en/busy/", 429, "Please wait a moment"),
        ("/away/", 503, "ただいまページを表示できません"),
        ("/en/away/", 503, "Please try again in a few minutes"),
        ("/breaks/", 500, "ただいまページを表示できません"),
        ("/en/breaks/", 500, "Something went wrong on our side"),
    ],
)
def test_errors_are_explained_in_the_language_of_the_address(
    browser: Client, path: str, status: int, words: str
) -> None:
    answer = browser.get(path, secure=True)
    assert answer.status_code == status
    assert words in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_busy_answer_says_when_to_come_back(browser: Client) -> None:
    assert browser.get("/busy/", secure=True).headers["Retry-After"] == "60"
    assert browser.get("/away/", secure=True).headers["Retry-After"] == "5"


def test_the_page_of_a_broken_shop_needs_no_database(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(connections["default"]), "cursor", lambda *_a, **_k: 1 / 0)
    assert "申し訳ありません" in browser.get("/breaks/", secure=True).content.decode()


def test_what_templates_are_given_is_escaped(browser: Client) -> None:
    assert "<h1>&lt;b&gt;</h1>" in browser.get("/drawn/", secure=True).content.decode()


def test_an_unknown_host_is_refused_with_words() -> None:
    answer = Client(headers={"host": "evil.example"}, raise_request_exception=False).get(
        "/en/plain/", secure=True
    )
    assert answer.status_code == 400
    assert "evil.example" not in answer.content.decode()


def test_a_method_that_a_page_does_not_know_is_refused_with_words(browser: Client) -> None:
    answer = browser.delete("/healthz", secure=True)
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD"
    assert "このページはその方法ではご利用いただけません" in answer.content.decode()


def test_a_request_that_is_too_large_is_refused_with_words(browser: Client, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3
    answer = browser.post("/reads_post/", {str(number): "x" for number in range(5)}, secure=True)
    assert answer.status_code == 413
    assert "一度に送れる量を超えています" in answer.content.decode()


def test_a_form_without_its_token_is_explained() -> None:
    strict = Client(headers={"host": "localhost"}, enforce_csrf_checks=True)
    answer = strict.post("/en/plain/", secure=True)
    assert answer.status_code == 403
    assert "Please send the form once more" in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"
