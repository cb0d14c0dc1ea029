"""`wrk` on public pages, and on a constant body of the same size served by the same server."""

import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from tests.browser.running import RunningShop, free_port, start

SECONDS = 8
CONNECTIONS = 16
THREADS = 1
PAGES = (("product page", "/products/blue-cup/"), ("product list", "/products/"))


@dataclass(frozen=True)
class Measured:
    """One line of the table."""

    name: str
    size: int
    pages_per_second: float
    constant_per_second: float

    @property
    def ratio(self) -> float:
        """What the shop's page reaches of the constant body."""
        return self.pages_per_second / self.constant_per_second


def measure() -> list[Measured]:
    """Start a shop and measure its pages, each beside a constant body of its size."""
    if not shutil.which("wrk"):
        sys.stderr.write("bench.E001: wrk is missing. On Debian: apt-get install wrk\n")
        raise SystemExit(2)
    with tempfile.TemporaryDirectory(prefix="small-trades-bench-") as folder:
        shop = start(Path(folder))
        try:
            return [_compare(shop, name, path, Path(folder)) for name, path in PAGES]
        finally:
            shop.stop()


def _compare(shop: RunningShop, name: str, path: str, folder: Path) -> Measured:
    trust = ssl.create_default_context(cafile=str(shop.secrets / "tls" / "authority.pem"))
    with urllib.request.urlopen(f"{shop.url}{path}", context=trust) as answer:
        body = answer.read()
    file = folder / "body"
    file.write_bytes(body)
    port = free_port()
    tls = shop.secrets / "tls"
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--workers", "2"),
            *("--blocking-threads", "8", "--no-ws", "--log-level", "error"),
            *("--ssl-certificate", str(tls / "server.pem"), "--ssl-keyfile", str(tls / "server.key")),
            "bench.constant:application",
        ],
        env={**os.environ, "BENCH_BODY": str(file)},
    )
    try:
        _wait(port)
        constant = wrk(f"https://localhost:{port}/")
        page = wrk(f"{shop.url}{path}")
    finally:
        server.terminate()
        server.wait()
    return Measured(name, len(body), page, constant)


def wrk(url: str) -> float:
    """Requests per second; a short run first, so that nothing is measured cold."""
    command = ["wrk", f"-t{THREADS}", f"-c{CONNECTIONS}"]
    subprocess.run([*command, "-d2s", url], check=True, capture_output=True)
    done = subprocess.run([*command, f"-d{SECONDS}s", url], check=True, capture_output=True, text=True)
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", done.stdout)
    if refused:
        raise RuntimeError(f"{refused.group(1)} answers of {url} were errors")
    found = re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)
    if not found:
        raise RuntimeError(done.stdout)
    return float(found.group(1))


def _wait(port: int) -> None:
    for _attempt in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the constant body's server did not start")
