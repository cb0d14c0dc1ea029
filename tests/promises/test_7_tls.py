"""Clause 7: SSL wherever personal information is entered, which here is every page."""

import json
import socket
import ssl
import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from http.server import ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from cryptography import x509
from django.conf import settings
from django.test import Client

from small_trades.config.serving import RedirectHandler
from small_trades.config.tls import local_certificate
from small_trades.shop.account.tests.making import Browser, member
from tests.stores import empty

YEAR = 365 * 24 * 3600
PATHS = (
    "/",
    "/products/",
    "/account/login/",
    "/inquiries/",
    "/checkout/",
    "/desk/login/",
    "/en/",
    "/healthz",
)
SHOWN = """
import json
from small_trades.config import settings
print(json.dumps({name: getattr(settings, name) for name in dir(settings) if name.startswith(
    ("SECURE_", "SESSION_COOKIE_", "CSRF_COOKIE_"))}))
"""


@pytest.fixture
def redirect() -> Iterator[int]:
    """The port of the plain-HTTP side as `run` serves it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), RedirectHandler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_page_asked_for_in_the_clear_is_not_answered(path: str, method: str) -> None:
    answer = getattr(Client(headers={"host": "localhost"}), method)(path, secure=False)
    assert (answer.status_code, answer["Location"]) == (301, f"https://localhost{path}")
    assert answer.content == b""
    assert not answer.cookies


@pytest.mark.parametrize("method", ["GET", "POST", "HEAD"])
def test_the_plain_port_only_sends_on(redirect: int, method: str) -> None:
    connection = HTTPConnection("127.0.0.1", redirect)
    connection.request(method, "/account/login/?next=/mypage/", headers={"Host": "localhost"})
    answer = connection.getresponse()
    where = f"https://localhost:{settings.SMALL_TRADES.port}/account/login/?next=/mypage/"
    assert (answer.status, answer.getheader("Location"), answer.read()) == (301, where, b"")
    assert answer.getheader("Set-Cookie") is None
    connection.close()


@pytest.mark.parametrize(("host", "path"), [("evil.example", "/"), ("localhost", "//evil.example/")])
def test_the_plain_port_sends_on_to_the_shop_alone(redirect: int, host: str, path: str) -> None:
    with socket.create_connection(("127.0.0.1", redirect)) as connection:
        connection.sendall(f"GET {path} HTTP/1.0\r\nHost: {host}\r\n\r\n".encode())
        with connection.makefile("rb") as answered:
            head = answered.read().decode()
    (where,) = (line for line in head.splitlines() if line.startswith("Location: "))
    assert urlsplit(where.removeprefix("Location: ")).netloc == f"localhost:{settings.SMALL_TRADES.port}"


@pytest.mark.django_db(databases=["default", "keys"])
def test_cookies_travel_encrypted_only_and_no_script_reads_them() -> None:
    anna, _customer = member()
    browser = Browser()
    browser.get("/account/login/")
    browser.sign_in(anna)
    assert {name for name, cookie in browser.cookies.items() if cookie.value} == {"session", "csrf"}
    for cookie in browser.cookies.values():
        assert cookie["secure"]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"


@pytest.mark.parametrize(("mode", "seconds"), [("production", YEAR), ("demo", 0)])
def test_browsers_are_told_to_keep_to_it_outside_a_demonstration(
    tmp_path: Path, mode: str, seconds: int
) -> None:
    stores = empty(tmp_path / "var")
    shown = json.loads(stores.python(SHOWN, SMALL_TRADES_MODE=mode).stdout)
    stores.drop()
    assert shown["SECURE_HSTS_SECONDS"] == seconds
    assert shown["SECURE_SSL_REDIRECT"] is True
    assert shown["SESSION_COOKIE_SECURE"] is True
    assert shown["CSRF_COOKIE_SECURE"] is True


def test_the_shop_brings_a_certificate_of_its_own(tmp_path: Path) -> None:
    made = local_certificate(tmp_path / "tls", ("localhost", "127.0.0.1"))
    found = x509.load_pem_x509_certificates(Path(made.chain).read_bytes())[0]
    names = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["localhost"]
    assert [str(address) for address in names.get_values_for_type(x509.IPAddress)] == ["127.0.0.1"]
    assert Path(made.key).stat().st_mode & 0o077 == 0, "its key is for the shop's user alone"
    ssl.create_default_context().load_cert_chain(made.chain, made.key)
