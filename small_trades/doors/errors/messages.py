"""What an error service is told: the type of an error and its way through the code. No value of anybody."""

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from small_trades import privacy
from small_trades.policy.declaration import ERROR_SERVICE

__all__ = ["ErrorReport", "LaterError", "Place"]


@dataclass(frozen=True, slots=True)
class Place:
    """One place in the code: a file without folders of the machine, its line, and the function."""

    file: str
    line: int
    function: str


@dataclass(frozen=True, kw_only=True)
class ErrorReport(privacy.Message):
    """One error, as often as it was seen by now. `id`: 32 hexadecimal digits, the same at every attempt.

    `kind` and `causes` are names of classes, `places` the outermost first, `route` the name of a view, and
    `fingerprint` what the service groups by. The words of the error, its arguments and the request are not
    known here.
    """

    recipient: ClassVar[privacy.Recipient] = ERROR_SERVICE

    id: str
    fingerprint: str
    kind: str
    causes: tuple[str, ...]
    places: tuple[Place, ...]
    route: str
    process: str
    version: str
    count: int
    first_at: dt.datetime
    last_at: dt.datetime


class LaterError(privacy.DoorError):
    """The service wants to be left alone for so many seconds."""

    def __init__(self, seconds: int) -> None:
        """What it said in `Retry-After`, or a minute where it said nothing that can be read."""
        super().__init__(f"in {seconds} s", permanent=False)
        self.seconds = seconds
