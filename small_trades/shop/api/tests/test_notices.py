"""Signed notices to programs: what happened, once it is true, until it arrives; no value of anybody."""

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from small_trades import privacy
from small_trades.doors.programs.addresses import Address, BadAddress
from small_trades.doors.programs.messages import TooSlowError
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.tests.making import run_tasks
from small_trades.shop.api.actions.notices import (
    EndpointTaken,
    forget_notices,
    register,
    resend,
    send,
    unregister,
)
from small_trades.shop.api.events import NoticeEvent
from small_trades.shop.api.models import Endpoint, Notice
from small_trades.shop.api.queries.notices import desk_endpoints, desk_notices
from small_trades.shop.orders.actions.cancel import cancel
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.states import CancelReason
from small_trades.shop.orders.tests.making import cup, guest, line, placed
from small_trades.shop.products.actions.stock import set_stock

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@dataclass
class Receiver:
    """A program on this machine: it verifies signatures, knows every id, and can be away."""

    secret: str = ""
    status: int = 204
    port: int = 0
    taken: dict[str, dict[str, object]] = field(default_factory=dict)
    calls: int = 0
    forged: int = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/hooks?shop=1"

    def answer(self, headers: dict[str, str], body: bytes) -> int:
        self.calls += 1
        key = base64.b64decode(self.secret.removeprefix("whsec_"))
        signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
        wanted = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
        if not hmac.compare_digest(wanted, headers["webhook-signature"]):
            self.forged += 1
            return 401
        if self.status < 300:
            self.taken[headers["webhook-id"]] = json.loads(body)
        return self.status


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    program = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            self.send_response(program.answer(headers, body))
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        program.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        register(program.address, events=list(NoticeEvent), staff_id=privacy.uuid7())
        program.secret = desk_endpoints()[0].secret
        yield program
        server.shutdown()
        thread.join()


def told(program: Receiver) -> list[tuple[object, object]]:
    return sorted((each["type"], each["data"]) for each in program.taken.values())


def test_orders_and_stock_are_told_signed_and_without_a_value(
    receiver: Receiver, ledger_rows: LedgerRows
) -> None:
    buyer, variant = guest(), cup(available=7)
    order = Order.objects.get(pk=placed(line(variant, 2), by=buyer))
    with privacy.acting_as(privacy.Actor.system("test")):
        cancel(order.pk, reason=CancelReason.STAFF)
    run_tasks()
    assert receiver.forged == 0
    assert told(receiver) == [
        ("order.cancelled", {"code": order.code, "state": "cancelled"}),
        ("order.placed", {"code": order.code, "state": "placed"}),
        ("stock.low", {"sku": variant.sku, "available": 5}),
    ]
    sent = json.dumps(list(receiver.taken.values()), ensure_ascii=False)
    to = buyer.ship_to
    assert not [value for value in (to.family, to.street, to.telephone, buyer.email.address) if value in sent]
    given = [row for row in ledger_rows(privacy.ledger.Event.DISCLOSURE) if row.recipient == "5b-programs"]
    assert [(row.purpose, row.groups) for row in given] == [("3b-delivery", ())] * 3
    assert [each.is_sent for each in desk_notices()] == [True] * 3


def test_a_program_that_is_away_is_told_later_under_the_same_id(receiver: Receiver) -> None:
    receiver.status = 503
    placed()
    run_tasks()
    notice = Notice.objects.get()
    assert (notice.attempts, notice.outcome, notice.sent_at) == (1, "HTTP 503", None)
    waiting = DBTaskResult.objects.filter(task_path__endswith="send_notice", status="READY").get()
    assert waiting.run_after > timezone.now()
    receiver.status = 200
    with privacy.acting_as(privacy.Actor.system("test")):
        send(notice.pk)
        send(notice.pk)  # arrived: nothing more to do
    assert list(receiver.taken) == [f"msg_{notice.pk.hex}"]
    assert receiver.calls == 2


