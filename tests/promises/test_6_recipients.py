"""Clause 6: a stop and a deletion reach those who were given something and still hold it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

import pytest
from django.db import connections
from django.utils import timezone

from small_trades import privacy
from small_trades.doors.payment.sandbox.models import Session
from small_trades.policy.declaration import BILLING, CARRIER, DELIVERY, MAIL_SERVICE, PAYMENT_PROVIDER
from small_trades.privacy.rights import ErasureState, Standing
from small_trades.shop.account.tests.making import Browser, mails
from small_trades.shop.orders.actions.deliver import deliver
from small_trades.shop.orders.models import Order
from small_trades.shop.provisions.models import RecipientNotice
from small_trades.shop.rights.actions.leave import leave
from small_trades.shop.rights.actions.stop import go_on_with, stop_all, stop_one
from tests.carrier_service import CarrierService
from tests.told import NUMBER, SYSTEM, Anna, connected_carrier, later, stands, work

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
for_real = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
DEADLINE = 30


@pytest.fixture(autouse=True)
def _empty_mailbox() -> Iterator[None]:
    yield
    mails()


@pytest.fixture
def carrier() -> Iterator[CarrierService]:
    with connected_carrier() as service:
        yield service


# -- Stops (個人情報保護法 35) ------------------------------------------------------------------------------


def test_an_objection_is_told_without_any_value_and_can_be_taken_back_before(
    carrier: CarrierService,
) -> None:
    anna = Anna()
    anna.ships()
    as_anna = privacy.Actor.customer(anna.customer.pk, anna.subject)
    channel, how = privacy.rights.Channel.MY_PAGE, privacy.rights.Identified.SIGNED_IN
    carrier.is_down = True
    with privacy.acting_as(as_anna):
        stop_one(anna.subject, DELIVERY, channel=channel, how=how)
    work()
    assert stands("stop") == ("waiting", "")
    with privacy.acting_as(as_anna):
        go_on_with(anna.subject, DELIVERY, channel=channel)
    carrier.is_down = False
    later(minutes=2)
    assert (stands("stop"), carrier.notices) == (("not-possible", "over"), {})

    with privacy.acting_as(as_anna):
        stop_one(anna.subject, DELIVERY, channel=channel, how=how)
    work()
    (notice,) = carrier.notices.values()
    assert notice.content == {"carrier": "yamato", "number": NUMBER, "what": "stop"}
    assert carrier.labels[NUMBER]["mark"] == "stop"
    assert not RecipientNotice.objects.filter(recipient=PAYMENT_PROVIDER.id).exists()


@pytest.mark.usefixtures("carrier")
def test_a_stop_of_everything_reaches_all_who_hold_something() -> None:
    anna = Anna()
    anna.ships()
    with privacy.acting_as(privacy.Actor.customer(anna.customer.pk, anna.subject)):
        stop_all(anna.subject)
        stop_all(anna.subject)
    work()
    assert stands("stop") == ("acknowledged", "")
    assert stands("stop", PAYMENT_PROVIDER) == ("acknowledged", "")
    assert RecipientNotice.objects.count() == 2, "the mail service keeps nothing, and nobody is told twice"
    assert Session.objects.get().customer == "stopped"


OTHER = """
import sys, threading, time
from uuid import UUID
import django
from django.conf import settings
for alias, name in zip(("default", "keys", "ledger"), sys.argv[2:5]):
    settings.DATABASES[alias]["NAME"] = name
django.setup()
from small_trades import privacy
from small_trades.doors.carriers.messages import ShippingLabel
from small_trades.policy.declaration import DELIVERY
from small_trades.shop.orders.models import Order
order = Order.objects.get(pk=UUID(sys.argv[1]))
parcel = {"order_code": order.code, "carrier": "yamato", "tracking_number": "412356789012"}
label = ShippingLabel(to=order.ship_to, **parcel)
before = None
ended = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
with privacy.acting_as(privacy.Actor.system("other")):
    while not ended.wait(0.05):
        try:
            privacy.disclose(label, through="carrier", purpose=DELIVERY)
            answer = "provided"
        except privacy.Refused as refused:
            answer = refused.reason.value
        if answer != before:
            before = answer
            print(answer, flush=True)
