"""Everything that must hold, in parts: the fast ones first, a line for each, an end at the first that fails.

`--fast` stops before PostgreSQL and the browser (`make check`). Runs inside `.venv`.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
sys.path.insert(0, str(ROOT))

ENGINE = ["-c", "small_trades/privacy/tests/pytest.ini", "small_trades/privacy"]
SHOP = ["small_trades", "tests", "--ignore=small_trades/privacy", "--ignore=tests/browser"]
BROWSER = ["tests/browser"]


@dataclass(frozen=True)
class Part:
    """One command, what it shows, and the environment it needs beyond the common one."""

    title: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)


def pytest(*arguments: str, workers: int = 2) -> list[str]:
    """A pytest command under coverage; a part of its own data file for each process."""
    parallel = ["-n", str(workers)] if workers > 1 else []
    return [str(BIN / "coverage"), "run", "--parallel-mode", "-m", "pytest", "-q", *parallel, *arguments]


def fast_parts() -> list[Part]:
    """Lint, types, contracts, start-up checks, and the tests on SQLite."""
    return [
        Part("lint", [str(BIN / "ruff"), "check", "--quiet", "."]),
        Part("format", [str(BIN / "ruff"), "format", "--check", "--quiet", "."]),
        Part("texts", [str(BIN / "small-trades"), "messages"]),
        Part("types", [str(BIN / "mypy")]),
        Part("import contracts", [str(BIN / "lint-imports"), "--no-cache"]),
        Part("start-up checks", [str(BIN / "small-trades"), "check"]),
        Part("engine alone, SQLite", pytest(*ENGINE, workers=1)),
        Part("shop and promises, SQLite", pytest(*SHOP)),
    ]


def slow_parts(postgres: dict[str, str]) -> list[Part]:
    """The same on PostgreSQL, then real browsers against a real shop on both."""
    return [
        Part("engine alone, PostgreSQL", pytest(*ENGINE, workers=1), postgres),
        Part("shop and promises, PostgreSQL", pytest(*SHOP), postgres),
        Part("journeys in a browser and canary scan", pytest(*BROWSER, workers=1)),
        Part("coverage", [str(BIN / "coverage"), "combine", "--quiet"]),
        Part("coverage report", [str(BIN / "coverage"), "report", "--skip-covered", "--sort=cover"]),
    ]


def run(parts: list[Part], common: dict[str, str]) -> None:
    """Run the parts in order; the first failure ends everything with its code."""
    for part in parts:
        started = time.monotonic()
        say(f"── {part.title} …")
        done = subprocess.run(
            part.command, cwd=ROOT, env={**common, **part.environment}, stdin=subprocess.DEVNULL, check=False
        )
        outcome = "ok" if done.returncode == 0 else "FAILED"
        say(f"── {part.title}: {outcome} ({time.monotonic() - started:.1f} s)")
        if done.returncode:
            raise SystemExit(done.returncode)


@contextmanager
def postgresql() -> Iterator[dict[str, str]]:
    """A PostgreSQL server of our own, for as long as it is needed; the names of its three databases."""
    from tests.postgres import start  # noqa: PLC0415 - only the slow part needs it

    folder = Path(tempfile.mkdtemp(prefix="small-trades-postgres-"))
    server = start(folder)
    try:
        names = {"DATABASE_URL": "shop", "KEYS_DATABASE_URL": "keys", "LEDGER_DATABASE_URL": "ledger"}
        yield {variable: server.url(name) for variable, name in names.items()}
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def say(line: str) -> None:
    """One line of progress, at once even into a pipe."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    """All parts, or the fast ones."""
    fast_only = "--fast" in sys.argv[1:]
    for old in ROOT.glob(".coverage*"):
        old.unlink()
    home = Path(tempfile.mkdtemp(prefix="small-trades-test-"))
    common = {**os.environ, "SMALL_TRADES_HOME": str(home / "var"), "SMALL_TRADES_MODE": "demo"}
    started = time.monotonic()
    try:
        run(fast_parts(), common)
        if not fast_only:
            from tools.chromium import find_or_install  # noqa: PLC0415 - only the slow part needs it

            common["SMALL_TRADES_CHROMIUM"] = find_or_install(say)
            with postgresql() as names:
                run(slow_parts(names), common)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    say(f"── everything holds ({(time.monotonic() - started) / 60:.1f} min)")


if __name__ == "__main__":
    main()
