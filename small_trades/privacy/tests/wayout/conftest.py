"""A process of its own for each story: an audit hook cannot be taken away again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.db import connections
from small_trades.privacy.tests.ledger.stores import Store, empty_store, store

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Store", "empty_store", "store"]

PROLOGUE = "from small_trades.privacy.tests.wayout.behind import *\n"


@pytest.fixture
def shut(store: Store) -> Callable[[str], dict[str, Any]]:
    """Run code behind the hook, on this test's ledger; what it put into `answers`, and the ledger's rows."""
    facts = {
        "PRIVACY_TEST_HOME": str(store.home),
        "STORE_NAME": str(connections["ledger"].settings_dict["NAME"]),
        "SIGNING_KEY_FILE": str(settings.PRIVACY["LEDGER_SIGNING_KEY_FILE"]),
        "WITNESS_FILE": str(settings.PRIVACY["LEDGER_WITNESS_FILE"]),
        "DJANGO_SETTINGS_MODULE": "small_trades.privacy.tests.settings",
        "PYTHONPATH": str(Path(__file__).parents[4]),
    }

    def run(code: str) -> dict[str, Any]:
        done = subprocess.run(  # noqa: S603 -- the code is the test's
            [sys.executable, "-X", "dev", "-c", f"{PROLOGUE}{code}\nfinish()"],
            env={**os.environ, **facts},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr
        answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return answer

    return run
