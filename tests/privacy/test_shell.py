"""What somebody at a Python prompt of the shop can and cannot do with a personal value."""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.exceptions import FieldError
from django.db import transaction

from small_trades import privacy
from small_trades.policy.declaration import DELIVERY, NAME, NEWSLETTER
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.tests.making import Guest, guest, placed
from tests.stores import CHECKOUT, Stores, prepare

WORKING = pytest.mark.django_db(databases=["default", "keys"])
CLERK = privacy.Actor.staff(privacy.uuid7(), "orders")
KILLED = """
from small_trades.config.commands import setup
setup.start_django()
import os, signal
from django.db import transaction
from small_trades import privacy
from small_trades.policy.declaration import DELIVERY
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.tests.making import guest, placed
who = guest()
order = Order.objects.get(pk=placed(by=who))
with privacy.acting_as(privacy.Actor.staff(privacy.uuid7(), "orders")), transaction.atomic():
    Order.objects.filter(pk=order.pk).update(state="paid")
    opened = privacy.use(order.ship_to, purpose=DELIVERY, reason="killed right after")
    assert opened == who.ship_to
    os.kill(os.getpid(), signal.SIGKILL)
"""
AFTERWARDS = """
import json
from small_trades.config.commands import setup
setup.start_django()
from small_trades import privacy
from small_trades.privacy import ledger
from small_trades.shop.orders.models import Order
order = Order.objects.get()
rows = [row for row in ledger.rows(limit=1000) if row.event == "use"]
print("answers " + json.dumps({
    "state": order.state,
    "rows": [[row.role, row.purpose, row.groups] for row in rows],
    "reason": privacy.uses_of(order.subject)[0].reason,
    "is_whole": ledger.verify().ok,
}))
ledger.close()
"""


@pytest.fixture
def buyer() -> Guest:
    return guest()


@pytest.fixture
def order(buyer: Guest) -> Order:
    return Order.objects.get(pk=placed(by=buyer))


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    made = prepare(tmp_path)
    yield made
    made.drop()


@WORKING
def test_reading_a_sealed_field_shows_what_it_is_and_no_more(
    order: Order, buyer: Guest, ledger_rows: LedgerRows
) -> None:
    rows = len(ledger_rows())
    shown = [
        str(order.ship_to),
        repr(order.ship_to),
        f"{order.ship_to}",
        f"{order.ship_to!r:>20}",
        str([order.name]),
    ]
    assert shown[:3] == ["‹DeliveryAddress›"] * 3
    assert shown[4] == "[‹PersonName›]"
    queries = (Order.objects.values_list("name"), Order.objects.values())
    shown += [str(list(query)) for query in queries]
    values = [buyer.name.family, buyer.ship_to.street, buyer.ship_to.telephone]
    assert [value for value in values if any(value in text for text in shown)] == []
    assert len(ledger_rows()) == rows


@WORKING
@pytest.mark.parametrize(
    "attempt",
    [
        lambda order: order.name == order.name,
        lambda order: sorted([order.name, order.name]),
        lambda order: json.dumps({"name": order.name}, default=lambda value: value.__dict__),
        lambda order: __import__("pickle").dumps(order.name),
        lambda order: __import__("copy").deepcopy(order.name).family,
        lambda order: order.name.family,
        lambda order: vars(order.name),
        lambda order: Order.objects.get(name=order.name),
        lambda _order: Order.objects.filter(name__contains="x").count(),
        lambda _order: list(Order.objects.order_by("name")),
    ],
)
def test_there_is_no_other_way(
    order: Order, attempt: Callable[[Order], object], ledger_rows: LedgerRows
) -> None:
    rows = len(ledger_rows())
    with pytest.raises((TypeError, AttributeError, FieldError)), transaction.atomic():
        attempt(order)
    assert len(ledger_rows()) == rows


@WORKING
def test_using_without_a_purpose_cannot_be_written(order: Order, ledger_rows: LedgerRows) -> None:
    rows = len(ledger_rows())
    with privacy.acting_as(CLERK), pytest.raises(TypeError, match="purpose"):
        privacy.use(order.ship_to)  # type: ignore[call-overload] # this is what mypy says of it
    assert len(ledger_rows()) == rows


