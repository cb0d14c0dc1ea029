"""A real shop beside a collector: what it is told of people who shop, byte for byte; and one without."""

import email
import email.policy
import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import pytest

from small_trades.doors.collector.tests.collector import Collector, Told, collector
from small_trades.privacy.testing import plant, scan
from tests.beside import until
from tests.browser.running import RunningShop, start
from tests.people import GUEST
from tests.stores import URLS, Stores, prepare
from tests.visitor import Visitor

ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT"
STRANGE_TRACE = "0af7651916cd43dd8448eb211c80319c"
COUNTED = {"small_trades.db.statements", "small_trades.db.milliseconds"}
REQUEST = {"http.request.method", "http.response.status_code", "url.scheme"} | COUNTED
PAGE = REQUEST | {"http.route", "small_trades.language"}
TASK = {"code.function.name", "small_trades.outcome"} | COUNTED
MESSAGE = {"small_trades.recipient", "small_trades.purpose", "small_trades.outcome"}
KINDS = {
    "SPAN_KIND_SERVER": (REQUEST, PAGE | {"error.type"}),
    "SPAN_KIND_CONSUMER": (TASK, TASK | {"error.type"}),
    "SPAN_KIND_CLIENT": (MESSAGE, MESSAGE),
}
FIELDS = {"traceId", "spanId", "name", "kind", "startTimeUnixNano", "endTimeUnixNano", "flags"}
SEND_VERIFICATION = "small_trades.shop.account.tasks.send_verification"
PERSON = replace(
    GUEST,
    family=plant("name"),
    given=plant("name"),
    family_kana=plant("kana"),
    given_kana=plant("kana"),
    email=plant("email"),
    password=plant("password"),
    street=plant("street"),
    building=plant("street"),
    telephone=plant("telephone"),
)


@dataclass(frozen=True)
class Traced:
    """A shop that has been used and stopped, and what the collector was told meanwhile."""

    shop: RunningShop
    collector: Collector
    values: list[str]


def request(shop: RunningShop, head: str, *lines: str, body: str = "") -> bytes:
    """An answer to a request that no browser would make."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    whole = "\r\n".join([head, "Host: localhost", "Connection: close", *lines, "", body])
    plain = socket.create_connection(("localhost", urlsplit(shop.url).port or 0), timeout=30)
    with context.wrap_socket(plain, server_hostname="localhost") as client:
        client.sendall(whole.encode())
        return b"".join(iter(lambda: client.recv(65_536), b""))


def mailed(shop: RunningShop, pattern: str) -> str:
    """What the person's mail has that looks so; waits for the task that sends it."""
    found: list[str] = []

    def look() -> bool:
        for path in (shop.home / "mailbox").glob("*.eml"):
            mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            text = mail.get_body()
            if text is not None and PERSON.email in str(mail["To"]):
                found.extend(re.findall(pattern, text.get_content()))
        return bool(found)

    until(look)
    return found[-1]


def shop_around(shop: RunningShop) -> str:
    """Register, order, look at what was ordered; the code of the order."""
    visitor = Visitor(shop.url, authority=shop.secrets / "tls" / "authority.pem")
    visitor.open("/account/register/")
    visitor.send(
        email=PERSON.email,
        **{
            "family-name": PERSON.family,
            "given-name": PERSON.given,
            "family-kana": PERSON.family_kana,
            "given-kana": PERSON.given_kana,
            "new-password": PERSON.password,
        },
    )
    visitor.open(mailed(shop, r"https://\S+/account/verify/\S+"))
    visitor.send(**{"current-password": PERSON.password})
    visitor.open("/products/blue-cup/")
    visitor.send("/cart/add/")
    visitor.open("/checkout/details/")
    visitor.send(
        tel=PERSON.telephone,
        **{
            "postal-code": PERSON.postal_code,
            "address-level1": PERSON.prefecture,
            "address-level2": PERSON.city,
            "address-line1": PERSON.street,
            "address-line2": PERSON.building,
        },
    )
    visitor.send()
    visitor.send(**{"payment-method": "bank-transfer"})
    visitor.send()
    found = re.search(r"[2-9A-HJKMNP-TV-Z]{4}(-[2-9A-HJKMNP-TV-Z]{4}){2}", visitor.text)
    assert found, visitor.address
    visitor.open(f"/orders/{found.group()}/")
    assert PERSON.family in visitor.open("/mypage/registration/")
    return found.group()


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    made = prepare(tmp_path_factory.mktemp("traced"))
    yield made
    made.drop()


@contextmanager
def started(stores: Stores, *arguments: str, **environment: str) -> Iterator[RunningShop]:
    """A shop that ends with the block at the latest, and ends well."""
    told = {URLS[alias]: url for alias, url in stores.urls.items()} | environment
    shop = start(stores.home.parent, *arguments, DJANGO_SETTINGS_MODULE="tests.raising.settings", **told)
    try:
        yield shop
    finally:
        assert shop.process.poll() == 0 or shop.stop() == 0


