"""The sandbox provider: what its page does, what it tells, and how it tells it."""

import datetime as dt
import ipaddress
import json
import ssl
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from small_trades.doors.payment.messages import EventKind, HostedPage, PaymentRequest, PayWith
from small_trades.doors.payment.sandbox import provider, signing, webhook
from small_trades.doors.payment.sandbox.cards import CARDS
from small_trades.doors.payment.sandbox.driver import SandboxDoor
from small_trades.doors.payment.sandbox.models import Event, Session, SessionState
from small_trades.doors.payment.sandbox.tasks import WAITS, deliver
from small_trades.policy.groups import PaymentReference

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
SUCCESS, CANCEL = "https://localhost:8443/checkout/thanks/", "https://localhost:8443/orders/X/"


def request(**changes: Any) -> PaymentRequest:
    values: dict[str, Any] = {
        "payment_id": str(uuid4()),
        "order_code": "7K3F-9QXM-2RTD",
        "amount": 4870,
        "description": "7K3F-9QXM-2RTD",
        "language": "ja",
        "success_url": SUCCESS,
        "cancel_url": CANCEL,
        "expires_at": timezone.now() + dt.timedelta(minutes=28),
        "email": None,
    }
    return PaymentRequest(**(values | changes))


def never(_sealed: object) -> Any:
    raise AssertionError("the sandbox opened a value")


@pytest.fixture
def browser() -> Client:
    return Client(headers={"host": "localhost"})


def use(browser: Client, session: Session, card: str) -> Any:
    address = reverse("payment_sandbox:page", args=[session.pk])
    return browser.post(address, {"card": card}, secure=True)


def told() -> list[str]:
    return list(Event.objects.order_by("created_at").values_list("kind", flat=True))


def test_asking_opens_nothing_and_answers_a_page() -> None:
    page = SandboxDoor().send(request(), never)

    [session] = Session.objects.all()
    reference = PaymentReference(provider="sandbox", reference=str(session.pk))
    url = f"{settings.SMALL_TRADES.base_url}/demo/pay/{session.pk}/"
    assert page == HostedPage(url, reference, is_new=True)
    assert session.amount == 4870


def test_asking_again_gives_the_same_page_while_it_is_open() -> None:
    asked = request()
    first = provider.open_session(asked)[0]

    assert provider.open_session(asked)[0] == first

    provider.close(asked.payment_id)
    second = provider.open_session(asked)[0]
    assert second != first
    provider.use_card(second.pk, CARDS["pays"])
    page = SandboxDoor().send(asked, never)
    assert isinstance(page, HostedPage)
    assert (page.is_complete, page.is_new) == (True, False)


def test_a_good_card_pays_once(browser: Client) -> None:
    session = provider.open_session(request())[0]

    assert use(browser, session, "pays")["Location"] == SUCCESS
    assert use(browser, session, "declines")["Location"] == SUCCESS

    assert told() == ["payment.paid"]
    assert DBTaskResult.objects.count() == 1


def test_a_declined_card_may_be_followed_by_a_good_one(browser: Client) -> None:
    session = provider.open_session(request())[0]

    declined = use(browser, session, "declines")
    assert declined.status_code == 200
    assert "カードが使えませんでした" in declined.content.decode()
    assert use(browser, session, "pays")["Location"] == SUCCESS

    assert told() == ["payment.failed", "payment.paid"]


@pytest.mark.parametrize(
    ("answer", "kind", "result"),
    [("confirm", "payment.paid", "authenticated"), ("refuse", "payment.failed", "refused")],
)
def test_three_d_secure(browser: Client, answer: str, kind: str, result: str) -> None:
    session = provider.open_session(request())[0]
    challenge = reverse("payment_sandbox:challenge", args=[session.pk])

    assert use(browser, session, "challenges")["Location"] == challenge
    assert browser.get(challenge, secure=True).status_code == 200
    assert told() == []
    browser.post(challenge, {"answer": answer}, secure=True)

    assert told() == [kind]
    assert Event.objects.get().three_d_secure == result


def test_the_page_closes_in_time(browser: Client) -> None:
    session = provider.open_session(request())[0]
    Session.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))

    answer = use(browser, session, "pays")

    assert "このお支払いページは閉じられました" in answer.content.decode()
    assert told() == []


def test_the_page_asks_for_no_number(browser: Client) -> None:
    session = provider.open_session(request())[0]
    page = browser.get(reverse("payment_sandbox:page", args=[session.pk]), secure=True)

    assert b'name="card"' in page.content
    assert b'<input type="text"' not in page.content
    assert page["Cache-Control"] == "no-store"
    assert browser.get(reverse("payment_sandbox:page", args=[uuid4()]), secure=True).status_code == 404


def test_late_and_repeated_events(browser: Client) -> None:
    use(browser, provider.open_session(request())[0], "late")
    use(browser, provider.open_session(request())[0], "repeated")

    waits = [task.run_after for task in DBTaskResult.objects.order_by("enqueued_at")]
    assert len(waits) == 4
    assert waits[0] > timezone.now() + dt.timedelta(seconds=10)
    assert told() == ["payment.paid", "payment.paid"]


