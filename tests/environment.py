"""Loaded by pytest before the settings: tests never touch the data folder of the checkout."""

import atexit
import os
import shutil
import tempfile

if "SMALL_TRADES_HOME" not in os.environ:
    _folder = tempfile.mkdtemp(prefix="small-trades-tests-")
    atexit.register(shutil.rmtree, _folder, ignore_errors=True)
    os.environ["SMALL_TRADES_HOME"] = f"{_folder}/var"
os.environ.setdefault("SMALL_TRADES_MODE", "demo")