def test_and_the_type_checker_says_so_before_it_runs(tmp_path: Path) -> None:
    written = tmp_path / "attempt.py"
    written.write_text(
        "from small_trades import privacy\n"
        "from small_trades.policy.declaration import DELIVERY\n"
        "from small_trades.policy.groups import PersonName\n\n\n"
        "def read(name: privacy.Sealed[PersonName]) -> None:\n"
        "    privacy.use(name)\n"
        "    privacy.use(name, purpose='3b-delivery')\n"
        "    privacy.use(name, purpose=DELIVERY).family\n",
        encoding="utf-8",
    )
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--no-incremental",
        "--hide-error-context",
        "--no-pretty",
        str(written),
    ]
    ended = subprocess.run(command, cwd=CHECKOUT, check=False, capture_output=True, text=True, timeout=300)
    wrong = re.findall(r"attempt\.py:(\d+): error: .*\[([a-z-]+)\]", ended.stdout)
    assert wrong == [("7", "call-overload"), ("8", "call-overload")], ended.stdout


@WORKING
def test_a_purpose_the_policy_does_not_allow_is_refused_and_recorded(
    order: Order, ledger_rows: LedgerRows
) -> None:
    rows = len(ledger_rows())
    with privacy.acting_as(privacy.Actor.system("test")), pytest.raises(privacy.Refused) as refused:
        privacy.use(order.ship_to, purpose=NEWSLETTER)
    assert refused.value.reason == "not-for-purpose"
    (row,) = ledger_rows()[rows:]
    assert (row.event, row.purpose, row.groups, row.outcome) == (
        "refusal",
        "3b-newsletter",
        ("DeliveryAddress",),
        "not-for-purpose",
    )


@WORKING
def test_a_purpose_made_up_on_the_spot_is_a_bug_and_recorded(order: Order, ledger_rows: LedgerRows) -> None:
    rows = len(ledger_rows())
    curious = privacy.Purpose(
        "9-curious",
        clause="9",
        name_ja="好奇心",
        name_en="Curiosity",
        text_ja="見たい。",
        text_en="To see.",
        dpv="dpv:Purpose",
        legal_basis=privacy.LegalBasis.LEGITIMATE,
        uses=(NAME,),
        actors=frozenset({privacy.ActorKind.STAFF}),
    )
    with privacy.acting_as(CLERK), pytest.raises(privacy.Undeclared):
        privacy.use(order.name, purpose=curious)
    with pytest.raises(privacy.Undeclared, match="nobody is acting"):
        privacy.use(order.name, purpose=DELIVERY)
    assert [row.event for row in ledger_rows()[rows:]] == ["undeclared", "undeclared"]


@WORKING
def test_the_row_stays_when_the_transaction_around_it_is_rolled_back(
    order: Order, buyer: Guest, ledger_rows: LedgerRows
) -> None:
    rows = len(ledger_rows())
    with privacy.acting_as(CLERK), transaction.atomic():
        Order.objects.filter(pk=order.pk).update(state="paid")
        opened = privacy.use(order.ship_to, purpose=DELIVERY)
        transaction.set_rollback(True)
    assert opened == buyer.ship_to
    order.refresh_from_db()
    assert order.state == "placed"
    assert [(row.event, row.role, row.purpose) for row in ledger_rows()[rows:]] == [
        ("use", "orders", "3b-delivery")
    ]


def test_the_row_stays_when_the_process_is_killed_right_after(stores: Stores) -> None:
    assert stores.python(KILLED).returncode == -signal.SIGKILL
    found = re.search(r"^answers (.*)$", stores.python(AFTERWARDS).stdout, re.MULTILINE)
    assert found is not None
    assert json.loads(found[1]) == {
        "state": "placed",
        "rows": [["orders", "3b-delivery", ["DeliveryAddress"]]],
        "reason": "killed right after",
        "is_whole": True,
    }
