"""A shop and its key broker, started as an operator starts them: as two users, where the machine lets us.

Root starts the shop as `nobody`, with the first Python that `nobody` can run. Anybody else has one user only,
and starts both as that one.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from small_trades.config.broker import HELD
from tests.browser.running import END_SECONDS, descendants, free_port
from tests.stores import CHECKOUT, URLS, Stores, empty

READY_SECONDS = 90.0
NOBODY = 65_534
SOCKET = "SMALL_TRADES_BROKER"
OPENING = """
import os, sys
uid = int(sys.argv[1])
os.getuid() == uid or (os.setgroups([]), os.setgid(uid), os.setuid(uid))
for folder, _, names in os.walk(sys.argv[2]):
    for path in (os.path.join(folder, name) for name in names):
        try:
            open(path, "rb").close()
        except OSError:
            continue
        print(path)
"""


@dataclass(frozen=True)
class User:
    """Who runs the shop, and with which Python."""

    uid: int
    python: str

    @property
    def name(self) -> str:
        """As `--for` takes it."""
        return pwd.getpwuid(self.uid).pw_name

    @property
    def options(self) -> dict[str, Any]:
        """For `subprocess`."""
        own = self.uid == os.getuid()
        return {} if own else {"user": self.uid, "group": self.uid, "extra_groups": []}


@lru_cache(maxsize=1)
def shop_user() -> User:
    """`nobody` where we are root and a Python of our version is open to everybody; else ourselves."""
    if os.getuid() == 0:
        version = f"python3.{sys.version_info.minor}"
        for python in (sys.executable, shutil.which(version, path=os.defpath)):
            user = User(NOBODY, python or sys.executable)
            command = [user.python, "-c", "import django, granian, small_trades"]
            try:
                done = subprocess.run(
                    command, cwd="/", env=_python_path(), capture_output=True, check=False, **user.options
                )
            except PermissionError:
                continue
            if done.returncode == 0:
                return user
    return User(os.getuid(), sys.executable)


def _python_path() -> dict[str, str]:
    return {
        "PYTHONPATH": os.pathsep.join([str(CHECKOUT), *(path for path in sys.path if "-packages" in path)])
    }


class Pair:
    """A shop beside its broker, with folders of their own. `stop` ends both and removes everything."""

    def __init__(self) -> None:
        self.user = shop_user()
        self.folder = Path(tempfile.mkdtemp(prefix="small-trades-beside-", dir="/tmp"))
        self.keys_folder, self.shop_folder = self.folder / "keys", self.folder / "shop"
        self.socket = self.folder / "run" / "broker.sock"
        self.folder.chmod(0o755)
        self.socket.parent.mkdir(mode=0o755)
        for folder, uid in ((self.keys_folder, os.getuid()), (self.shop_folder, self.user.uid)):
            folder.mkdir(mode=0o700)
            os.chown(folder, uid, -1)
        self.stores: Stores = empty(self.keys_folder / "var")
        self.port = free_port()
        self.url = f"https://localhost:{self.port}"
        self.broker = self._start_broker()
        self.shop = self._start_shop()

    @property
    def is_two_users(self) -> bool:
        """Whether the kernel stands between the shop and the keys."""
        return self.user.uid != os.getuid()

    @property
    def authority(self) -> Path:
        """The certificate that a browser trusts."""
        return self.shop_folder / "var.secrets" / "tls" / "authority.pem"

    @property
    def mailbox(self) -> Path:
        """Where a demonstration keeps the mails it sends."""
        return self.shop_folder / "var" / "mailbox"

    @property
    def said(self) -> str:
        """What the shop wrote."""
        return (self.folder / "shop.txt").read_text(encoding="utf-8")

    @property
    def processes(self) -> tuple[int, ...]:
        """The shop's: supervisor, web workers, task worker."""
        return (self.shop.pid, *descendants(self.shop.pid))

    def broker_environment(self) -> dict[str, str]:
        """What the broker's user is told; also for commands on whole stores."""
        told = self.stores.environment()
        # What the apps hold is the shop's: a broker has no way there.
        return {name: value for name, value in told.items() if name != URLS["default"]}

    def shop_environment(self) -> dict[str, str]:
        """What the shop's user is told."""
        told = self.stores.environment(
            SMALL_TRADES_HOME=str(self.shop_folder / "var"),
            SMALL_TRADES_PORT=str(self.port),
            SMALL_TRADES_HTTP_PORT=str(free_port()),
            SMALL_TRADES_WORKERS="2",
            **{SOCKET: str(self.socket)},
            **_python_path(),
        )
        return {name: value for name, value in told.items() if name not in HELD}

    def command(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """A `small-trades` command of the shop's user."""
        return subprocess.run(
            [self.user.python, "-m", "small_trades.config.cli", *arguments],
            cwd="/",
            env=self.shop_environment(),
            capture_output=True,
            text=True,
            check=False,
            **self.user.options,
        )

    def whole_stores(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """A `small-trades` command of the broker's user, who holds keys and ledger."""
        return subprocess.run(
            [sys.executable, "-m", "small_trades.config.cli", *arguments],
            cwd=CHECKOUT,
            env=self.broker_environment(),
            capture_output=True,
            text=True,
            check=False,
        )

    def readable(self, folder: Path) -> list[Path]:
        """The files below a folder that the shop's user can open."""
        command = [sys.executable, "-c", OPENING, str(self.user.uid), str(folder)]
        done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=True)
        return [Path(line) for line in done.stdout.splitlines()]

    def kill_broker(self) -> None:
        """At once, whatever it is doing."""
        self.broker.kill()
        self.broker.wait()

    def start_broker(self) -> None:
        """Another one, as its supervisor would start it."""
        self.broker = self._start_broker()

    def stop(self) -> None:
        """End both as an operator does; AssertionError where a process is left."""
        family = [*self.processes, self.broker.pid]
        try:
            os.killpg(self.shop.pid, signal.SIGINT)
            assert self.shop.wait(END_SECONDS) == 0, self.said
            self.broker.send_signal(signal.SIGTERM)
            assert self.broker.wait(END_SECONDS) == 0
            assert [pid for pid in family if Path(f"/proc/{pid}").exists()] == []
            assert not self.socket.exists()
        finally:
            for process in (self.shop, self.broker):
                process.kill()
                process.wait()

    def remove(self) -> None:
        """The folders, and on PostgreSQL the databases."""
        self.stores.drop()
        shutil.rmtree(self.folder)

    def _start_broker(self) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "small_trades.config.cli", "broker"]
        with (self.folder / "broker.txt").open("ab") as output:
            process = subprocess.Popen(
                [*command, "--socket", str(self.socket), "--for", self.user.name],
                cwd=CHECKOUT,
                env=self.broker_environment(),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        until(lambda: self.socket.exists() or process.poll() is not None)
        assert process.poll() is None, (self.folder / "broker.txt").read_text(encoding="utf-8")
        return process

    def _start_shop(self) -> "subprocess.Popen[bytes]":
        with (self.folder / "shop.txt").open("wb") as output:
            process = subprocess.Popen(
                [self.user.python, "-m", "small_trades.config.cli", "run"],
                cwd="/",
                env=self.shop_environment(),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **self.user.options,
            )
        until(lambda: "Ctrl-C" in self.said or process.poll() is not None)
        assert process.poll() is None, self.said
        return process


def until(what: Callable[[], bool]) -> None:
    """Wait for something to happen; AssertionError when it does not."""
    deadline = time.monotonic() + READY_SECONDS
    while not what():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.05)
