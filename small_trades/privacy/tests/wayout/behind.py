"""What every process of these tests begins with: Django on the test's ledger, people, attempts and a server.

The test's own code follows a `from … import *`, in the words of `__all__`.
"""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import pty
import smtplib
import socket
import subprocess
import threading
import urllib.request
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from uuid import UUID

import django
from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Callable

settings.DATABASES["ledger"]["NAME"] = os.environ["STORE_NAME"]
settings.PRIVACY["LEDGER_SIGNING_KEY_FILE"] = os.environ["SIGNING_KEY_FILE"]
settings.PRIVACY["LEDGER_WITNESS_FILE"] = os.environ["WITNESS_FILE"]
django.setup()

from small_trades.privacy import _ledger as ledger  # noqa: E402 -- after the settings
from small_trades.privacy import _wayout as wayout  # noqa: E402 -- the same

__all__ = [
    "Server",
    "answers",
    "asyncio",
    "attempt",
    "finish",
    "http",
    "ledger",
    "os",
    "pty",
    "smtplib",
    "socket",
    "subprocess",
    "threading",
    "urllib",
    "wayout",
    "who",
]

STAFF = UUID("0198a8f0-0000-7000-8000-000000000002")
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi"
answers: dict[str, Any] = {}


def who() -> wayout.Who:
    return wayout.Who("staff", STAFF, "orders", policy_version=3, request_id="5f1e")


def attempt(call: Callable[[], object]) -> list[str] | str:
    """The exception's name and words, or "done"."""
    try:
        call()
    except OSError as error:
        cause = error if isinstance(error, wayout.WayOutShut) else getattr(error, "reason", error)
        return [type(cause).__name__, str(cause)]
    return "done"


def finish() -> None:
    """Hand the answers and the ledger's rows to the test."""
    ledger.close()
    rows = [[row.reason, row.recipient] for row in ledger.rows(event=ledger.Event.WAY_OUT)]
    print(json.dumps({**answers, "rows": rows}))  # noqa: T201 -- to the test


class Server:
    """Answers HTTP, on the loopback or on a Unix socket."""

    def __init__(self, family: int = socket.AF_INET, address: Any = ("127.0.0.1", 0)) -> None:
        self.socket = socket.socket(family)
        self.socket.bind(address)
        self.socket.listen()
        self.port = self.socket.getsockname()[1]
        self.calls = 0
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            connection, _ = self.socket.accept()
            self.calls += 1
            with connection, suppress(ConnectionError):
                connection.recv(65536)
                connection.sendall(ANSWER)
