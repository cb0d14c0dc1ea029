"""Behind a proxy everybody is themselves, and nobody can say that they are somebody else."""

import ipaddress

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from small_trades.config.environment import Environment, SettingError
from small_trades.config.proxy import asker
from small_trades.shop.account.throttles import SIGN_IN_ADDRESS

PROXIES = (ipaddress.ip_network("127.0.0.1/32"), ipaddress.ip_network("10.0.0.0/8"))


@pytest.mark.parametrize(
    ("peer", "told", "found"),
    [
        ("127.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "203.0.113.9, 10.1.2.3", "203.0.113.9"),
        ("127.0.0.1", "198.51.100.7, 203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "2001:db8::1", "2001:db8::1"),
        ("198.51.100.7", "203.0.113.9", "198.51.100.7"),
        ("127.0.0.1", "unknown", "127.0.0.1"),
        ("127.0.0.1", "203.0.113.9, unknown", "127.0.0.1"),
        ("127.0.0.1", "\0", "127.0.0.1"),
        ("", "203.0.113.9", ""),
    ],
)
def test_who_asked(peer: str, told: str, found: str) -> None:
    assert asker(peer, told, PROXIES) == found


def test_the_setting_names_networks() -> None:
    read = Environment({"SMALL_TRADES_PROXY": "127.0.0.1, 10.0.0.0/8"}).networks("SMALL_TRADES_PROXY")
    assert read == PROXIES
    assert Environment({}).networks("SMALL_TRADES_PROXY") == ()
    with pytest.raises(SettingError) as refused:
        Environment({"SMALL_TRADES_PROXY": "caddy"}).networks("SMALL_TRADES_PROXY")
    assert str(refused.value).startswith("config.E014: SMALL_TRADES_PROXY")


def _try(address: str) -> str:
    browser = Client(REMOTE_ADDR="127.0.0.1", headers={"X-Forwarded-For": address})
    typed = {"code": "7K3F-9QXM-2RTD", "email": "nobody@example.jp"}
    for number in range(SIGN_IN_ADDRESS.most + 1):
        # Each another order: only the network address has them in common.
        code = f"7K3F-9QXM-{number:04}"
        answer = browser.post(reverse("orders:find"), {**typed, "code": code}, secure=True)
    return answer.content.decode()


@pytest.mark.django_db(databases=["default", "keys"])
@pytest.mark.parametrize(("proxies", "others"), [((), True), (PROXIES, False)])
def test_the_tries_of_one_keep_nobody_else_out(proxies: tuple[object, ...], others: bool) -> None:  # noqa: FBT001 - a parameter
    wait = "15分ほど"
    with override_settings(PROXIES=proxies):
        assert wait in _try("203.0.113.9")
        browser = Client(REMOTE_ADDR="127.0.0.1", headers={"X-Forwarded-For": "198.51.100.7"})
        typed = {"code": "7K3F-9QXM-2RTD", "email": "nobody@example.jp"}
        answer = browser.post(reverse("orders:find"), typed, secure=True)
    assert (wait in answer.content.decode()) == others
