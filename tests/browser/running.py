"""A real shop, started the way a trader starts it, with its own data folder and ports."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.stores import prepare

READY_SECONDS = 90
END_SECONDS = 8
ENDED = (FileNotFoundError, ProcessLookupError)  # what /proc says of a process that ended while it was read
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class RunningShop:
    """Where the shop answers, what it wrote, and the link that creates its owner."""

    url: str
    http_url: str
    home: Path
    output: Path
    owner_link: str
    process: "subprocess.Popen[bytes]"

    @property
    def secrets(self) -> Path:
        """The folder of its secrets, beside the data folder."""
        return self.home.with_name(f"{self.home.name}.secrets")

    def command(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run a `small-trades` command on this shop's stores."""
        return subprocess.run(
            [sys.executable, "-m", "small_trades.config.cli", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def environment(self) -> dict[str, str]:
        """The environment the shop runs in."""
        return dict(_ENVIRONMENTS[self.home])

    def stop(self) -> int:
        """Press Ctrl-C, as a terminal does: to the whole group. The exit code, once nothing runs."""
        family = descendants(self.process.pid)
        os.killpg(self.process.pid, signal.SIGINT)
        try:
            code = self.process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise
        left = [pid for pid in family if Path(f"/proc/{pid}").exists()]
        if left:
            raise RuntimeError(f"{len(left)} of {len(family)} processes outlived the shop")
        return code


_ENVIRONMENTS: dict[Path, dict[str, str]] = {}


def start(folder: Path, *arguments: str, **environment: str) -> RunningShop:
    """Start a shop with its data under `folder`; returns once it has said that it is open.

    `arguments` are those of `small-trades run`.
    """
    home, port, http_port = folder / "var", free_port(), free_port()
    output = folder / "output.txt"
    _ENVIRONMENTS[home] = {
        **os.environ,
        "SMALL_TRADES_MODE": "demo",
        "SMALL_TRADES_HOME": str(home),
        "SMALL_TRADES_PORT": str(port),
        "SMALL_TRADES_HTTP_PORT": str(http_port),
        "SMALL_TRADES_WORKERS": "2",
        **environment,
    }
    with output.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "small_trades.config.cli", "run", *arguments],
            cwd=ROOT,
            env=_ENVIRONMENTS[home],
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    owner_link = _wait_until_open(process, output)
    return RunningShop(
        f"https://localhost:{port}", f"http://localhost:{http_port}", home, output, owner_link, process
    )


def start_prepared(folder: Path, **environment: str) -> RunningShop:
    """The same for a shop whose first start is not what is tested: its stores are copied."""
    prepare(folder)
    return start(folder, **environment)


def _wait_until_open(process: "subprocess.Popen[bytes]", output: Path) -> str:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        said = output.read_text(encoding="utf-8")
        if "Ctrl-C" in said:
            found = re.search(r"https://\S+/desk/join/\S+", said)
            return found.group() if found else ""
        if process.poll() is not None:
            raise RuntimeError(f"the shop ended with {process.returncode}:\n{said}")
        time.sleep(0.1)
    process.kill()
    raise RuntimeError(
        f"the shop did not open within {READY_SECONDS} s:\n{output.read_text(encoding='utf-8')}"
    )


def descendants(pid: int) -> list[int]:
    """The children of a process, theirs, and so on; of a process or thread that ended meanwhile, none."""
    children: list[int] = []
    with suppress(*ENDED):
        for task in Path(f"/proc/{pid}/task").iterdir():
            with suppress(*ENDED):
                children += map(int, (task / "children").read_text(encoding="ascii").split())
    return [*children, *(below for child in children for below in descendants(child))]


def free_port() -> int:
    """A port of the loopback address that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
