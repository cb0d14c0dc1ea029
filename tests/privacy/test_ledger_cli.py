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


def test_a_mail_as_it_was_saved_or_quoted_is_a_checkpoint(stores: Stores, tmp_path: Path) -> None:
    saved = max((stores.home / "mailbox").glob("*.eml"))
    assert says(stores, "--since", str(saved)) == (0, f"{size(stores)} rows verified.\n")
    quoted = tmp_path / "quoted.txt"
    lines = [line[at : at + 70] for line in checkpoints(stores)[-1].splitlines() for at in (0, 70)]
    quoted.write_text("こんにちは\n\n" + "".join(f"> {line}\n" for line in lines), encoding="utf-8")
    assert says(stores, "--since", str(quoted))[0] == 0
    tamper(stores, f"UPDATE {ROW} SET at = at + 1 WHERE seq = 0")
    assert says(stores, "--since", str(quoted))[0] == 1


def test_a_proof_is_made_kept_and_checked(stores: Stores, tmp_path: Path) -> None:
    made = stores.small_trades("ledger", "proof", "4")
    assert (made.returncode, made.stderr) == (0, "")
    kept = tmp_path / "row.tlog-proof"
    kept.write_text(made.stdout, encoding="utf-8")
    rows = size(stores)
    said = f"Row 4 is in the ledger of {rows} rows that was signed.\n"
    assert says(stores, "--inclusion", str(kept)) == (0, said)
    key = stores.small_trades("ledger", "checkpoint", "--key").stdout.strip()
    assert says(stores, "--inclusion", str(kept), "--key", key) == (0, said)
    assert json.loads(stores.small_trades("ledger", "proof", "4", "--json").stdout)["proof"] == made.stdout

    kept.write_text(made.stdout.replace("index 4", "index 5"), encoding="utf-8")
    assert says(stores, "--inclusion", str(kept)) == (1, "the content is not that of row 5\n")
    tamper(stores, f"UPDATE {ROW} SET leaf_hash = substr(leaf_hash, 2) WHERE seq = 4")
    kept.write_text(made.stdout, encoding="utf-8")
    changed = "row 4 was signed, and is not in this ledger any more: it was changed or removed\n"
    assert says(stores, "--inclusion", str(kept)) == (1, changed)
    assert stores.small_trades("ledger", "proof", str(rows)).returncode == 2


def test_the_index_is_checked_and_rebuilt(stores: Stores) -> None:
    rows = size(stores)
    assert stores.small_trades("ledger", "index", "check").returncode == 0
    tamper(stores, "DELETE FROM privacy_ledger_tag")
    code, said = says(stores)
    assert (code, "the index was changed, the rows are whole" in said) == (1, True)
    checked = stores.small_trades("ledger", "index", "check", "--json")
    assert (checked.returncode, json.loads(checked.stdout)["ok"]) == (1, False)
    rebuilt = json.loads(stores.small_trades("ledger", "index", "rebuild", "--json").stdout)
    assert rebuilt["mended"] == rebuilt["missing"] == rebuilt["uneven"] > 0
    assert says(stores) == (0, f"{rows} rows verified.\n")
    assert stores.small_trades("ledger", "index", "check").returncode == 0


def test_rows_are_shown_by_person_actor_and_time(stores: Stores) -> None:
    found = stores.python(
        "from small_trades.config.commands import setup; setup.start_django()\n"
        "from small_trades.shop.orders.models import Order\n"
        "print(Order.objects.order_by('placed_at')[0].subject)"
    ).stdout.strip()

    def shown(*arguments: str) -> list[dict[str, object]]:
        ended = stores.small_trades("ledger", "show", "--json", *arguments)
        assert ended.returncode == 0, ended.stderr
        return [json.loads(line) for line in ended.stdout.splitlines()]

    everything = shown("--limit", "1000")
    numbers = [row["seq"] for row in everything]
    assert numbers == list(range(size(stores)))
    assert [row["seq"] for row in shown("--limit", "2")] == numbers[-2:]
    assert [row["seq"] for row in shown("--since", "1", "--until", "3")] == [1, 2]
    assert [row["seq"] for row in shown("--since", str(everything[2]["at"]))] == numbers[2:]
    assert shown("--until", "2001-01-01") == []
    systems = [row["seq"] for row in everything if row["actor_kind"] == "system"]
    assert [row["seq"] for row in shown("--actor", "system", "--limit", "1000")] == systems

    hers = shown("--subject", found)
    assert 0 < len(hers) < len(everything)
    assert {row["persons"] for row in hers} == {1}
    look = shown("--limit", "1")[0]
    assert (look["event"], look["role"], look["outcome"]) == (
        "search",
        "ledger.show",
        "ledger: rows of one person",
    )


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (
            ("show", "--since", "yesterday"),
            "'yesterday' is neither a time, as 2026-11-25T09:30, nor a row's number.",
        ),
        (("show", "--actor", "tom"), "'tom' is neither an actor's id nor a kind of actor."),
        (("show", "--limit", "0"), "'0' is not a number of rows."),
        (("show", "--subject", "0198a8f0-0000-7000-8000-000000000001"), "there is no such person"),
        (("index", "check", "--subject", "0198a8f0-0000-7000-8000-000000000001"), "there is no such person"),
        (("index", "rebuild", "--subject", "0198a8f0-0000-7000-8000-000000000001"), "leave --subject out"),
        (("proof", "-1"), "there is no row -1"),
        (("verify", "--inclusion", "nowhere"), "nowhere cannot be read as a proof."),
    ],
)
def test_a_wrong_question_is_said_to_be_one(
    prepared: Stores, arguments: tuple[str, ...], problem: str
) -> None:
    ended = prepared.small_trades("ledger", *arguments)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert problem in ended.stderr
    assert "Traceback" not in ended.stderr
