"""Devices, passwords, sessions and the person's own data, piece by piece."""

from typing import Any

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from small_trades import privacy
from small_trades.shop.account import passwords
from small_trades.shop.account.devices import browser_of, device_of
from small_trades.shop.account.middleware import CustomerMiddleware
from small_trades.shop.account.models import Browser as Family
from small_trades.shop.account.models import DeviceKind
from small_trades.shop.account.subject_data import held
from small_trades.shop.account.tests.making import Browser, member, with_address

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) AppleWebKit/605.1 Version/18.0 Mobile/15E148 Safari/604.1"
ANDROID = "Mozilla/5.0 (Linux; Android 15; K) AppleWebKit/537.36 Chrome/130.0.0.0 Mobile Safari/537.36"
TABLET = "Mozilla/5.0 (Linux; Android 15; K) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0"
LINUX = "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0"


@pytest.mark.parametrize(
    ("user_agent", "browser", "device"),
    [
        (IPHONE, Family.SAFARI, DeviceKind.PHONE),
        (ANDROID, Family.CHROME, DeviceKind.PHONE),
        (TABLET, Family.CHROME, DeviceKind.TABLET),
        (WINDOWS, Family.EDGE, DeviceKind.COMPUTER),
        (LINUX, Family.FIREFOX, DeviceKind.COMPUTER),
        ("", Family.OTHER, DeviceKind.OTHER),
        ("curl/8.0", Family.OTHER, DeviceKind.OTHER),
    ],
)
def test_a_browser_string_becomes_one_of_twenty_kinds(user_agent: str, browser: str, device: str) -> None:
    assert (browser_of(user_agent), device_of(user_agent)) == (browser, device)


@pytest.mark.parametrize("good", ["tsuki-to-ringo-no-uta", "月とりんごのうたを歌う", "correct horse battery"])
def test_good_passwords(good: str) -> None:
    assert passwords.problems(good, personal=("山田", "花子", "hanako@example.jp")) == []


@pytest.mark.parametrize(
    ("weak", "count"),
    [
        ("short", 1),
        ("aaaaaaaaaaaa", 1),
        ("9876543210987", 1),
        ("Password123", 1),
        ("x1" * 65, 2),
        ("hanako-no-neko", 1),
    ],
)
def test_weak_passwords(weak: str, count: int) -> None:
    assert len(passwords.problems(weak, personal=("hanako@example.jp",))) == count


def test_passwords_are_hashed_with_argon2(
    cost_of_a_hash: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a shop does it, unlike the other tests: OWASP asks for two passes over 19 MiB at least."""
    passes, memory, lanes = cost_of_a_hash
    assert passes >= 2
    assert memory >= 19 * 1024
    for name, usual in (("time_cost", passes), ("memory_cost", memory), ("parallelism", lanes)):
        monkeypatch.setattr(Argon2PasswordHasher, name, usual)
    encoded = passwords.hashed("tsuki-to-ringo-no-uta")
    assert encoded.startswith(f"argon2$argon2id$v=19$m={memory},t={passes},p={lanes}$")
    assert passwords.matches("tsuki-to-ringo-no-uta", encoded)
    assert not passwords.matches("tsuki-to-ringo-no-uto", encoded)


class Untouchable:
    """A session that nobody may look at."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError("the session was touched")


def test_a_request_that_does_not_ask_who_it_is_touches_no_session() -> None:
    request = RequestFactory().get("/")
    request.session = Untouchable()  # type: ignore[assignment] # that is the point
    seen: list[HttpRequest] = []

    def view(asked: HttpRequest) -> HttpResponse:
        seen.append(asked)
        return HttpResponse()

    CustomerMiddleware(view)(request)

    with pytest.raises(AssertionError, match="touched"):
        _ = seen[0].customer  # type: ignore[attr-defined] # the middleware adds it


@pytest.mark.django_db(databases=["default", "keys"])
def test_nobody_signed_in_is_none() -> None:
    request = RequestFactory().get("/")
    request.session = Browser().session
    CustomerMiddleware(lambda _request: HttpResponse())(request)
    assert request.customer is None  # type: ignore[attr-defined] # the middleware adds it


@pytest.mark.django_db(databases=["default", "keys"])
def test_all_that_the_app_holds_about_a_person_is_told() -> None:
    anna, customer = member()
    with_address(anna, customer, label="work")
    Browser().sign_in(anna)

    things = held(customer.subject)

    assert [thing.label_en for thing in things] == [
        "Your registration",
        "Address book: Workplace",
        "Sign-ins",
    ]
    assert [thing.label_ja for thing in things] == ["会員登録", "住所録: お勤め先", "ログインの記録"]
    assert [[repr(value) for value in thing.sealed] for thing in things] == [
        ["‹PersonName›", "‹EmailAddress›", "‹PasswordHash›"],
        ["‹DeliveryAddress›"],
        [],
    ]
    assert held(privacy.new_subject()) == []
