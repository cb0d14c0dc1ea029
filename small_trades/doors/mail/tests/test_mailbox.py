"""The demonstration's mailbox: what was sent can be read, and nothing else."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

MAIL = (
    "From: shop@example.jp\r\nTo: kaori@example.jp\r\nSubject: =?utf-8?b?44GU5rOo5paH?=\r\n"
    "Date: Mon, 23 Nov 2026 01:05:00 +0000\r\nContent-Language: ja\r\nMIME-Version: 1.0\r\n"
    "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    "香 様\r\n<b>ありがとうございます</b> https://shop.example/\r\n"
)
NAME = "0198a1b2c3d4e5f60718293a4b5c6d7e"

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def mailbox() -> Path:
    folder: Path = settings.SMALL_TRADES.mailbox
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{NAME}.eml").write_bytes(MAIL.encode())
    (folder.parent / "secret.eml").write_text("secret")
    return folder


@pytest.fixture
def browser() -> Client:
    return Client(headers={"host": "localhost"})


def test_mails_are_listed_and_read(mailbox: Path, browser: Client) -> None:
    assert (mailbox / f"{NAME}.eml").exists()
    listed = browser.get(reverse("mailbox:mailbox"), secure=True)
    read = browser.get(reverse("mailbox:mail", args=[NAME]), secure=True)

    assert "ご注文" in listed.content.decode()
    page = read.content.decode()
    assert "香 様" in page
    assert "&lt;b&gt;ありがとうございます" in page
    assert (listed["Cache-Control"], read["Cache-Control"]) == ("no-store", "no-store")


def test_the_file_itself(mailbox: Path, browser: Client) -> None:
    answer = browser.get(reverse("mailbox:eml", args=[NAME]), secure=True)

    assert answer.content == (mailbox / f"{NAME}.eml").read_bytes()
    assert answer["Content-Type"] == "message/rfc822"


@pytest.mark.parametrize(
    "name", ["..", "../secret", "%2e%2e%2fsecret", "0" * 32, NAME.upper(), f"{NAME}.eml"]
)
@pytest.mark.usefixtures("mailbox")
def test_nothing_else_is_read(browser: Client, name: str) -> None:
    answer = browser.get(f"/demo/mailbox/{name}/", secure=True)

    assert answer.status_code in {301, 404}
    assert b"secret" not in answer.content
