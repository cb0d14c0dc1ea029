"""An error service on this machine: it reads envelopes as strictly as the protocol says, and keeps them."""

import json
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "0123456789abcdef0123456789abcdef"
AUTH = re.compile(r"Sentry sentry_version=7, sentry_client=[\w./-]+, sentry_key=(\w+)")


@dataclass
class ErrorService:
    """What it was told; `answers` are the next answers, each a status and headers, before it takes all."""

    port: int = 0
    events: list[dict[str, Any]] = field(default_factory=list)
    answers: list[tuple[int, Mapping[str, str]]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    calls: int = 0

    @property
    def dsn(self) -> str:
        """What ERRORS_DSN would be."""
        return f"http://{KEY}@127.0.0.1:{self.port}/42"

    def take(self, path: str, headers: Mapping[str, str], body: bytes) -> tuple[int, Mapping[str, str]]:
        """The answer to one POST."""
        self.calls += 1
        self.bodies.append(body)
        known = AUTH.fullmatch(headers.get("X-Sentry-Auth", ""))
        if path != "/api/42/envelope/":
            return 404, {}
        if known is None or known[1] != KEY:
            return 403, {}
        if self.answers:
            return self.answers.pop(0)
        self.events.append(read_envelope(body))
        return 200, {}


def read_envelope(body: bytes) -> dict[str, Any]:
    """The one event of an envelope. ValueError where it is none."""
    head, item, rest = body.split(b"\n", 2)
    event_id, told = json.loads(head)["event_id"], json.loads(item)
    if told["type"] != "event" or rest[told["length"] :] != b"\n":
        raise ValueError("an item of another length")
    event: dict[str, Any] = json.loads(rest[: told["length"]])
    if event["event_id"] != event_id or not re.fullmatch(r"[0-9a-f]{32}", event_id):
        raise ValueError("an id that is none")
    if not all(value.get("type") for value in event["exception"]["values"]):
        raise ValueError("an exception without a type")
    return event


@contextmanager
def error_service() -> Iterator[ErrorService]:
    """A service that runs while the block does."""
    service = ErrorService()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status, headers = service.take(self.path, dict(self.headers), body)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_arguments: object) -> None:
            """Tests say what they saw themselves."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        service.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield service
        finally:
            server.shutdown()
            thread.join()
