"""Clauses 0 and 4: what staff may see, how much of it, and who else has to agree."""

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

import pytest
from django.db import connections

from small_trades import privacy
from small_trades.policy.declaration import NOTICE, POLICY
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.tests.making import mails, member
from small_trades.shop.desk.models import Approval, Export
from small_trades.shop.desk.people_index import INDEX
from small_trades.shop.desk.tests.making import colleague, desk_of
from small_trades.shop.orders.actions.cancel import cancel
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.states import CancelReason
from small_trades.shop.orders.tests.making import guest, placed

both = pytest.mark.django_db(databases=["default", "keys"])
for_real = pytest.mark.django_db(databases=["default", "keys"], transaction=True)

REVEAL = {"what": ["name"], "purpose": "3h-order-care", "reason": "Asks about a delivery"}


@pytest.fixture(autouse=True)
def _nobody_known() -> Iterator[None]:
    INDEX.clear()
    yield
    INDEX.clear()
    mails()


@pytest.fixture
def _two_an_hour(settings: Any) -> None:
    settings.PRIVACY = {**settings.PRIVACY, "OPENINGS_PER_HOUR": {"": 2}}


@both
def test_a_role_opens_what_the_policy_says_and_the_desk_says_so_in_its_words() -> None:
    page = desk_of(colleague("owner")).get("/desk/staff/roles/support/").content.decode()
    for purpose in POLICY.purposes:
        is_theirs = "support" in purpose.roles and "staff" in purpose.actors and bool(purpose.uses)
        assert (purpose.text_ja in page) == is_theirs, purpose.id


@both
def test_a_search_shows_masks_and_the_person_can_read_that_they_were_shown(ledger_rows: LedgerRows) -> None:
    who, customer = member()
    page = desk_of(colleague("support")).post("/desk/people/", {"wanted": who.family}).content.decode()
    assert who.given not in page.partition("<main")[2].replace(who.family, "")
    assert who.email not in page
    assert privacy.uses_of(customer.subject)[0].event == "search"
    assert all(who.family not in row.outcome for row in ledger_rows())


@both
@pytest.mark.usefixtures("_two_an_hour")
def test_nobody_browses_in_bulk_and_a_second_person_decides_about_more(ledger_rows: LedgerRows) -> None:
    people = [member() for _ in range(3)]
    helper, owner = colleague("support"), colleague("owner")
    desk = desk_of(helper)
    answers = [desk.post(f"/desk/people/{customer.pk}/reveal/", REVEAL) for _, customer in people]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert people[2][0].family not in answers[2].content.decode()
    assert ledger_rows()[-1].outcome == "budget-spent"

    desk.post("/desk/openings/", {"people": "1", "reason": "Recall of the green bowls"})
    own = desk_of(helper).post(f"/desk/approvals/{Approval.objects.get().pk}/", {"answer": "grant"})
    assert own.status_code == 403
    desk_of(owner).post(f"/desk/approvals/{Approval.objects.get().pk}/", {"answer": "grant"})
    opened = desk.post(f"/desk/people/{people[2][1].pk}/reveal/", REVEAL)
    assert people[2][0].family in opened.content.decode()


@both
def test_packing_and_shipping_show_nobody_and_do_not_count() -> None:
    packer = colleague("orders")
    order = Order.objects.get(pk=placed())
    Order.objects.filter(pk=order.pk).update(state="packing")
    typed = {"carrier": "yamato", "tracking_number": "123456789012"}
    desk_of(packer).post(f"/desk/orders/{order.code}/ship/", typed)
    order.refresh_from_db()
    assert order.state == "shipped"
    assert privacy.openings_of(packer.staff.pk, "orders").spent == 0


@both
def test_a_changed_role_ends_every_session_at_once_and_is_in_that_persons_record() -> None:
    owner, packer = colleague("owner"), colleague("orders")
    here, there = desk_of(packer), desk_of(packer)
    desk_of(owner).post(f"/desk/staff/{packer.staff.pk}/role/", {"role": "catalogue"})
    assert {browser.get("/desk/")["Location"] for browser in (here, there)} == {"/desk/login/"}
    said = privacy.uses_of(packer.staff.subject)[0].outcome
    assert said == "role changed from orders to catalogue"


