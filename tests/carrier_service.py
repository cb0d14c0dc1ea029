"""A carrier's service on this machine: it takes labels, corrections and stops, and forgets none of them.

It can be down, answer late, lose its answer after it did what was asked, and refuse. What it holds of a
parcel is what its drivers would read: a correction changes it, a stop marks it, an erasure empties it.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TOKEN = "carrier-token-5b"


@dataclass
class Notice:
    """One notice as it came; `times` it came."""

    content: dict[str, Any]
    times: int = 1
    is_done: bool = False


@dataclass
class CarrierService:
    """What the carrier knows, how it behaves, and everything it ever received."""

    labels: dict[str, dict[str, Any]] = field(default_factory=dict)
    notices: dict[str, Notice] = field(default_factory=dict)
    received: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    is_down: bool = False
    is_late: bool = False
    loses_answers: bool = False
    refuses: str = ""
    port: int = 0

    @property
    def url(self) -> str:
        """What CARRIER_URL would be."""
        return f"http://{TOKEN}@127.0.0.1:{self.port}/v1"

    def answer(self, method: str, path: str, content: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """One request."""
        self.received.append((method, path, content))
        kind, _, number = path.removeprefix("/v1/").partition("/")
        if kind == "labels":
            self.labels[content["number"]] = {"to": content["to"], "mark": ""}
            return 201, {"number": content["number"]}
        if method == "GET":
            return self._state(number)
        return self._take(number, content)

    def _take(self, number: str, content: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if self.refuses:
            return 409, {"state": "refused", "reason": self.refuses}
        if content["number"] not in self.labels:
            return 404, {}
        if number in self.notices:
            self.notices[number].times += 1
        else:
            self.notices[number] = Notice(content)
        if self.is_late:
            return 202, {"state": "received"}
        return self._do(number)

    def _state(self, number: str) -> tuple[int, dict[str, Any]]:
        if number not in self.notices:
            return 404, {}
        return (202, {"state": "received"}) if self.is_late else self._do(number)

    def _do(self, number: str) -> tuple[int, dict[str, Any]]:
        notice = self.notices[number]
        if not notice.is_done:
            notice.is_done = True
            self.done.append(number)
            label = self.labels[notice.content["number"]]
            label["mark"] = notice.content["what"]
            if notice.content["what"] == "correction":
                label["to"] = notice.content["to"]
            if notice.content["what"] == "erasure":
                label["to"] = None
        return 200, {"state": "acknowledged"}


@contextmanager
def carrier_service() -> Iterator[CarrierService]:
    """The service while it runs, on a port of its own."""
    service = CarrierService()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_arguments: object) -> None:
            """Nothing is printed."""

        def do_PUT(self) -> None:
            self._handle()

        def do_GET(self) -> None:
            self._handle()

        def _handle(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if self.headers["Authorization"] != f"Bearer {TOKEN}":
                self._send(401, {})
            elif service.is_down:
                self._send(503, {})
            else:
                status, told = service.answer(self.command, self.path, json.loads(body or b"{}"))
                if not service.loses_answers:
                    self._send(status, told)

        def _send(self, status: int, told: dict[str, Any]) -> None:
            content = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
