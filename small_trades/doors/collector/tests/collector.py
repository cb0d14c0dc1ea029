"""A collector on this machine: it reads what it is handed as strictly as the protocol says, and keeps it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from google.protobuf.json_format import MessageToDict
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

HEADERS = {"Host", "Accept-Encoding", "Content-Length", "Content-Type"}


@dataclass(frozen=True)
class Told:
    """One span: `fields` are all that the protocol carried of it, but for its attributes."""

    name: str
    attributes: dict[str, Any]
    resource: dict[str, Any]
    fields: dict[str, Any]

    @property
    def trace(self) -> str:
        """The number of its trace."""
        return str(self.fields["traceId"])


@dataclass
class Collector:
    """What it was handed; `answers` are its next answers before it takes all."""

    port: int = 0
    bodies: list[bytes] = field(default_factory=list)
    spans: list[Told] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    @property
    def url(self) -> str:
        """What OTEL_EXPORTER_OTLP_ENDPOINT would be."""
        return f"http://127.0.0.1:{self.port}"

    def named(self, name: str) -> list[Told]:
        """The spans of this name."""
        return [span for span in self.spans if span.name == name]

    def take(self, path: str, headers: dict[str, str], body: bytes) -> int:
        """The status of the answer to one POST."""
        self.bodies.append(body)
        self.headers.append(headers)
        if path != "/v1/traces" or headers.get("Content-Type") != "application/x-protobuf":
            return 404
        if self.answers:
            return self.answers.pop(0)
        self.spans += list(read(body))
        return 200


def read(body: bytes) -> Iterator[Told]:
    """Every span of a request. ValueError where it holds anything but spans."""
    for group in MessageToDict(ExportTraceServiceRequest.FromString(body))["resourceSpans"]:
        if group.keys() != {"resource", "scopeSpans"}:
            raise ValueError(str(group.keys()))
        for scope in group["scopeSpans"]:
            if scope.keys() - {"scope"} != {"spans"} or scope.get("scope"):
                raise ValueError(str(scope))
            for span in scope["spans"]:
                attributes = _values(span.pop("attributes", []))
                yield Told(span["name"], attributes, _values(group["resource"]["attributes"]), span)


def _values(attributes: list[dict[str, Any]]) -> dict[str, Any]:
    return {each["key"]: next(iter(each["value"].values())) for each in attributes}


@contextmanager
def collector() -> Iterator[Collector]:
    """A collector that runs while the block does."""
    running = Collector()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status = running.take(self.path, dict(self.headers), body)
            self.send_response(status)
            self.send_header("Location", f"{running.url}/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_arguments: object) -> None:
            """Tests say what they saw themselves."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        running.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield running
        finally:
            server.shutdown()
            thread.join()