@pytest.fixture(scope="module")
def traced(stores: Stores) -> Iterator[Traced]:
    said = [plant(), plant("email"), plant(), plant("email"), plant("email"), plant()]
    with collector() as running, started(stores, **{ENDPOINT: running.url}) as shop:
        order = shop_around(shop)
        strange_requests(shop, said)
        until(lambda: bool(running.named(SEND_VERIFICATION)))
        # What still waits is handed over when the shop ends.
        assert shop.stop() == 0
        yield Traced(shop, running, [*said, order])


def strange_requests(shop: RunningShop, said: list[str]) -> None:
    """Requests that carry these values wherever a request can carry one."""
    form = urlencode({"email": said[4], "note": said[5]})
    typed = ("Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(form)}")
    path = quote(said[1])
    answers = [
        request(shop, f"GET /products/?q={path} HTTP/1.1", f"User-Agent: {quote(said[2])}"),
        request(shop, f"GET /orders/{path}/ HTTP/1.1"),
        request(shop, f"GET /{path}/nowhere/ HTTP/1.1", f"Referer: https://x.example/{quote(said[0])}"),
        request(shop, "PLANTEDMETHOD /products/ HTTP/1.1"),
        request(
            shop,
            "GET /en/products/ HTTP/1.1",
            f"traceparent: 00-{STRANGE_TRACE}-b7ad6b7169203331-01",
            "tracestate: planted=state",
            f"baggage: user={said[3]}",
        ),
        request(shop, "POST /raising/counted/ HTTP/1.1", *typed, body=form),
    ]
    assert [answer.split(b" ", 2)[1] for answer in answers] == [
        b"200", b"200", b"404", b"403", b"200", b"500",
    ]  # fmt: skip


def attributes(told: Collector, name: str) -> dict[str, Any]:
    """Of the last span with this name, without how often and how long the database was asked."""
    span = told.named(name)[-1]
    return {key: value for key, value in span.attributes.items() if key not in COUNTED}


def test_no_span_has_more_than_what_is_declared(traced: Traced) -> None:
    assert {span.fields["kind"] for span in traced.collector.spans} == set(KINDS)
    for span in traced.collector.spans:
        least, most = KINDS[span.fields["kind"]]
        assert least <= span.attributes.keys() <= most, span
        assert span.fields.keys() - {"status", "parentSpanId"} == FIELDS
        assert span.fields.get("status", {}) in ({}, {"code": "STATUS_CODE_ERROR"})
        assert span.resource == {"service.name": "small-trades", "service.version": "0.1.0"}


def test_a_page_is_told_by_the_pattern_of_its_address(traced: Traced) -> None:
    assert attributes(traced.collector, "GET /products/<slug:slug>/") == {
        "http.request.method": "GET",
        "http.route": "/products/<slug:slug>/",
        "http.response.status_code": "200",
        "url.scheme": "https",
        "small_trades.language": "ja",
    }
    (page, *_more) = traced.collector.named("GET /products/<slug:slug>/")
    assert int(page.attributes["small_trades.db.statements"]) > 0
    assert page.attributes["small_trades.db.milliseconds"] > 0


def test_a_page_of_a_person_is_told_like_any_other(traced: Traced) -> None:
    assert attributes(traced.collector, "POST /checkout/details/") == {
        "http.request.method": "POST",
        "http.route": "/checkout/details/",
        "http.response.status_code": "302",
        "url.scheme": "https",
        "small_trades.language": "ja",
    }
    assert attributes(traced.collector, "GET /orders/<str:code>/")["http.route"] == "/orders/<str:code>/"


def test_a_page_that_fails_is_told_by_the_class_of_its_error(traced: Traced) -> None:
    (span,) = traced.collector.named("POST /raising/counted/")
    assert span.attributes["error.type"] == "tests.raising.views.TornLabelError"
    assert span.attributes["http.response.status_code"] == "500"
    assert span.fields["status"] == {"code": "STATUS_CODE_ERROR"}


def test_no_word_of_a_visitors_choice_is_a_name(traced: Traced) -> None:
    (span,) = (one for one in traced.collector.spans if one.attributes.get("http.request.method") == "_OTHER")
    assert span.name == "_OTHER /products/"
    (nowhere,) = (
        one
        for one in traced.collector.spans
        if "http.route" not in one.attributes and one.attributes.get("http.response.status_code") == "404"
    )
    assert nowhere.name == "GET"


