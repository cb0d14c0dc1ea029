"""The engine's own tests once more, through a broker; left out are those that reach into its insides."""

from __future__ import annotations

from pathlib import Path

import pytest

from small_trades.privacy.tests import (
    test_collect,
    test_consents,
    test_gate,
    test_keys,
    test_lookup,
    test_person,
    test_restrictions,
    test_use,
)
from small_trades.privacy.tests.broker.running import through_broker


@pytest.fixture(autouse=True)
def _there(far: Path) -> None:
    """Every test here goes through the broker."""


globals().update(through_broker(test_use, {}))
globals().update(through_broker(test_collect, {}))
globals().update(through_broker(test_gate, {}))
globals().update(through_broker(test_lookup, {}))
globals().update(through_broker(test_person, {}))
globals().update(through_broker(test_consents, {}))
globals().update(through_broker(test_restrictions, {}))
globals().update(through_broker(test_keys, {}))
