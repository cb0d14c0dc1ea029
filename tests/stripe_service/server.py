"""HTTP in front of the account: the API, the hosted page (/c/pay/), the number for the store (/voucher/)."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.stripe_service.errors import ApiError
from tests.stripe_service.forms import decode

if TYPE_CHECKING:
    from tests.stripe_service.service import Service

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Pay</title><body>
<main><h1>Pay ¥{amount}</h1><form method="post">{fields}</form></main></body></html>"""
CARD = """<label>Card number <input name="number" inputmode="numeric"></label>
<button name="do" value="pay">Pay</button>
<button name="do" value="refuse">Pay, and refuse my bank's question</button>"""
KONBINI = '<button name="do" value="number">Get the number</button>'


def serve(service: "Service") -> ThreadingHTTPServer:
    """A server on a free port; the caller runs and closes it."""
    handler = type("Handler", (_Handler,), {"service": service})
    return ThreadingHTTPServer(("127.0.0.1", 0), handler)


class _Handler(BaseHTTPRequestHandler):
    service: "Service"
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if address.path.startswith("/c/pay/"):
            self._page(address.path.rsplit("/", 1)[1])
        elif address.path.startswith("/voucher/"):
            self._html("<!doctype html><title>Voucher</title><h1>12345-67890</h1>")
        else:
            self._api("GET", address.path, address.query)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        path = urlsplit(self.path).path
        if path.startswith("/c/pay/"):
            self._act(path.rsplit("/", 1)[1], body)
        else:
            self._api("POST", path, body)

    def _api(self, method: str, path: str, body: str) -> None:
        if self.service.is_down:
            self._json(503, {"error": {"type": "api_error", "message": "down"}})
        elif self.headers.get("Authorization") != f"Bearer {self.service.secret_key}":
            self._json(401, {"error": {"type": "invalid_request_error", "message": "Invalid API Key"}})
        else:
            try:
                key = self.headers.get("Idempotency-Key") or ""
                self._json(200, self.service.answer(method, path, decode(body), key))
            except ApiError as error:
                self._json(error.status, error.body)

    def _page(self, session_id: str) -> None:
        session = self.service.sessions[session_id]
        fields = CARD if session["payment_method_types"] == ["card"] else KONBINI
        self._html(PAGE.format(amount=f"{session['amount_total']:,}", fields=fields))

    def _act(self, session_id: str, body: str) -> None:
        given = decode(body)
        if given["do"] == "number":
            self.service.ask_for_number(session_id)
        else:
            self.service.pay(session_id, given["number"].replace(" ", ""), confirms=given["do"] == "pay")
        session = self.service.sessions[session_id]
        self.send_response(303)
        self.send_header("Location", session["success_url"] if session["status"] == "complete" else self.path)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _json(self, status: int, content: object) -> None:
        self._write(status, "application/json", json.dumps(content).encode())

    def _html(self, content: str) -> None:
        self._write(200, "text/html; charset=utf-8", content.encode())

    def _write(self, status: int, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the name in the base class
        """Say nothing."""
