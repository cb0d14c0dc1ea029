"""Loaded by pytest before the settings: every test process has a data folder of its own, gone at its end.

Two processes of one run must not share one either: each has its own ledger, hence its own witness beside it.
"""

import atexit
import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="small-trades-tests-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["SMALL_TRADES_HOME"] = f"{_folder}/var"
os.environ.setdefault("SMALL_TRADES_MODE", "demo")