def test_a_task_is_told_with_what_it_sent_and_to_which_declared_recipient(traced: Traced) -> None:
    task = traced.collector.named(SEND_VERIFICATION)[0]
    assert task.attributes["code.function.name"] == SEND_VERIFICATION
    assert task.attributes["small_trades.outcome"] == "successful"
    (sent,) = (one for one in traced.collector.spans if parent(one) == task.fields["spanId"])
    assert sent.name == "disclose 5b-mail"
    assert sent.attributes == {
        "small_trades.recipient": "5b-mail",
        "small_trades.purpose": "3c-identity",
        "small_trades.outcome": "sent",
    }
    assert sent.trace == task.trace


def parent(span: Told) -> str:
    return str(span.fields.get("parentSpanId", ""))


def test_every_request_and_every_task_is_a_trace_of_its_own(traced: Traced) -> None:
    """Whoever has the traces cannot tell which of them are of one visitor."""
    roots = [span for span in traced.collector.spans if span.fields["kind"] != "SPAN_KIND_CLIENT"]
    assert [parent(span) for span in roots] == [""] * len(roots)
    assert len({span.trace for span in roots}) == len(roots) > 30
    (asked,) = traced.collector.named("GET /en/products/")
    assert asked.trace != STRANGE_TRACE


def test_nothing_of_anybody_is_in_what_was_handed_over(traced: Traced, tmp_path: Path) -> None:
    handed = tmp_path / "handed"
    handed.write_bytes(b"\n".join(traced.collector.bodies))
    sought = [*PERSON.planted().values(), *traced.values, STRANGE_TRACE, "PLANTEDMETHOD"]
    assert scan([handed], [*sought, "planted", "localhost", "127.0.0.1", "blue-cup"]) == []
    assert STRANGE_TRACE not in {span.trace for span in traced.collector.spans}
    (tmp_path / "handed").write_bytes(PERSON.email.encode())
    assert scan([handed], sought), "and the search finds what is there"


def test_no_number_of_a_trace_is_kept_or_said(traced: Traced) -> None:
    """So that no record of the shop leads to a trace."""
    traces = [span.trace for span in traced.collector.spans]
    assert scan([traced.shop.home, traced.shop.output], traces[:40]) == []


def metrics(shop: RunningShop) -> dict[str, float]:
    """The figures about spans."""
    text = request(shop, "GET /metrics HTTP/1.1").decode()
    return {
        name: float(value)
        for name, value in re.findall(r"^(small_trades_spans_\w+) (\S+)", text, re.MULTILINE)
    }


def test_a_collector_that_is_away_changes_nothing_and_is_said_once(stores: Stores) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        away = taken.getsockname()[1]
    with started(stores, SMALL_TRADES_WORKERS="1", **{ENDPOINT: f"http://127.0.0.1:{away}"}) as shop:
        said = "small_trades.collector The collector takes no spans (ConnectionRefusedError)"
        for _ in range(3):
            assert request(shop, "GET /account/login/ HTTP/1.1").startswith(b"HTTP/1.1 200 ")
        until(lambda: said in shop.output.read_text(encoding="utf-8"))
        told = metrics(shop)
        assert told["small_trades_spans_sent_total"] == 0
        assert told["small_trades_spans_made_total"] > 3
        assert shop.stop() == 0
    # Once in each process: one that serves, one that does tasks.
    assert 1 <= shop.output.read_text(encoding="utf-8").count(said) <= 2
    assert "Traceback" not in shop.output.read_text(encoding="utf-8")


def test_a_collector_that_never_answers_holds_up_neither_pages_nor_the_end(stores: Stores) -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=64) as silent:
        where = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with started(stores, **{ENDPOINT: where}) as shop:
            assert request(shop, "GET /account/login/ HTTP/1.1").startswith(b"HTTP/1.1 200 ")
            assert shop.stop() == 0, "within the time in which a shop must end"


def test_beside_a_key_broker_the_shop_tells_and_the_broker_does_not(stores: Stores) -> None:
    with collector() as running:
        with started(stores, "--broker", **{ENDPOINT: running.url}) as shop:
            assert request(shop, "GET /account/login/ HTTP/1.1").startswith(b"HTTP/1.1 200 ")
            assert request(shop, "POST /raising/counted/ HTTP/1.1").startswith(b"HTTP/1.1 500 ")
            assert shop.stop() == 0
        assert attributes(running, "GET /account/login/")["http.response.status_code"] == "200"
        assert {span.fields["kind"] for span in running.spans} <= KINDS.keys()
        assert "WayOutShut" not in shop.output.read_text(encoding="utf-8")


def test_without_a_collector_nothing_of_the_library_is_loaded(stores: Stores) -> None:
    script = (
        "from small_trades.config.wsgi import application; from small_trades.config.warm import warm_up;"
        "warm_up(); import sys; print([name for name in sys.modules if 'telemetry' in name])"
    )
    done = stores.python(script)
    assert (done.returncode, done.stdout) == (0, "[]\n"), done.stderr
