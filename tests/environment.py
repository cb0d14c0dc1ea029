"""Loaded by pytest before the settings: every test process has a data folder of its own, gone at its end.

Two processes of one run must not share one either: each has its own ledger, hence its own witness beside it.
"""

import atexit
import json
import os
import shutil
import tempfile
from pathlib import Path

_folder = tempfile.mkdtemp(prefix="small-trades-tests-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["SMALL_TRADES_HOME"] = f"{_folder}/var"
os.environ.setdefault("SMALL_TRADES_MODE", "demo")


def _drop_prepared(folder: Path) -> None:
    """The databases on a server; the folder goes with the rest."""
    if (folder / "urls.json").exists():
        from tests.stores import Stores  # noqa: PLC0415 - at the end, when it was used

        Stores(folder / "var", json.loads((folder / "urls.json").read_text(encoding="utf-8"))).drop()


# The processes that this one starts inherit it: stores are prepared once for all of a run.
if "PREPARED_STORES" not in os.environ:
    os.environ["PREPARED_STORES"] = f"{_folder}/prepared"
    atexit.register(_drop_prepared, Path(_folder) / "prepared")
