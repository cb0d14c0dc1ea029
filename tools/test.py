"""Everything that must hold, in parts: the fast ones first, a line for each, an end at the first that fails.

`--fast` stops before PostgreSQL and the browser (`make check`). Runs inside `.venv`.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
sys.path.insert(0, str(ROOT))

ENGINE = ["-c", "small_trades/privacy/tests/pytest.ini", "small_trades/privacy"]
SHOP = ["small_trades", "tests", "--ignore=small_trades/privacy", "--ignore=tests/browser"]
STORES = ["tests/privacy"]
BUT_STORES = ["--ignore=tests/privacy"]
BROWSER = ["tests/browser"]
# What is bought at random is bought in full on PostgreSQL, where nothing is measured at the same time.
FEWER_CARTS = {"RANDOM_CARTS": "400", "SAME_FIGURES_CARTS": "30"}
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder in it, which mkdtemp makes for us alone
ROOMY = 4 * 1024**3


@dataclass(frozen=True)
class Part:
    """One command, what it shows, and the environment it needs beyond the common one."""

    title: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)


def pytest(*arguments: str, workers: int = 2, measured: bool = True) -> list[str]:
    """A pytest command, under coverage where it is `measured`: a data file for each process."""
    parallel = ["-n", str(workers), "--dist", "worksteal"] if workers > 1 else []
    runner = [str(BIN / "coverage"), "run", "--parallel-mode"] if measured else [str(BIN / "python")]
    return [*runner, "-m", "pytest", "-q", *parallel, *arguments]


def fast_parts() -> list[tuple[Part, ...]]:
    """Lint, contracts, start-up checks, types, tests on SQLite. Those of one tuple run side by side."""
    return [
        (Part("lint", [str(BIN / "ruff"), "check", "--quiet", "."]),),
        (Part("format", [str(BIN / "ruff"), "format", "--check", "--quiet", "."]),),
        (Part("texts", [str(BIN / "small-trades"), "messages"]),),
        (Part("import contracts", [str(BIN / "lint-imports"), "--no-cache"]),),
        (Part("start-up checks", [str(BIN / "small-trades"), "check"]),),
        # Two that take a minute of one processor each.
        (Part("types", [str(BIN / "mypy")]), Part("engine alone, SQLite", pytest(*ENGINE, workers=1))),
        (Part("shop and promises, SQLite", pytest(*SHOP), FEWER_CARTS),),
    ]


def slow_parts(postgres: dict[str, str]) -> list[tuple[Part, ...]]:
    """The same on PostgreSQL, then real browsers against a real shop on both.

    Coverage is that of everything on SQLite, of the engine and the work on whole stores on both, and of the
    shops that browsers visit. The rest of the shop has few lines for PostgreSQL alone: they do not count, and
    its tests there take a third less.
    """
    return [
        (Part("engine alone, PostgreSQL", pytest(*ENGINE), postgres),),
        (Part("backups, restores and ledger, PostgreSQL", pytest(*STORES), postgres),),
        # A browser waits for its shop and the shop for its browser: the other part works meanwhile.
        (
            Part("journeys in a browser and canary scan", pytest(*BROWSER, workers=1)),
            Part("shop and promises, PostgreSQL", pytest(*SHOP, *BUT_STORES, measured=False), postgres),
        ),
        (Part("coverage", [str(BIN / "coverage"), "combine", "--quiet"]),),
        (Part("coverage report", [str(BIN / "coverage"), "report", "--skip-covered", "--sort=cover"]),),
    ]


def run(stages: list[tuple[Part, ...]], common: dict[str, str]) -> None:
    """Run the stages in order; the first with a failure ends everything with its code."""
    for parts in stages:
        one = partial(run_part, common=common, is_alone=len(parts) == 1)
        with ThreadPoolExecutor(len(parts)) as pool:
            codes = [*pool.map(one, parts)]
        if any(codes):
            raise SystemExit(max(codes, key=abs))


def run_part(part: Part, common: dict[str, str], *, is_alone: bool) -> int:
    """Run one part; the exit code. What it prints is shown at once, or at its end where others run too."""
    started = time.monotonic()
    say(f"── {part.title} …")
    done = subprocess.run(
        part.command,
        cwd=ROOT,
        env={**common, **part.environment},
        stdin=subprocess.DEVNULL,
        stdout=None if is_alone else subprocess.PIPE,
        stderr=None if is_alone else subprocess.STDOUT,
        text=True,
        check=False,
    )
    outcome = "ok" if done.returncode == 0 else "FAILED"
    say(f"{done.stdout or ''}── {part.title}: {outcome} ({time.monotonic() - started:.1f} s)")
    return done.returncode


@contextmanager
def place_to_work() -> Iterator[Path]:
    """A folder for everything the parts write, gone at the end: in memory, where there is plenty of it.

    Most of what a test waits for is the disk, because the shop syncs every row of the ledger. A process that
    is killed loses nothing of what it wrote to memory: what tests show of durability, they show there too.
    """
    memory = MEMORY if MEMORY.is_dir() and min(free(MEMORY), available()) >= ROOMY else None
    home = Path(tempfile.mkdtemp(prefix="st-", dir=memory))
    home.chmod(0o711)  # PostgreSQL, which refuses to run as root, has its folder below
    tempfile.tempdir = str(home)
    try:
        yield home
    finally:
        tempfile.tempdir = None
        shutil.rmtree(home, ignore_errors=True)


def free(folder: Path) -> int:
    """Bytes that can be written to the folder."""
    return shutil.disk_usage(folder).free


def available() -> int:
    """Bytes of memory that nothing needs; 0 where the system does not say."""
    try:
        told = Path("/proc/meminfo").read_text(encoding="ascii")
    except OSError:
        return 0
    found = re.search(r"^MemAvailable: +(\d+) kB$", told, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


@contextmanager
def postgresql(folder: Path) -> Iterator[dict[str, str]]:
    """A PostgreSQL server of our own, for as long as it is needed; the names of its three databases."""
    from tests.postgres import start  # noqa: PLC0415 - only the slow part needs it

    server = start(folder)
    try:
        names = {"DATABASE_URL": "shop", "KEYS_DATABASE_URL": "keys", "LEDGER_DATABASE_URL": "ledger"}
        yield {variable: server.url(name) for variable, name in names.items()}
    finally:
        server.stop()


def say(line: str) -> None:
    """One line of progress, at once even into a pipe."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    """All parts, or the fast ones."""
    fast_only = "--fast" in sys.argv[1:]
    for old in ROOT.glob(".coverage*"):
        old.unlink()
    started = time.monotonic()
    with place_to_work() as home:
        folders = {"TMPDIR": str(home), "SMALL_TRADES_HOME": str(home / "var")}
        common = {**os.environ, **folders, "SMALL_TRADES_MODE": "demo"}
        run(fast_parts(), common)
        if not fast_only:
            from tools.chromium import find_or_install  # noqa: PLC0415 - only the slow part needs it

            common["SMALL_TRADES_CHROMIUM"] = find_or_install(say)
            with postgresql(home / "postgresql") as names:
                run(slow_parts(names), common)
    say(f"── everything holds ({(time.monotonic() - started) / 60:.1f} min)")


if __name__ == "__main__":
    main()
