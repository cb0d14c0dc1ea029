"""The budget's own tests once more, through a broker: the limits are the broker's, whoever asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from small_trades.privacy.tests import test_budget
from small_trades.privacy.tests.broker.running import broker, through_broker

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LIMITS = 'settings.PRIVACY["OPENINGS_PER_HOUR"] = {"": 30, "librarian": 3}\n'


@pytest.fixture(scope="module")
def served(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("broker") / "broker.sock"
    with broker(path, set_up=LIMITS):
        yield path


@pytest.fixture(autouse=True)
def _there(far: Path) -> None:
    """Every test here goes through the broker."""


# What is left out changes settings in the middle of a test.
globals().update(
    through_broker(test_budget, {"test_others_than_staff_and_uncounted_purposes_have_no_budget"})
)
