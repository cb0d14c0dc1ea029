"""An error as it is kept: its type, and the places in the code it came through. Nothing that it says.

Messages, arguments and local variables are never read, so what a customer typed cannot be in it.
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from traceback import walk_tb
from typing import Final

import small_trades

FRAMES: Final = 40
LONGEST: Final = 160
CAUSES: Final = 5
_ROOT: Final = Path(small_trades.__file__).resolve().parent.parent
_NAME: Final = re.compile(r"[^\w.:<>\-]")
_PACKAGES: Final = re.compile(r"^.*/(?:site|dist)-packages/|^.*/lib/python3\.\d+/")


@dataclass(frozen=True, slots=True)
class Frame:
    """One place in the code: a file without the folders of this machine, its line, and the function."""

    file: str
    line: int
    function: str


@dataclass(frozen=True, slots=True)
class Seen:
    """One error. `fingerprint` is the same for the same way through the code, whatever the lines' numbers.

    `causes`: the types of the errors behind it. `route`: the name of the view, where there was a request.
    """

    kind: str
    causes: tuple[str, ...]
    frames: tuple[Frame, ...]
    route: str

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the types and the ways, as 64 hexadecimal digits."""
        way = [f"{frame.file} {frame.function}" for frame in self.frames]
        return hashlib.sha256("\n".join([self.kind, *self.causes, *way]).encode()).hexdigest()


OVERFLOW: Final = Seen("small_trades.TooManyFaults", (), (), "")
"""Stands for all that were too many to keep one by one."""


def seen(error: BaseException, route: str) -> Seen:
    """The error as it may be kept."""
    found = tuple(
        Frame(_file(frame.f_code.co_filename), line, _named(frame.f_code.co_name))
        for frame, line in walk_tb(error.__traceback__)
    )
    return Seen(_type(error), tuple(_causes(error)), found[-FRAMES:], _named(route))


def _causes(error: BaseException) -> list[str]:
    causes: list[str] = []
    met = {id(error)}
    behind = error.__cause__ or error.__context__
    while behind is not None and id(behind) not in met and len(causes) < CAUSES:
        met.add(id(behind))
        causes.append(_type(behind))
        behind = behind.__cause__ or behind.__context__
    return causes


def _type(error: BaseException) -> str:
    return _named(f"{type(error).__module__}.{type(error).__qualname__}")


def _file(path: str) -> str:
    if path.startswith(f"{_ROOT}/"):
        return path.removeprefix(f"{_ROOT}/")[-LONGEST:]
    shorter = _PACKAGES.sub("", path)
    # Of anything else, such as a script somebody runs, no folder: those are the machine's.
    return (shorter if shorter != path else Path(path).name)[-LONGEST:]


def _named(name: str) -> str:
    return _NAME.sub("_", name)[:LONGEST]
