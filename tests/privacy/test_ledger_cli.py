# ruff: noqa: S608 -- whoever tampers writes SQL as it comes
"""`small-trades ledger verify` on the shop's own ledger: it names what was changed, removed or cut off."""

import email
import email.policy
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stores import Stores, prepare

ORDERS = 3
# Somebody orders three times, with the mails; the process ends as a server does, its ledger closed.
LIVE = f"""
from small_trades.config.commands import setup
setup.start_django()
from small_trades.privacy import ledger
from small_trades.shop.account.tests.making import run_tasks
from small_trades.shop.orders.tests.making import cup, line, placed
from small_trades.shop.orders.states import PaymentMethod
for _order in range({ORDERS}):
    placed(line(cup()), payment_method=PaymentMethod.BANK_TRANSFER)
    run_tasks()
ledger.close()
"""
ROW = "privacy_ledger_row"
# Whoever may write to the store removes first what keeps its rows as they are.
UNPROTECT = {
    "sqlite": (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "DROP TRIGGER {}",
    ),
    "postgresql": (
        "SELECT tgname || ' ON ' || tgrelid::regclass FROM pg_trigger WHERE NOT tgisinternal",
        "DROP TRIGGER {}",
    ),
}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    made = prepare(tmp_path_factory.mktemp("prepared"))
    done = made.python(LIVE)
    assert done.returncode == 0, done.stderr
    yield made
    made.drop()


@pytest.fixture
def stores(prepared: Stores, tmp_path: Path) -> Iterator[Stores]:
    made = prepared.copy(tmp_path / "var")
    yield made
    made.drop()


def tamper(stores: Stores, *statements: str) -> None:
    """Change the store of the ledger as its database's owner can."""
    kind = "postgresql" if stores.urls else "sqlite"
    listed, dropped = UNPROTECT[kind]
    done = stores.python(f"""
from small_trades.config.commands import setup
setup.start_django()
from django.db import connections
cursor = connections["ledger"].cursor()
cursor.execute({listed!r})
for (trigger,) in cursor.fetchall():
    cursor.execute({dropped!r}.format(trigger))
for statement in {statements!r}:
    cursor.execute(statement)
""")
    assert done.returncode == 0, done.stderr


def size(stores: Stores) -> int:
    return int(stores.small_trades("ledger", "verify").stdout.split()[0])


def checkpoints(stores: Stores) -> list[str]:
    """The signed notes in the order mails, the oldest first."""
    found = []
    for path in sorted((stores.home / "mailbox").glob("*.eml")):
        mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        body = mail.get_body()
        assert body is not None
        lines = body.get_content().splitlines()
        start = next(index for index, line in enumerate(lines) if line.startswith("—"))
        note = "\n".join([*lines[start - 4 : start], lines[start]])
        found.append(f"{note}\n")
    return found


def says(stores: Stores, *arguments: str) -> tuple[int, str]:
    ended = stores.small_trades("ledger", "verify", *arguments)
    assert ended.stderr == ""
    return ended.returncode, ended.stdout


def test_the_ledger_as_it_was_written(stores: Stores) -> None:
    code, said = says(stores)
    assert code == 0
    assert said.endswith(" rows verified.\n")
    assert int(said.split()[0]) >= ORDERS * 3
    found = json.loads(says(stores, "--json")[1])
    assert found == {"ok": True, "rows": size(stores), "first_bad": None, "problem": ""}


@pytest.mark.parametrize(
    "change",
    [
        "role = 'owner'",
        "purpose = '3b-notic3'",
        "outcome = outcome || ' '",
        "policy_version = policy_version + 1",
        "at = at + 1",
        "groups = 'PersonNamf'",
    ],
)
def test_one_byte_changed(stores: Stores, change: str) -> None:
    tamper(stores, f"UPDATE {ROW} SET {change} WHERE seq = 4")
    assert says(stores) == (1, "row 4 was changed: its content does not give its leaf hash\n")
    found = json.loads(says(stores, "--json")[1])
    assert (found["ok"], found["first_bad"]) == (False, 4)


def test_a_row_removed(stores: Stores) -> None:
    tamper(stores, f"DELETE FROM {ROW} WHERE seq = 4")
    assert says(stores) == (1, "row 4 is missing: row 5 follows\n")


def test_the_last_rows_cut(stores: Stores) -> None:
    rows = size(stores)
    tamper(stores, f"DELETE FROM {ROW} WHERE seq >= {rows - 2}")
    code, said = says(stores)
    assert code == 1
    assert said.startswith(f"rows {rows - 2}..{rows - 1} are missing: ")
    assert said.endswith(f"says size {rows}\n")


def test_an_order_mail_is_a_witness(stores: Stores, tmp_path: Path) -> None:
    notes = checkpoints(stores)
    assert len(notes) == ORDERS
    for number, note in enumerate(notes):
        path = tmp_path / f"checkpoint-{number}"
        path.write_text(note, encoding="utf-8")
        assert says(stores, "--since", str(path)) == (0, f"{size(stores)} rows verified.\n")


def test_an_order_mail_convicts_a_ledger_that_was_cut_with_all_its_own_proofs(
    stores: Stores, tmp_path: Path
) -> None:
    newest = checkpoints(stores)[-1]
    witnessed = int(newest.splitlines()[1])
    path = tmp_path / "checkpoint"
    path.write_text(newest, encoding="utf-8")
    tamper(
        stores,
        f"DELETE FROM {ROW}",
        "DELETE FROM privacy_ledger_tag",
        "DELETE FROM privacy_ledger_checkpoint",
        "DELETE FROM privacy_ledger_head",
    )
    secrets = stores.home.with_name(f"{stores.home.name}.secrets")
    (secrets / "ledger-witness.txt").unlink()

    assert says(stores)[0] == 0, "an empty ledger proves nothing against itself"
    code, said = says(stores, "--since", str(path))
    assert code == 1
    assert said.startswith(f"rows 0..{witnessed - 1} are missing: ")


def test_a_forged_checkpoint_is_said_to_be_one(stores: Stores, tmp_path: Path) -> None:
    lines = checkpoints(stores)[-1].splitlines()
    path = tmp_path / "checkpoint"
    path.write_text("\n".join([lines[0], "1", *lines[2:]]) + "\n", encoding="utf-8")
    ended = stores.small_trades("ledger", "verify", "--since", str(path))
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr


def test_a_file_that_is_not_there_is_a_sentence(stores: Stores, tmp_path: Path) -> None:
    ended = stores.small_trades("ledger", "verify", "--since", str(tmp_path / "nowhere"))
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == f"{tmp_path / 'nowhere'} cannot be read as a checkpoint.\n"
