"""Other processes of the toy, on the very stores of the test."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.db import connections

ROOT = Path(__file__).resolve().parents[3]
ALIASES = ("default", "keys", "ledger")
PROLOGUE = """
import os, signal, sys
import django
from django.conf import settings
for alias, name in zip(("default", "keys", "ledger"), sys.argv[1:4]):
    settings.DATABASES[alias]["NAME"] = name
settings.PRIVACY["KEK_FILE"] = sys.argv[4]
django.setup()
from small_trades import privacy
TASK = privacy.Actor.system("another process")
"""


def start(code: str, *arguments: str) -> subprocess.Popen[str]:
    """Run code that knows `privacy` and `TASK`; its arguments begin at `sys.argv[5]`."""
    names = [str(connections[alias].settings_dict["NAME"]) for alias in ALIASES]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PRIVACY_TEST_HOME": str(settings.HOME)}
    command = [sys.executable, "-c", PROLOGUE + code, *names, str(settings.PRIVACY["KEK_FILE"]), *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, stderr=pipe, text=True)  # noqa: S603 -- the code is the test's