@both
def test_a_list_that_leaves_the_desk_is_marked_short_lived_and_read_about_by_everybody_in_it() -> None:
    buyer = guest()
    order = Order.objects.get(pk=placed(by=buyer))
    desk = desk_of(colleague("orders"))
    desk.post("/desk/exports/", {"kind": "orders", "purpose": "3b-delivery", "reason": "Labels for a market"})
    export = Export.objects.get()
    assert export.expires_at - export.made_at <= dt.timedelta(hours=24)
    answer: Any = desk.post(f"/desk/exports/{export.pk}/download/", {"charset": "utf-8"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    copy = text.splitlines()[2].rpartition(",")[2]
    assert text.count(copy) == 3
    use = privacy.uses_of(order.subject)[0]
    assert (use.event, use.reason) == ("use", f"Labels for a market ({copy})")


@both
@pytest.mark.parametrize("role", ["orders", "owner"])
def test_a_cancelled_order_is_closed_to_the_desk_which_says_why(role: str, ledger_rows: LedgerRows) -> None:
    buyer = guest()
    order = Order.objects.get(pk=placed(by=buyer))
    desk = desk_of(colleague(role))
    typed = {"what": ["ship_to", "name"], "purpose": "3b-delivery", "reason": "Label misprinted"}
    assert buyer.ship_to.street in desk.post(f"/desk/orders/{order.code}/reveal/", typed).content.decode()
    desk.post(f"/desk/orders/{order.code}/cancel/")

    answer = desk.post(f"/en/desk/orders/{order.code}/reveal/", typed)
    assert answer.status_code == 403
    page = answer.content.decode()
    assert buyer.ship_to.street not in page
    assert "This is closed to the desk, because the order was cancelled" in page
    assert ledger_rows(privacy.ledger.Event.REFUSAL)[-1].outcome == "restricted"

    for_tax = {**typed, "purpose": "3d-tax-records", "reason": "Audit of the year"}
    opened = desk.post(f"/desk/orders/{order.code}/reveal/", for_tax)
    assert (buyer.ship_to.street in opened.content.decode()) == (role == "owner")


# Opens three people's values without a pause, so that every cache stays warm, and tells each new answer.
OTHER = """
import sys, threading
from uuid import UUID
import django
from django.conf import settings
for alias, name in zip(("default", "keys", "ledger"), sys.argv[4:7]):
    settings.DATABASES[alias]["NAME"] = name
django.setup()
from small_trades import privacy
from small_trades.policy.declaration import DELIVERY, NOTICE
from small_trades.shop.account.models import Customer
from small_trades.shop.orders.models import Order
cancelled, held = (Order.objects.get(pk=UUID(number)) for number in sys.argv[1:3])
objector = Customer.objects.get(pk=UUID(sys.argv[3]))
asked = {
    "cancelled": (cancelled.ship_to, DELIVERY),
    "held": (held.ship_to, DELIVERY),
    "objector": (objector.name, NOTICE),
}
before = {}
ended = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
with privacy.acting_as(privacy.Actor.staff(privacy.uuid7(), "orders")):
    while not ended.wait(0.02):
        for name, (sealed, purpose) in asked.items():
            try:
                privacy.use(sealed, purpose=purpose)
                answer = "open"
            except privacy.Refused as refused:
                answer = refused.reason.value
            if before.get(name) != answer:
                before[name] = answer
                print(name, answer, flush=True)
privacy.ledger.close()
"""
DEADLINE = 20.0
"""Seconds after which a change that did not arrive never will. The caches' own limit is one second."""


@contextmanager
def _another_process(*records: object) -> Iterator[SimpleQueue[str]]:
    """A process of the shop that was using the values all along; its answers as they change."""
    # A test before may have read the stores' files, and closing a file drops all of a process's locks on it
    # (sqlite.org/howtocorrupt.html, 2.2). Without them the other process takes itself for the only one.
    privacy.ledger.close()
    connections.close_all()
    names = [str(connections[alias].settings_dict["NAME"]) for alias in ("default", "keys", "ledger")]
    root = str(Path(__file__).parents[2])
    environment = {**os.environ, "PYTHONPATH": root, "DJANGO_SETTINGS_MODULE": "small_trades.config.settings"}
    said: SimpleQueue[str] = SimpleQueue()
    with subprocess.Popen(
        [sys.executable, "-c", OTHER, *map(str, records), *names],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        Thread(target=lambda out: [said.put(line.strip()) for line in out], args=(process.stdout,)).start()
        try:
            yield said
        finally:
            process.stdin.close()
            assert process.wait(DEADLINE) == 0, process.stderr.read()


def _says(said: SimpleQueue[str], *expected: str) -> bool:
    missing = set(expected)
    while missing:
        try:
            missing.discard(said.get(timeout=DEADLINE))
        except Empty:
            return False
    return True


@for_real
def test_a_cancelled_a_tax_held_and_an_objecting_persons_values_close_in_every_process() -> None:
    cancelled, held = placed(), Order.objects.get(pk=placed())
    objector = member()[1]
    with _another_process(cancelled, held.pk, objector.pk) as said:
        assert _says(said, "cancelled open", "held open", "objector open")
        with privacy.acting_as(privacy.Actor.system("test")):
            cancel(cancelled, reason=CancelReason.UNPAID)
        assert _says(said, "cancelled restricted")
        year = POLICY.retention_class("ORDER").key_class(held.placed_at.date())
        assert privacy.hold(held.subject, year, until=dt.date(2034, 7, 1)) == 1
        assert _says(said, "held held-by-law")
        with privacy.acting_as(privacy.Actor.customer(objector.pk, objector.subject)):
            privacy.object_to(objector.subject, purpose=NOTICE, channel="my-page")
        assert _says(said, "objector objected")