def test_what_is_told_can_be_verified_and_says_nothing_of_a_person() -> None:
    session = provider.open_session(request())[0]
    provider.use_card(session.pk, CARDS["pays"])
    body = webhook.body_of(Event.objects.get())

    event = SandboxDoor().verify({"sandbox-signature": signing.signature(body)}, body)

    assert (event.kind, event.payment_id, event.amount) == (EventKind.PAID, session.payment_id, 4870)
    assert (event.reference.brand, event.reference.last4) == ("Visa", "4242")
    assert set(json.loads(body)) == {
        "id",
        "type",
        "created",
        "payment",
        "session",
        "amount",
        "refund",
        "currency",
        "card",
        "three_d_secure",
    }


def test_parts_are_given_back_each_once_and_no_more_than_was_paid() -> None:
    session = provider.open_session(request())[0]
    provider.use_card(session.pk, CARDS["pays"])

    assert provider.refund(session.pk, 1000, "first")
    assert provider.refund(session.pk, 1000, "first")
    assert not provider.refund(session.pk, 3871, "too much")
    assert not provider.refund(UUID(int=1), 1, "of nothing")
    session.refresh_from_db()
    assert (session.state, session.refunded) == (SessionState.COMPLETE, 1000)

    assert provider.refund(session.pk, 3870, "second")
    assert not provider.refund(session.pk, 1, "third")
    session.refresh_from_db()
    assert (session.state, session.refunded) == (SessionState.REFUNDED, 4870)
    assert told() == ["payment.paid", "payment.refunded", "payment.refunded"]
    amounts = Event.objects.filter(kind="payment.refunded").order_by("created_at")
    assert list(amounts.values_list("amount", "refund")) == [(1000, "first"), (3870, "second")]


def test_cash_at_a_store_comes_after_the_number(browser: Client) -> None:
    session = provider.open_session(request(pay_with=PayWith.KONBINI))[0]
    address = reverse("payment_sandbox:page", args=[session.pk])

    assert browser.post(address, {"store": "paid"}, secure=True).status_code == 200
    assert told() == []
    assert browser.post(address, {"store": "number"}, secure=True)["Location"] == SUCCESS
    assert told() == ["payment.awaited"]
    assert "店頭" in browser.get(address, secure=True).content.decode()
    assert browser.post(address, {"store": "paid"}, secure=True)["Location"] == SUCCESS
    assert told() == ["payment.awaited", "payment.paid"]


def test_a_page_for_cards_issues_no_number(browser: Client) -> None:
    session = provider.open_session(request())[0]

    browser.post(reverse("payment_sandbox:page", args=[session.pk]), {"store": "number"}, secure=True)

    session.refresh_from_db()
    assert (session.state, told()) == (SessionState.OPEN, [])


class _Shop(BaseHTTPRequestHandler):
    """A shop that keeps what it is told."""

    status = 200
    heard: list[tuple[str, str, bytes]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.heard.append((self.path, self.headers[signing.HEADER], body))
        self.send_response(self.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in the base class
        """Nothing."""


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that is its own authority, and its key."""
    folder.mkdir(parents=True)
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "test")])
    now = dt.datetime.now(tz=dt.UTC)
    address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + dt.timedelta(days=1))
        .add_extension(address, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    (folder / "authority.pem").write_bytes(made.public_bytes(pem))
    (folder / "server.key").write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))
    return folder / "authority.pem", folder / "server.key"


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[type[_Shop]]:
    """A real HTTPS server on loopback, whose authority the sandbox trusts."""

    class Handler(_Shop):
        heard: list[tuple[str, str, bytes]] = []

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate(tmp_path / "var.secrets" / "tls"))
    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        running = replace(
            settings.SMALL_TRADES, port=server.server_address[1], secrets=tmp_path / "var.secrets"
        )
        with override_settings(SMALL_TRADES=running):
            yield Handler
        server.shutdown()


def paid_event() -> Event:
    provider.use_card(provider.open_session(request())[0].pk, CARDS["pays"])
    DBTaskResult.objects.all().delete()
    return Event.objects.get()


def test_an_event_travels_over_https(shop: type[_Shop]) -> None:
    event = paid_event()

    deliver.call(str(event.pk))

    [(path, signature, body)] = shop.heard
    assert path == "/webhooks/payment/sandbox/"
    assert SandboxDoor().verify({signing.HEADER: signature}, body).event_id == f"evt_{event.pk.hex}"
    event.refresh_from_db()
    assert event.delivered == 1
    assert not DBTaskResult.objects.exists()


def test_a_shop_that_fails_is_told_again(shop: type[_Shop]) -> None:
    shop.status = 503
    event = paid_event()

    deliver.call(str(event.pk))

    event.refresh_from_db()
    assert event.delivered == 0
    [again] = DBTaskResult.objects.all()
    assert again.args_kwargs["args"] == [str(event.pk), 1]

    DBTaskResult.objects.all().delete()
    deliver.call(str(event.pk), len(WAITS))
    assert not DBTaskResult.objects.exists()


@pytest.mark.usefixtures("shop")
def test_a_stranger_on_the_wire_is_told_nothing(tmp_path: Path) -> None:
    event = paid_event()
    (tmp_path / "var.secrets" / "tls" / "authority.pem").unlink()

    deliver.call(str(event.pk))

    event.refresh_from_db()
    assert event.delivered == 0
