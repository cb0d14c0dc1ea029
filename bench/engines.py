"""Where the figures are measured: on SQLite, and on a PostgreSQL of the run's own, each in fresh stores.

`measured("bench.keys", "10000")` runs `python -m bench.keys --here 10000` once for each engine, in a process
and stores of its own, and gives back what each printed as its last line, a JSON document.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.postgres import start

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
ENGINES = (SQLITE, POSTGRESQL)
STORES = ("DATABASE_URL", "KEYS_DATABASE_URL", "LEDGER_DATABASE_URL")


def measured(module: str, *arguments: str) -> Iterator[tuple[str, Any]]:
    """The name of each engine, and what the module measured there."""
    for engine in ENGINES:
        with stores(engine) as environment:
            done = subprocess.run(
                [sys.executable, "-m", module, "--here", *arguments],
                env=environment,
                check=True,
                stdout=subprocess.PIPE,
                text=True,
            )
        yield engine, json.loads(done.stdout.splitlines()[-1])


@contextmanager
def stores(engine: str) -> Iterator[dict[str, str]]:
    """An environment with three empty stores; PostgreSQL syncs to disk as in production."""
    with tempfile.TemporaryDirectory(prefix="small-trades-bench-") as folder:
        environment = {
            **os.environ,
            **dict.fromkeys(STORES, ""),
            "DJANGO_SETTINGS_MODULE": "small_trades.config.settings",
            "SMALL_TRADES_MODE": "demo",
            "SMALL_TRADES_HOME": f"{folder}/var",
        }
        if engine == SQLITE:
            yield environment
            return
        server = start(Path(folder) / "postgres", is_durable=True)
        try:
            urls = {variable: server.url(variable.partition("_")[0].lower()) for variable in STORES}
            yield {**environment, **urls}
        finally:
            server.stop()


def start_django() -> None:
    """In the measuring process: the shop's settings, and its tables in the fresh stores."""
    from small_trades.config.commands import setup  # noqa: PLC0415 - needs the environment

    setup.start_django()
    setup.migrate()
