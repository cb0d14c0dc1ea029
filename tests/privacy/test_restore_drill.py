"""Last week's data come back: whoever was erased since does not, whatever of last week's keys is at hand."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.stores import Stores, prepare

START = "from small_trades.config.commands import setup\nsetup.start_django()\n"
# Two guests order; the process ends as a server does, its ledger closed.
ORDER = f"""{START}
import json
from small_trades.privacy import ledger
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.tests.making import guest, placed
people = {{}}
for who in "AB":
    person = guest()
    order = Order.objects.get(pk=placed(by=person))
    people[who] = [str(order.pk), str(order.subject), person.email.address, person.name.family]
ledger.close()
print(json.dumps(people))
"""
ERASE = (
    START
    + """
from uuid import UUID
from small_trades import privacy
with privacy.acting_as(privacy.Actor.system("test.erase")):
    privacy.destroy(UUID({subject!r}))
    privacy.rotate()
privacy.ledger.close()
"""
)
# What comes of opening somebody's order, and of looking for it.
READ = (
    START
    + """
import json
from uuid import UUID
from small_trades import privacy
from small_trades.policy.declaration import DELIVERY
from small_trades.shop.orders.lookups import ORDER_EMAIL
from small_trades.shop.orders.models import Order
def opened(order):
    try:
        return privacy.use(Order.objects.get(pk=UUID(order)).name, purpose=DELIVERY).family
    except Order.DoesNotExist:
        return "no such row"
    except privacy.Erased:
        return "Erased"
    except privacy.KeysUnusable:
        return "KeysUnusable"
def found(email):
    try:
        return ORDER_EMAIL.find(email) is not None
    except privacy.KeysUnusable:
        return False
with privacy.acting_as(privacy.Actor.system("test.read")):
    people = {people!r}.items()
    print(json.dumps({{who: [opened(order), found(email)] for who, (order, _, email, _) in people}}))
privacy.ledger.close()
"""
)
ROWS = (
    START
    + """
import json
from collections import Counter, defaultdict
from django.db import router
from small_trades import privacy
from small_trades.privacy._rights.holding import models_of_persons
found = defaultdict(Counter)
for model in models_of_persons():
    if router.db_for_read(model) == "default":
        for subject in model._base_manager.values_list("subject", flat=True):
            found[str(subject)][model._meta.label] += 1
print(json.dumps(found))
privacy.ledger.close()
"""
)
KILLED_SWEEP = (
    START
    + """
import os
from small_trades import privacy
from small_trades.shop.orders import subject_data
def killed(*_given, **_more):
    os._exit(9)
forget = subject_data.forget
def cancelled_and_killed(subject):
    forget(subject)
    killed()
subject_data.forget = cancelled_and_killed
with privacy.acting_as(privacy.Actor.system("test.sweep")):
    privacy.rights.sweep_returned()
"""
)
NO_KEYS = (
    START
    + """
from small_trades import privacy
from small_trades.privacy._keys.models import DataSubject, KeyRing
KeyRing.objects.all().delete()
DataSubject.objects.all().delete()
privacy.ledger.close()
"""
)
PUT_KEYS = (
    START
    + """
from pathlib import Path
from small_trades.config.backups import stores
from small_trades.config.backups.folder import read
source = Path({source!r})
stores.stage("keys", source)
stores.replace("keys", source, read(source).stores["keys"])
"""
)


@dataclass(frozen=True)
class Week:
    """A shop after the erasure of A, and all that was copied the week before."""

    stores: Stores
    people: dict[str, list[str]]
    data: Path
    keys: Path
    secrets: Path

    def read(self) -> dict[str, Any]:
        """For A and B: what opening their order gives, and whether their address finds it."""
        return json.loads(_run(self.stores, READ.format(people=self.people)))  # type: ignore[no-any-return] # as READ prints it

    def rows(self) -> dict[str, dict[str, int]]:
        """How many rows of each table belong to whom."""
        return json.loads(_run(self.stores, ROWS))  # type: ignore[no-any-return] # as ROWS prints it

    def sweep(self, *options: str) -> dict[str, Any]:
        """What a sweep says it did."""
        done = self.stores.small_trades("retention", "sweep", "--json", *options)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)  # type: ignore[no-any-return] # as the command prints it


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Week]:
    stores = prepare(tmp_path_factory.mktemp("shop"))
    people = json.loads(_run(stores, ORDER))
    folder = tmp_path_factory.mktemp("last-week")
    data, keys, secrets = folder / "one" / "data", folder / "two" / "keys", folder / "three"
    assert stores.small_trades("backup", str(data)).returncode == 0
    assert stores.small_trades("backup", "keys", str(keys)).returncode == 0
    shutil.copytree(stores.home.with_name("var.secrets"), secrets)
    _run(stores, ERASE.format(subject=people["A"][1]))
    yield Week(stores, people, data, keys, secrets)
    stores.drop()


@pytest.fixture
def restored(week: Week, tmp_path: Path) -> Iterator[Week]:
    """The shop with last week's data in place."""
    stores = week.stores.copy(tmp_path / "var")
    done = stores.small_trades("restore", str(week.data), "--replace", "--no-sweep")
    assert done.returncode == 0, done.stderr
    assert "Today's ledger extends the backup's and stays" in done.stdout
    assert "Came back of 1 people erased since: not removed: see `retention sweep`." in done.stdout
    assert "Does not open: 1 of orders.Order" in done.stdout
    yield Week(stores, week.people, week.data, week.keys, week.secrets)
    stores.drop()