"""


@for_real
def test_an_objection_stops_provision_in_a_second_process(carrier: CarrierService) -> None:
    anna = Anna()
    privacy.ledger.close()
    connections.close_all()
    names = [str(connections[alias].settings_dict["NAME"]) for alias in ("default", "keys", "ledger")]
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "DJANGO_SETTINGS_MODULE": "small_trades.config.settings",
        "CARRIER_URL": carrier.url,
    }
    said: SimpleQueue[str] = SimpleQueue()
    with subprocess.Popen(
        [sys.executable, "-c", OTHER, str(anna.order.pk), *names],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        Thread(target=lambda out: [said.put(one.strip()) for one in out], args=(process.stdout,)).start()
        try:
            assert _next(said, process) == "provided"
            with privacy.acting_as(privacy.Actor.customer(anna.customer.pk, anna.subject)):
                privacy.object_to(anna.subject, purpose=DELIVERY, channel="my-page")
            assert _next(said, process) == "objected"
            reached = len(carrier.received)
            assert reached >= 1
        finally:
            process.stdin.close()
            assert process.wait(DEADLINE) == 0, process.stderr.read()
    assert len(carrier.received) == reached, "nothing left after the answer changed"


def _next(said: SimpleQueue[str], process: "subprocess.Popen[str]") -> str:
    try:
        return said.get(timeout=DEADLINE)
    except Empty:
        process.kill()
        raise


# -- Erasure (個人情報保護法 22, 35) -------------------------------------------------------------------------


def test_an_erasure_is_told_to_all_who_still_hold_something_and_the_receipt_says_how_far(
    carrier: CarrierService,
) -> None:
    anna = Anna()
    anna.ships()
    with privacy.acting_as(SYSTEM):
        deliver(anna.order.pk)
    mails()
    carrier.is_down = True
    with privacy.acting_as(SYSTEM):
        leave(anna.subject, now=True)
    work()
    with privacy.acting_as(SYSTEM):
        done = privacy.rights.erasure_of(anna.subject)
        assert done is not None
        assert done.state == ErasureState.DONE
        assert privacy.rights.standing_of(done) == {
            CARRIER.id: Standing.WAITING,
            MAIL_SERVICE.id: Standing.HOLDS_NOTHING,
            PAYMENT_PROVIDER.id: Standing.ACKNOWLEDGED,
        }
    assert carrier.labels[NUMBER]["to"]["street"] == anna.address.street
    page = Browser().get(f"/en/inquiries/request/receipts/{done.code}/").content.decode()
    for said in (
        f"{CARRIER.name_en}: not told yet",
        f"{PAYMENT_PROVIDER.name_en}: confirmed",
        f"{MAIL_SERVICE.name_en}: holds nothing to delete",
    ):
        assert said in page

    carrier.is_down = False
    later(minutes=2)
    assert carrier.labels[NUMBER] == {"to": None, "mark": "erasure"}
    assert stands("erasure") == ("acknowledged", "")
    assert Session.objects.get().customer == "erased"
    page = Browser().get(f"/en/inquiries/request/receipts/{done.code}/").content.decode()
    assert page.count(": confirmed") == 2
    assert page.count("holds nothing to delete") == 1


def test_an_erasure_is_not_told_to_a_carrier_that_still_brings_the_parcel(carrier: CarrierService) -> None:
    anna = Anna()
    anna.ships()
    with privacy.acting_as(SYSTEM):
        leave(anna.subject, now=True)
    work()
    assert RecipientNotice.objects.count() == 0
    assert carrier.labels[NUMBER]["mark"] == ""


@pytest.mark.usefixtures("carrier")
def test_what_a_recipient_holds_no_longer_by_its_declared_term_is_not_told() -> None:
    anna = Anna()
    anna.ships()
    with privacy.acting_as(SYSTEM):
        deliver(anna.order.pk)
    order = Order.objects.get()
    assert CARRIER.keeps_days is not None
    order.shipments.update(shipped_at=timezone.now() - timedelta(days=CARRIER.keeps_days + 1))
    with privacy.acting_as(SYSTEM):
        leave(anna.subject, now=True)
    work()
    assert [one.recipient for one in RecipientNotice.objects.all()] == [PAYMENT_PROVIDER.id]


def test_a_payment_the_provider_knows_nothing_of_is_said_to_be_so() -> None:
    anna = Anna()
    Session.objects.all().delete()
    with privacy.acting_as(privacy.Actor.customer(anna.customer.pk, anna.subject)):
        privacy.object_to(anna.subject, purpose=BILLING, channel="my-page")
        privacy.rights.tell_stop(anna.subject)
    work()
    assert stands("stop", PAYMENT_PROVIDER) == ("not-possible", "unknown")
