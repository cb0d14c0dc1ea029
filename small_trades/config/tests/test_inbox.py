"""The inbox in the settings: what is wrong is said, and `check` signs in without taking anything."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from small_trades.config.environment import Environment, SettingError
from small_trades.config.inbox import inbox_settings
from tests.imap import PASSWORD, USER, Post, serving

GIVEN = {"INBOX_HOST": "imap.example.jp", "INBOX_USER": "shop", "INBOX_PASSWORD": "secret"}


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Post]:
    with serving(tmp_path_factory.mktemp("imap")) as post:
        yield post


def test_without_a_host_nothing_is_read() -> None:
    assert inbox_settings(Environment({"INBOX_USER": "shop"})) is None


def test_a_host_a_user_and_a_password_are_enough(tmp_path: Path) -> None:
    secret = tmp_path / "password"
    secret.write_text("from a file\n", encoding="utf-8")
    given = {"INBOX_HOST": "imap.example.jp", "INBOX_USER": "shop", "INBOX_PASSWORD_FILE": str(secret)}
    found = inbox_settings(Environment(given))
    assert found is not None
    assert (found.host, found.port, found.starttls, found.folder) == ("imap.example.jp", 993, False, "INBOX")
    assert found.password == "from a file"
    later = inbox_settings(Environment(given | {"INBOX_TLS": "starttls"}))
    assert later is not None
    assert (later.port, later.starttls) == (143, True)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"INBOX_USER": ""}, "config.E011: INBOX_USER is missing"),
        ({"INBOX_PASSWORD": ""}, "config.E011: INBOX_PASSWORD is missing"),
        ({"INBOX_TLS": "none"}, "config.E004: INBOX_TLS is 'none'"),
        ({"INBOX_PORT": "0"}, "config.E003: INBOX_PORT is 0"),
        ({"INBOX_ASIDE": "未処理"}, "config.E012: INBOX_ASIDE"),
        ({"INBOX_AUTHORITY": "/nowhere/at/all.pem"}, "config.E013: INBOX_AUTHORITY"),
    ],
)
def test_what_is_wrong_is_said(changes: dict[str, str], said: str) -> None:
    with pytest.raises(SettingError) as caught:
        inbox_settings(Environment(GIVEN | changes))
    assert str(caught.value).startswith(said)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(("password", "code"), [(PASSWORD, 0), ("guessed", 1)])
def test_check_signs_in_and_takes_nothing(post: Post, tmp_path: Path, password: str, code: int) -> None:
    post.deliver(b"From: kaori@example.jp\r\n\r\nStill there?")
    stores = {"DATABASE_URL": "", "KEYS_DATABASE_URL": "", "LEDGER_DATABASE_URL": ""}
    inbox = {
        "INBOX_HOST": "localhost",
        "INBOX_PORT": str(post.port),
        "INBOX_TLS": "starttls",
        "INBOX_USER": USER,
        "INBOX_PASSWORD": password,
        "INBOX_AUTHORITY": str(post.certificate.authority),
    }
    home = {"SMALL_TRADES_HOME": str(tmp_path / "var"), "SMALL_TRADES_MODE": "demo"}
    ended = subprocess.run(
        [sys.executable, "-m", "small_trades.config.cli", "check"],
        env={**os.environ, **stores, **home, **inbox},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == code, ended.stdout + ended.stderr
    assert ("inbox.E001" in ended.stdout) is bool(code)
    assert password not in ended.stdout + ended.stderr
    assert post.lies()
    post.empty()