def test_a_slow_program_rests_and_is_told_afterwards(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch, ledger_rows: LedgerRows
) -> None:
    def slow(*_: object) -> int:
        raise TooSlowError

    monkeypatch.setattr(privacy.doors()["programs"], "_post", slow)
    placed()
    run_tasks()
    assert (Notice.objects.get().attempts, Notice.objects.get().outcome) == (1, "no answer in time")
    monkeypatch.undo()
    placed()
    run_tasks()
    second = Notice.objects.order_by("at").last()
    assert second is not None
    assert (second.attempts, second.outcome) == (0, "was slow")
    assert receiver.calls == 0
    assert len(ledger_rows(privacy.ledger.Event.DISCLOSURE)) == 1, "who rests is not called"
    assert DBTaskResult.objects.filter(task_path__endswith="send_notice", status="READY").count() == 2
    Endpoint.objects.update(rests_until=timezone.now())
    with privacy.acting_as(privacy.Actor.system("test")):
        send(second.pk)
    assert list(receiver.taken) == [f"msg_{second.pk.hex}"]


def test_a_notice_is_sent_again_on_request(receiver: Receiver) -> None:
    placed()
    run_tasks()
    assert resend(Notice.objects.get().pk)
    run_tasks()
    assert (receiver.calls, len(receiver.taken)) == (2, 1)
    assert not resend(privacy.uuid7())


def test_what_is_rolled_back_is_told_to_nobody(receiver: Receiver) -> None:
    class ChangedError(Exception): ...

    with suppress(ChangedError), transaction.atomic():
        placed()
        raise ChangedError
    run_tasks()
    assert (receiver.calls, Notice.objects.count()) == (0, 0)


def test_who_is_unregistered_is_told_nothing(receiver: Receiver) -> None:
    placed()
    assert unregister(Endpoint.objects.get().pk)
    run_tasks()
    assert receiver.calls == 0


def test_only_the_events_asked_for_are_told(receiver: Receiver) -> None:
    Endpoint.objects.update(events=["stock.low"])
    variant = cup(available=7)
    placed(line(variant))
    set_stock(variant.pk, 5)
    set_stock(variant.pk, 4)  # low already
    run_tasks()
    assert told(receiver) == [("stock.low", {"sku": variant.sku, "available": 5})]


def test_an_address_is_registered_once(receiver: Receiver) -> None:
    with pytest.raises(EndpointTaken):
        register(receiver.address, events=[NoticeEvent.PAID], staff_id=privacy.uuid7())
    with pytest.raises(BadAddress):
        register("https://shop.example/hooks", events=[], staff_id=privacy.uuid7())
    assert Endpoint.objects.count() == 1


@pytest.mark.parametrize(
    "url",
    [
        "http://shop.example/",
        "https://127.0.0.1/",
        "https://localhost/",
        "https://10.0.0.1/",
        "https://169.254.169.254/latest",
        "https://[::1]/",
        "https://[fd00::1]/",
        "https://[64:ff9b::a9fe:a9fe]/latest",
        "https://[2002:a00:1::]/",
        "https://shop..example/",
        f"https://{'a' * 64}.example/",
        "https://user@shop.example/",
        "https://shop.example/#x",
        "https://shop.example:x/",
        "https://shop.example/ x",
        "https://",
        "ftp://shop.example/",
        "",
    ],
)
def test_no_notice_goes_into_a_private_network_or_in_the_clear(url: str) -> None:
    with pytest.raises(BadAddress):
        Address.of(url, allows_loopback=False)
    found = Address.of("https://shop.example/hooks?a=1", allows_loopback=False)
    assert (found.host, found.port, found.target, found.is_tls) == ("shop.example", 443, "/hooks?a=1", True)


def test_the_log_is_kept_for_a_month(receiver: Receiver) -> None:
    placed()
    run_tasks()
    assert receiver.calls == 1
    assert forget_notices(timezone.now() + timedelta(days=29)) == 0
    assert forget_notices(timezone.now() + timedelta(days=31)) == 1
