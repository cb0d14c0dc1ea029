"""Posting a version beside a broker: whoever posts writes the file, the broker judges and records."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from small_trades import privacy
from small_trades.privacy import _force, _posting
from small_trades.privacy._broker import client
from small_trades.privacy._ledger import Event
from small_trades.privacy.errors import FolderShut, OutOfOrder
from small_trades.privacy.tests.broker.conftest import cut_off
from small_trades.privacy.tests.broker.running import broker
from small_trades.privacy.tests.toy.publishing import copied, publish

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
    pytest.mark.usefixtures("program"),
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """What is published, for both sides; the third version waits."""
    found = copied(tmp_path / "published")
    publish(found, 3, effective="2999-01-01")
    monkeypatch.setitem(settings.PRIVACY, "PUBLISHED", found)
    _force.look_again()
    path = tmp_path / "broker.sock"
    set_up = f'from pathlib import Path\nsettings.PRIVACY["PUBLISHED"] = Path({str(found)!r})\n'
    with broker(path, set_up=set_up):
        monkeypatch.setitem(settings.PRIVACY, "BROKER", str(path))
        cut_off(monkeypatch)
        yield found
        client.close()


def _posted(before: int) -> list[str]:
    return [row.outcome for row in privacy.ledger.rows(since=before) if row.event == Event.POLICY]


def test_what_waits_is_posted_once(folder: Path) -> None:
    before = privacy.ledger.size()
    privacy.post_policy(3)
    assert privacy.policy_in_force() == 3
    assert _posted(before) == ["version 3 posted"]
    with pytest.raises(OutOfOrder, match="in-force"):
        privacy.post_policy(3)
    assert _posted(before) == ["version 3 posted"]


@pytest.mark.parametrize(("version", "state"), [(2, "in-force"), (7, "unknown")])
def test_a_caller_that_did_not_look_is_refused_there(folder: Path, version: int, state: str) -> None:
    before = privacy.ledger.size()
    with pytest.raises(OutOfOrder) as refused:
        _posting._note(version)
    assert refused.value.state == state
    assert _posted(before) == []


def test_files_that_are_not_its_own_to_write(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = privacy.ledger.size()
    monkeypatch.setattr("small_trades.privacy._posting.os.access", lambda *_asked: False)
    with pytest.raises(FolderShut):
        privacy.post_policy(3)
    assert _posted(before) == []
    assert not (folder / "3.posted").exists()
