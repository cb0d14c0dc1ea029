"""`small-trades run --broker`: a real shop whose web processes hold neither keys nor ledger."""

import os
import signal
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from small_trades.config.broker import HELD, beside_broker
from small_trades.config.commands.broker import user_id
from small_trades.config.environment import SettingError
from tests.browser.running import ENDED, RunningShop, descendants, start
from tests.stores import URLS, empty

DEADLINE = 20.0


def _status(shop: RunningShop, path: str) -> tuple[int, str]:
    context = ssl.create_default_context(cafile=shop.secrets / "tls" / "authority.pem")
    try:
        with urllib.request.urlopen(f"{shop.url}{path}", context=context, timeout=30) as answer:  # noqa: S310 -- the shop's own address
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def _words(pid: int) -> list[str]:
    with suppress(*ENDED):
        return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8").split("\0")
    return []


def _broker(shop: RunningShop) -> int:
    """Its number; 0 while there is none."""
    return next((pid for pid in descendants(shop.process.pid) if "broker" in _words(pid)), 0)


def _held_open(pid: int) -> list[str]:
    """Files of the key store and the ledger that a process has open."""
    opened = []
    with suppress(*ENDED):
        for link in Path(f"/proc/{pid}/fd").iterdir():
            # What was closed since the list was made is not held open.
            with suppress(*ENDED):
                opened.append(os.readlink(link))  # noqa: PTH115 -- may be no path
    return [path for path in opened if "keys.sqlite3" in path or "ledger.sqlite3" in path]


def _beside(shop: RunningShop, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """A command as the shop's own user runs it: it knows the socket, and nothing of keys and ledger."""
    given = {name: value for name, value in shop.environment.items() if name not in HELD}
    return subprocess.run(
        [sys.executable, "-m", "small_trades.config.cli", *arguments],
        env={**given, "SMALL_TRADES_BROKER": str(shop.secrets / "broker.sock")},
        capture_output=True,
        text=True,
        check=False,
    )


def _until(what: Callable[[], bool]) -> None:
    deadline = time.monotonic() + DEADLINE
    while not what():
        if time.monotonic() > deadline:
            raise AssertionError("it did not happen")
        time.sleep(0.05)


@pytest.fixture
def short_path() -> Iterator[Path]:
    """A folder of few letters: where pytest makes its own, a socket's name may become too long."""
    with tempfile.TemporaryDirectory(prefix="b") as folder:
        yield Path(folder)


def test_a_shop_beside_its_broker(short_path: Path) -> None:
    secrets = {"KEK_FILE": str(short_path / "elsewhere" / "kek.json")}
    stores = empty(short_path / "var")
    shop = start(
        short_path, "--broker", **secrets, **{URLS[alias]: url for alias, url in stores.urls.items()}
    )
    try:
        first = _broker(shop)
        assert _status(shop, "/readyz") == (200, "default: ok\nkeys: ok\nledger: ok\n")
        others = [pid for pid in descendants(shop.process.pid) if pid != first]
        worker = next(pid for pid in others if "worker" in _words(pid))
        entries = Path(f"/proc/{worker}/environ").read_bytes().split(b"\0")
        names = {entry.partition(b"=")[0].decode() for entry in entries}
        assert "SMALL_TRADES_BROKER" in names
        assert not names & set(HELD)
        # On a server it is connections that it holds, and nobody else is told where.
        assert _held_open(first) or stores.urls
        assert not [path for pid in (shop.process.pid, *others) for path in _held_open(pid)]

        os.kill(first, signal.SIGKILL)
        _until(lambda: _broker(shop) not in {0, first})
        _until(lambda: _status(shop, "/readyz")[0] == 200)

        invited = _beside(shop, "staff", "add", "kiki@shop.example", "--role", "orders")
        assert invited.returncode == 0, invited.stderr
        copied = _beside(shop, "backup", str(short_path / "copy"))
        assert (copied.returncode, copied.stderr[:12]) == (2, "broker.E001:")
        assert not (short_path / "copy").exists()
    finally:
        shop.stop()
    assert not (shop.secrets / "broker.sock").exists()
    verified = shop.command("ledger", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert int(verified.stdout.split()[0].replace(",", "")) > 0
    stores.drop()


def test_a_broker_that_runs_already_is_not_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMALL_TRADES_BROKER", "/run/small-trades/broker.sock")
    with pytest.raises(SettingError, match=r"broker\.E002"), beside_broker():
        raise AssertionError("nothing is started")


def test_a_folder_whose_name_leaves_no_room_for_a_socket_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / ("x" * 100)
    monkeypatch.setenv("SMALL_TRADES_HOME", str(folder))
    with (
        pytest.raises(SettingError, match=r"broker\.E009: .*choose a shorter SMALL_TRADES_HOME"),
        beside_broker(),
    ):
        raise AssertionError("nothing is started")
    assert not folder.with_name(f"{folder.name}.secrets").exists()


def test_for_whom() -> None:
    assert user_id("") == os.getuid()
    assert user_id("root") == 0
    with pytest.raises(SettingError, match="there is no user 'nobody here'"):
        user_id("nobody here")
