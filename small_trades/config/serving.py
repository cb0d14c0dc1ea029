"""The process tree of a running shop: web workers, the task worker, and the plain-HTTP redirect."""

import os
import shutil
import signal
import socket
import ssl
import sys
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

from django.conf import settings
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from small_trades.config.forking import close_connections
from small_trades.config.tending import Tended
from small_trades.config.tls import local_certificate

END_SECONDS: Final = 10.0
READY_SECONDS: Final = 60.0
PROBE_SECONDS: Final = 0.05
BLOCKING_THREADS: Final = 4
_READY_REQUEST: Final = "GET /readyz HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"


def serve(when_ready: Callable[[], None]) -> int:
    """Serve until a signal; `when_ready` is called once the first page could be answered."""
    shop = settings.SMALL_TRADES
    _share_figures(shop.home / "metrics")
    certificate = local_certificate(shop.secrets / "tls", (*settings.ALLOWED_HOSTS, "127.0.0.1", "::1"))
    redirect = ThreadingHTTPServer((shop.host, shop.http_port), RedirectHandler)
    tasks = Tended([sys.executable, "-m", "small_trades.config.cli", "worker"])
    tasks.start()
    threading.Thread(target=redirect.serve_forever, name="redirect", daemon=True).start()
    threading.Thread(target=_tell_when_ready, args=(when_ready,), name="ready", daemon=True).start()
    server = Granian(
        "small_trades.config.web_worker:application",
        address=shop.host,
        port=shop.port,
        interface=Interfaces.WSGI,
        workers=shop.workers,
        blocking_threads=BLOCKING_THREADS,
        http=HTTPModes.auto,
        websockets=False,
        ssl_cert=certificate.chain,
        ssl_key=certificate.key,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=int(END_SECONDS),
    )
    close_connections()
    try:
        server.serve()
    finally:
        tasks.end(END_SECONDS)
        redirect.shutdown()
        redirect.server_close()
    return 0


def _share_figures(folder: Path) -> None:
    """Give the web processes a place to count together, empty at each start."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


class RedirectHandler(BaseHTTPRequestHandler):
    """Answers every plain-HTTP request with the same address over HTTPS."""

    server_version = "redirect"
    sys_version = ""
    timeout = 5

    def do_GET(self) -> None:
        """Redirect; to the shop's own name where the request names a host that is not ours."""
        shop = settings.SMALL_TRADES
        named = self.headers.get("Host", "").rsplit(":", 1)[0]
        host = named if named in settings.ALLOWED_HOSTS else settings.ALLOWED_HOSTS[0]
        port = "" if shop.port == 443 else f":{shop.port}"  # noqa: PLR2004 - the port of HTTPS (RFC 9110, 4.2.2)
        path = self.path if self.path.startswith("/") and not self.path.startswith("//") else "/"
        self.send_response(301)
        self.send_header("Location", f"https://{host}{port}{path}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_POST = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_GET  # noqa: N815 - the base class's names

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in the base class
        """Nothing: an address line could hold something personal."""


def _tell_when_ready(when_ready: Callable[[], None]) -> None:
    shop = settings.SMALL_TRADES
    context = ssl.create_default_context(cafile=str(shop.secrets / "tls" / "authority.pem"))
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        try:
            with (
                socket.create_connection((shop.host, shop.port), timeout=READY_SECONDS) as plain,
                context.wrap_socket(plain, server_hostname=settings.ALLOWED_HOSTS[0]) as secure,
            ):
                secure.sendall(_READY_REQUEST.format(host=settings.ALLOWED_HOSTS[0]).encode())
                if b" 200 " in secure.recv(64):
                    when_ready()
                    return
        except OSError:
            pass
        time.sleep(PROBE_SECONDS)
    sys.stderr.write("run.E002: the shop did not answer within a minute; the lines above say why.\n")
    signal.raise_signal(signal.SIGTERM)
