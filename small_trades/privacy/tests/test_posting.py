"""Posting a published version before its own day: recorded first, and bound everywhere within a second."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.utils import timezone

from small_trades import privacy
from small_trades.privacy import _force
from small_trades.privacy._ledger import Event
from small_trades.privacy.errors import FolderShut, OutOfOrder, RefusalReason
from small_trades.privacy.tests.toy.people import loan
from small_trades.privacy.tests.toy.policy import LENDING
from small_trades.privacy.tests.toy.publishing import copied, publish

if TYPE_CHECKING:
    from pathlib import Path

    from small_trades.privacy.testing import LedgerRows
    from small_trades.privacy.tests.toy.models import Member

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"]),
    pytest.mark.usefixtures("program"),
]
LATER = "2999-01-01"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two versions whose day has come, and one that nobody wants before 2999."""
    found = copied(tmp_path / "published")
    publish(found, 3, effective=LATER)
    monkeypatch.setitem(settings.PRIVACY, "PUBLISHED", found)
    _force.look_again()
    return found


def _states() -> list[tuple[int, str, bool, bool]]:
    return [
        (one.number, one.effective.isoformat(), one.is_in_force, one.is_waiting)
        for one in privacy.policy_versions()
    ]


def test_versions_with_their_days() -> None:
    newest, middle, oldest = _states()
    assert newest == (3, LATER, False, True)
    assert (middle[0], middle[2:]) == (2, (True, False))
    assert (oldest[0], oldest[2:]) == (1, (False, False))


def test_none_while_nothing_is_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(settings.PRIVACY, "PUBLISHED", tmp_path / "none")
    assert privacy.policy_versions() == ()


def test_a_posted_version_is_in_force_from_today(folder: Path, ledger_rows: LedgerRows) -> None:
    privacy.post_policy(3)
    assert privacy.policy_in_force() == 3
    assert _states()[0] == (3, timezone.localdate().isoformat(), True, False)
    (row,) = ledger_rows(Event.POLICY)
    assert (row.outcome, row.policy_version) == ("version 3 posted", 2)
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        ["1.json", "2.json", "3.json", "3.posted"]
    )


def test_what_it_narrows_binds_at_once(folder: Path, ada: Member) -> None:
    lent = loan(ada)
    privacy.use(lent.member.name, purpose=LENDING)
    (folder / "3.json").unlink()
    publish(folder, 3, effective=LATER, without=(LENDING,))
    _force.look_again()
    privacy.use(lent.member.name, purpose=LENDING)
    privacy.post_policy(3)
    with pytest.raises(privacy.Refused) as refused:
        privacy.use(lent.member.name, purpose=LENDING)
    assert refused.value.reason == RefusalReason.NOT_IN_FORCE


@pytest.mark.parametrize(("version", "state"), [(1, "past"), (2, "in-force"), (7, "unknown")])
def test_only_what_waits_is_posted(folder: Path, version: int, state: str, ledger_rows: LedgerRows) -> None:
    before = sorted(path.name for path in folder.iterdir())
    with pytest.raises(OutOfOrder) as refused:
        privacy.post_policy(version)
    assert refused.value.state == state
    assert privacy.policy_in_force() == 2
    assert ledger_rows(Event.POLICY) == ()
    assert sorted(path.name for path in folder.iterdir()) == before


def test_files_that_are_anothers_to_write(
    folder: Path, monkeypatch: pytest.MonkeyPatch, ledger_rows: LedgerRows
) -> None:
    monkeypatch.setattr("small_trades.privacy._posting.os.access", lambda *_asked: False)
    assert not privacy.can_post()
    with pytest.raises(FolderShut):
        privacy.post_policy(3)
    assert privacy.policy_in_force() == 2
    assert ledger_rows(Event.POLICY) == ()
    assert not (folder / "3.posted").exists()


def test_its_own_day_counts_where_that_came_first(folder: Path) -> None:
    publish(folder, 3, effective="2026-05-01")
    (folder / "3.posted").write_text(f"{LATER}\n")
    _force.look_again()
    assert _states()[0] == (3, "2026-05-01", True, False)