def _run(stores: Stores, script: str) -> str:
    done = stores.python(script)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _put_old_keys(week: Week) -> None:
    _run(week.stores, PUT_KEYS.format(source=str(week.keys)))


def _put_old_secret(week: Week, name: str) -> None:
    shutil.copy(week.secrets / name, week.stores.home.with_name("var.secrets") / name)


def test_b_reads_and_a_does_not(restored: Week) -> None:
    assert restored.read() == {"A": ["Erased", False], "B": [restored.people["B"][3], True]}


def test_last_weeks_key_store_opens_nothing_with_todays_key_file(restored: Week) -> None:
    _put_old_keys(restored)
    assert restored.read() == {"A": ["KeysUnusable", False], "B": ["KeysUnusable", False]}


def test_last_weeks_key_file_opens_nothing_of_todays_key_store(restored: Week) -> None:
    _put_old_secret(restored, "kek.json")
    assert restored.read() == {"A": ["Erased", False], "B": ["KeysUnusable", False]}


def test_last_weeks_keys_and_key_file_together_are_refused_by_the_ledger(restored: Week) -> None:
    _put_old_keys(restored)
    _put_old_secret(restored, "kek.json")
    assert restored.read() == {"A": ["KeysUnusable", False], "B": ["KeysUnusable", False]}
    started = restored.stores.small_trades("check")
    assert started.returncode != 0
    assert "which was destroyed on" in started.stdout + started.stderr


def test_not_even_with_every_secret_of_last_week(restored: Week) -> None:
    """The ledger's witness of last week knows less than the ledger: that changes nothing."""
    _put_old_keys(restored)
    for secret in restored.secrets.iterdir():
        if secret.is_file():
            _put_old_secret(restored, secret.name)
    assert restored.read()["A"] == ["KeysUnusable", False]


def test_the_ledger_lost_no_row_and_tells_of_the_restore(restored: Week) -> None:
    assert restored.stores.small_trades("ledger", "verify").returncode == 0
    told = restored.stores.python(
        START + "from small_trades.privacy import ledger\n"
        "print([row.outcome for row in ledger.rows(event=ledger.Event.KEYS)])"
    )
    destroyed, back = json.loads(told.stdout.replace("'", '"'))
    assert destroyed == "epoch 1 destroyed"
    assert back.startswith("restored the backup of 20")


def test_a_dry_run_of_the_sweep_counts_and_removes_nothing(restored: Week) -> None:
    before = restored.rows()
    assert restored.sweep("--dry-run") == {"people": 1, "rows": 0, "left": {"orders.Order": 1}}
    assert restored.rows() == before


def test_the_sweep_removes_exactly_the_rows_of_the_erased(restored: Week) -> None:
    before = restored.rows()
    subject_a, subject_b = (restored.people[who][1] for who in "AB")
    assert set(before[subject_a]) == {"orders.Order", "orders.Payment"}

    swept = restored.sweep()
    assert (swept["people"], swept["left"]) == (1, {})

    assert restored.rows() == {subject_b: before[subject_b]}
    assert restored.read() == {"A": ["no such row", False], "B": [restored.people["B"][3], True]}
    assert restored.sweep() == {"people": 0, "rows": 0, "left": {}}
    assert restored.stores.small_trades("ledger", "verify").returncode == 0


def test_a_sweep_that_was_killed_goes_on_where_it_stopped(restored: Week) -> None:
    """Ended after the order was given up and before anything was removed."""
    subject_b = restored.people["B"][1]
    before = restored.rows()
    done = restored.stores.python(KILLED_SWEEP)
    assert done.returncode == 9, done.stderr
    assert restored.rows() == before
    assert restored.sweep()["people"] == 1
    assert restored.rows() == {subject_b: before[subject_b]}


def test_a_restore_sweeps_by_itself(week: Week, tmp_path: Path) -> None:
    stores = week.stores.copy(tmp_path / "var")
    try:
        done = stores.small_trades("restore", str(week.data), "--replace")
        assert done.returncode == 0, done.stderr
        assert "Came back of 1 people erased since: " in done.stdout
        assert "rows were removed." in done.stdout
        assert "Does not open" not in done.stdout
        swept = Week(stores, week.people, week.data, week.keys, week.secrets)
        assert set(swept.rows()) == {week.people["B"][1]}
    finally:
        stores.drop()


def test_where_the_key_store_is_another_ones_nothing_is_swept(restored: Week) -> None:
    """Nobody is known to be erased there: what does not open is told, and stays."""
    before = restored.rows()
    _run(restored.stores, NO_KEYS)
    swept = restored.sweep()
    assert (swept["people"], swept["rows"]) == (0, 0)
    assert swept["left"]["orders.Order"] == 2
    assert restored.rows() == before


def test_the_drill_command_does_the_same_on_copies(week: Week) -> None:
    before = sorted(path.name for path in week.stores.home.parent.iterdir())
    done = week.stores.small_trades("backup", "drill", "--json")
    assert done.returncode == 0, done.stderr
    outcome = json.loads(done.stdout)
    assert outcome["has_passed"]
    assert len(outcome["found"]) == 9
    assert sorted(path.name for path in week.stores.home.parent.iterdir()) == before
    told = START + "from small_trades import privacy\nprint(privacy.last_drill().has_passed)"
    assert _run(week.stores, told) == "True\n"
    assert week.read()["B"] == [week.people["B"][3], True]
