"""`small-trades subject`: the pages' own code, from the operator's side; every call is in the ledger."""

import json
import re
import stat
from pathlib import Path

import pytest

from small_trades import privacy
from small_trades.config.cli import main
from small_trades.privacy import rights
from small_trades.privacy.rights import ErasureState
from small_trades.shop.orders.actions.deliver import deliver
from small_trades.shop.rights.actions.stop import go_on, stop_all
from small_trades.shop.rights.tests.making import Manifest, everything
from tests.told import SYSTEM, Anna, work

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def manifest() -> Manifest:
    with privacy.acting_as(privacy.Actor.system("test")):
        return everything()


def newest(manifest: Manifest) -> privacy.UseRow:
    return privacy.uses_of(manifest.subject)[0]


def test_find_shows_who_is_known_by_an_address(
    manifest: Manifest, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["subject", "find", manifest.who.email, "--reason", "asked by letter", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"subjects": [str(manifest.subject)]}
    row = newest(manifest)
    assert (row.event, row.role, row.reason) == ("search", "subject find", "asked by letter")
    assert main(["subject", "find", manifest.values["order email"], "--reason", "asked by letter"]) == 0
    assert capsys.readouterr().out == f"{manifest.subject}\n"
    assert main(["subject", "find", "nobody@mail.example", "--reason", "asked by letter"]) == 1


def test_held_opens_nothing(manifest: Manifest, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["subject", "held", str(manifest.subject)]) == 0
    shown = capsys.readouterr().out
    assert "Your registration: goes at once" in shown
    assert re.search(r"Order \S+: kept until \d{4}-\d\d-\d\d \(Corporation Tax Act", shown)
    assert [value for value in manifest.values.values() if value in shown] == []
    assert newest(manifest).event == "search"
    assert main(["subject", "held", str(privacy.uuid7())]) == 1


def test_export_writes_three_files_for_the_operator_alone(
    manifest: Manifest, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "copy"
    call = ["subject", "export", str(manifest.subject), "--out", str(folder), "--reason", "asked by letter"]
    assert main(call) == 0
    written = capsys.readouterr().out.split()
    assert written == [str(folder / f"information.{kind}") for kind in ("json", "html", "pdf")]
    text = (folder / "information.json").read_text(encoding="utf-8")
    assert [value for value in manifest.values.values() if value not in text] == []
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert (newest(manifest).event, newest(manifest).reason) == ("use", "asked by letter")


def test_of_nobody_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "copy"
    assert main(["subject", "export", str(privacy.uuid7()), "--out", str(folder), "--reason", "test"]) == 1
    assert "nothing was written" in capsys.readouterr().err
    assert not folder.exists()


def test_erase_now_and_in_three_days(manifest: Manifest, capsys: pytest.CaptureFixture[str]) -> None:
    call = ["subject", "erase", str(manifest.subject), "--reason", "asked by letter", "--json"]
    assert main(call) == 0
    answer = json.loads(capsys.readouterr().out)
    receipt = rights.receipt(answer["receipt"])
    assert receipt is not None
    assert (receipt.state, answer["state"]) == (ErasureState.SCHEDULED, "scheduled")
    assert main([*call[:-1], "--now"]) == 0
    assert "Unreadable since" in capsys.readouterr().out
    found = rights.erasure_of(manifest.subject)
    assert found is not None
    assert found.destroyed_at is not None
    assert main(["subject", "erase", str(privacy.uuid7()), "--reason", "test"]) == 1


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (["find", "no address", "--reason", "x"], "no address is not an e-mail address."),
        (["erase", "12", "--reason", "x"], "12 is not the number of a person"),
        (["erase", "01a21330-b685-71ab-854a-106228466545"], "Say why with --reason"),
        (["find", "a@mail.example", "--reason", "  "], "Say why with --reason"),
    ],
)
def test_what_is_not_understood_is_said_in_a_sentence(
    call: list[str], sentence: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: False)
    assert main(["subject", *call]) == 2
    assert sentence in capsys.readouterr().err


def test_told_shows_how_far_recipients_know_and_erase_says_it_too(capsys: pytest.CaptureFixture[str]) -> None:
    anna = Anna()
    assert main(["subject", "told", str(anna.subject)]) == 1
    assert capsys.readouterr().out == "No recipient had to be told anything.\n"
    anna.ships()
    with privacy.acting_as(SYSTEM):
        stop_all(anna.subject)
    work()
    assert main(["subject", "told", str(anna.subject)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(" ")[2] for line in lines] == [
        f"5b-payment stop {anna.order.code}: acknowledged",
        f"5b-carrier stop {anna.order.code}: waiting",
    ]
    with privacy.acting_as(SYSTEM):
        go_on(anna.subject)
        deliver(anna.order.pk)
    call = ["subject", "erase", str(anna.subject), "--now", "--reason", "asked by letter", "--json"]
    assert main(call) == 0
    assert json.loads(capsys.readouterr().out)["recipients"] == {
        "5b-carrier": "waiting",
        "5b-mail": "holds-nothing",
        "5b-payment": "waiting",
    }
