"""What each side of a broker checks before it starts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings as configured

from small_trades import privacy
from small_trades.privacy import _policy
from small_trades.privacy._broker import client
from small_trades.privacy._inventory import broker as inventory
from small_trades.privacy.tests.broker.conftest import cut_off
from small_trades.privacy.tests.processes import start

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def _ids() -> list[str]:
    return [problem.id for problem in privacy.start_problems()]


def test_beside_a_broker_a_process_checks_what_is_its_own(far: Path) -> None:
    assert _ids() == []


def test_without_its_broker_nothing_starts_and_a_hint_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(configured.PRIVACY, "BROKER", str(tmp_path / "broker.sock"))
    monkeypatch.setattr(client, "CONNECT_SECONDS", 0.2)
    cut_off(monkeypatch)
    with pytest.raises(privacy.StartRefused) as refused:
        privacy.check_start()
    (problem,) = refused.value.problems
    assert (problem.id, "cannot be reached" in problem.message) == ("privacy.E026", True)
    assert "small-trades broker" in problem.hint


def test_two_sides_of_different_policies_do_not_start(far: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    newer = replace(_policy.policy(), version=99)
    monkeypatch.setattr(inventory, "policy", lambda: newer)
    assert _ids() == ["privacy.E027"]


def test_a_weak_secret_is_found_beside_a_broker_too(far: Path, settings: Any) -> None:
    settings.SECRET_KEY = "short"
    assert _ids() == ["privacy.E023"]


CHECKING = """
settings.SECRET_KEY = sys.argv[5]
try:
    privacy.check_broker()
except privacy.StartRefused as refused:
    print([problem.id for problem in refused.problems])
else:
    print("it starts")
"""


@pytest.mark.parametrize(("secret", "said"), [("s" * 50, "it starts"), ("short", "['privacy.E023']")])
def test_a_broker_starts_on_stores_and_secrets_that_fit(
    django_db_setup: None, secret: str, said: str
) -> None:
    said_there, wrong = start(CHECKING, secret).communicate(timeout=60)
    assert said_there == f"{said}\n", wrong
