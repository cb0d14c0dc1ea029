"""A real broker for tests, and tests of the engine made to go through it."""

from __future__ import annotations

import inspect
import os
from contextlib import contextmanager
from types import FunctionType
from typing import TYPE_CHECKING, Any

import pytest

from small_trades.privacy.tests.processes import start

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Collection, Iterator
    from pathlib import Path
    from types import ModuleType

BROKER = """
from pathlib import Path
from django.db import connections
# What the apps hold is not there for a broker: whoever touches it fails.
connections.databases["default"]["NAME"] = str(Path(sys.argv[5]).with_name("none") / "none")
import small_trades.privacy.tests.test_lookup  # the look-ups it declares
from small_trades.privacy._broker import VERBS
from small_trades.privacy._broker.server import serve_broker
from small_trades.privacy._consents.writing import forget_cached
from small_trades.privacy._keys import epochs
# The tests empty the key store, which no shop does while its broker runs.
VERBS["forget"] = lambda: (forget_cached(), epochs._load.cache_clear()) and None
serve_broker(Path(sys.argv[5]), uids={int(sys.argv[6])}, when_ready=lambda: print("ready", flush=True))
"""


_begun: list[subprocess.Popen[str]] = []


def begin(path: Path, *, uid: int | None = None, set_up: str = "") -> subprocess.Popen[str]:
    """A broker that listens when this returns, for processes of one user: our own, where none is given."""
    process = start(set_up + BROKER, str(path), str(os.getuid() if uid is None else uid))
    _begun.append(process)
    assert process.stdout is not None
    if process.stdout.readline() != "ready\n":
        raise AssertionError(process.communicate()[1])
    return process


@contextmanager
def none_left() -> Iterator[None]:
    """A test that fails half-way leaves no broker of its own behind."""
    before = len(_begun)
    yield
    for process in _begun[before:]:
        process.kill()
        process.wait()
    del _begun[before:]


def end(process: subprocess.Popen[str]) -> str:
    """Ask it to end; what it wrote to its log."""
    process.terminate()
    return process.communicate(timeout=20)[1]


@contextmanager
def broker(path: Path, *, uid: int | None = None, set_up: str = "") -> Iterator[subprocess.Popen[str]]:
    process = begin(path, uid=uid, set_up=set_up)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def through_broker(module: ModuleType, near: Collection[str]) -> dict[str, Any]:
    """The tests and fixtures of a module, but those named."""
    found: dict[str, Any] = {}
    word = module.__name__.rpartition("test_")[2]
    for name, entry in vars(module).items():
        if inspect.isfunction(entry) and name.startswith("test_"):
            if name not in near:
                found[f"test_{word}__{name.removeprefix('test_')}"] = _committed(entry)
        elif type(entry).__name__ == "FixtureFunctionDefinition" and entry.__module__ == module.__name__:
            found[name] = entry
    unknown = set(near) - vars(module).keys()
    if unknown:
        raise AssertionError(f"{module.__name__} has no {', '.join(sorted(unknown))}")
    return found


def _committed(test: FunctionType) -> FunctionType:
    copy = FunctionType(test.__code__, test.__globals__, test.__name__, test.__defaults__, test.__closure__)
    copy.__kwdefaults__ = test.__kwdefaults__
    copy.__annotations__ = test.__annotations__
    own = test.__globals__.get("pytestmark", ())
    of_module = [getattr(mark, "mark", mark) for mark in (own if isinstance(own, list | tuple) else [own])]
    marks = [mark for mark in (*of_module, *getattr(test, "pytestmark", ())) if mark.name != "django_db"]
    # Committed, so that both processes see the same: nothing of a test is in a transaction of its own.
    real = pytest.mark.django_db(databases=["default", "keys"], transaction=True).mark
    copy.pytestmark = [*marks, real]  # type: ignore[attr-defined] # where pytest looks
    return copy
