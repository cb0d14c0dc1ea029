"""The broker as a child of `small-trades run --broker`: started first, started again, ended last."""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from small_trades.config.environment import SettingError, environment

BROKER: Final = "SMALL_TRADES_BROKER"
READY_SECONDS: Final = 60.0
END_SECONDS: Final = 10.0
PAUSE_SECONDS: Final = 0.1
LONGEST_PATH: Final = 107
"""Bytes of a socket's path on Linux, unix(7), without the zero that ends it."""
HELD: Final = (
    *("KEYS_DATABASE_URL", "KEYS_DATABASE_URL_FILE", "LEDGER_DATABASE_URL", "LEDGER_DATABASE_URL_FILE"),
    *("KEK_FILE", "LEDGER_SIGNING_KEY_FILE", "LEDGER_WITNESS_FILE"),
)
"""What only the broker is told."""


@contextmanager
def beside_broker() -> Iterator[None]:
    """A broker while the block runs; this process and its later children know its socket, not its secrets.

    Belongs before the settings are loaded.

    Raises:
        SettingError: it did not start, and what it wrote says why; or its socket's name would be too long.
    """
    if os.environ.get(BROKER):
        raise SettingError("broker.E002", f"{BROKER} is set: a broker runs already; leave --broker away.")
    child = _Child(_socket())
    child.start()
    try:
        os.environ[BROKER] = str(child.path)
        for name in HELD:
            os.environ.pop(name, None)
        yield
    finally:
        child.end()


def _socket() -> Path:
    home = environment().path("SMALL_TRADES_HOME", Path.cwd() / "var")
    path = home.with_name(f"{home.name}.secrets") / "broker.sock"
    if len(os.fsencode(path)) > LONGEST_PATH:
        raise SettingError(
            "broker.E009",
            f"the broker's socket {path} has a longer name than a socket may have ({LONGEST_PATH} bytes): "
            "choose a shorter SMALL_TRADES_HOME.",
        )
    return path


class _Child:
    """The process, and a thread that starts another when it dies."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._environment = dict(os.environ)
        self._is_ending = False
        self._changing = threading.Lock()
        self._process = self._started()

    def start(self) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.end()
                raise SettingError("broker.E003", "the broker did not start; the lines above say why.")
            time.sleep(PAUSE_SECONDS)
        threading.Thread(target=self._watch, name="broker", daemon=True).start()

    def end(self) -> None:
        with self._changing:
            self._is_ending = True
            self._process.terminate()
        try:
            self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _started(self) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "small_trades.config.cli", "broker", "--child"]
        return subprocess.Popen(
            [*command, "--socket", str(self.path)], env=self._environment, process_group=0
        )

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
            return probe.connect_ex(str(self.path)) == 0

    def _watch(self) -> None:
        while True:
            self._process.wait()
            time.sleep(PAUSE_SECONDS)
            with self._changing:
                if self._is_ending:
                    return
                sys.stderr.write("broker.E004: the broker ended; it is started again.\n")
                self._process = self._started()
