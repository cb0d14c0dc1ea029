"""What a program is told: that something happened, to which order or goods by code. No value of anybody."""

from dataclasses import dataclass, field
from typing import ClassVar

from small_trades import privacy
from small_trades.doors.programs.addresses import Address, BadAddress
from small_trades.policy.declaration import PROGRAMS

__all__ = ["Address", "BadAddress", "ProgramNotice", "TooSlowError"]


@dataclass(frozen=True, kw_only=True)
class ProgramNotice(privacy.Message):
    """One notice. `id` is the same at every attempt; `body` is the JSON that is signed; `at` in seconds."""

    recipient: ClassVar[privacy.Recipient] = PROGRAMS

    id: str
    address: str
    secret: bytes = field(repr=False)
    at: int
    body: str


class TooSlowError(privacy.DoorError):
    """The program took the call and did not answer in time. It may have got the notice."""

    def __init__(self) -> None:
        """Never permanent: it may be faster later."""
        super().__init__("no answer in time", permanent=False)
