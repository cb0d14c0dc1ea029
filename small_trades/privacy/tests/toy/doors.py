"""Two doors that keep what they are given: one only sends, one also takes in."""

from __future__ import annotations

import hmac
import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from small_trades.privacy import DoorError, Message, Recipient, Unverified
from small_trades.privacy.tests.toy.policy import COURT, NEIGHBOUR, OVERSEAS, POST, PRINTER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from small_trades.privacy import Opened, Sealed
    from small_trades.privacy.tests.toy.groups import EmailAddress, Letter, PersonName

SHARED_SECRET = b"what the post and the library both know, and nobody else"


@dataclass(frozen=True)
class Reminder(Message):
    """A loan is due."""

    recipient: ClassVar[Recipient] = POST

    to: Sealed[EmailAddress]
    names: tuple[Sealed[PersonName], ...]
    title: str


@dataclass(frozen=True)
class Print(Message):
    """A letter to be printed, and by mistake sometimes a name with it."""

    recipient: ClassVar[Recipient] = PRINTER

    letter: Sealed[Letter] | Sealed[PersonName]


@dataclass(frozen=True)
class Stranger(Message):
    """Known to no door."""

    recipient: ClassVar[Recipient] = POST


@dataclass(frozen=True)
class Passed(Message):
    """A name for the next library, or word that what it has is to be forgotten."""

    recipient: ClassVar[Recipient] = NEIGHBOUR

    name: Sealed[PersonName] | None


@dataclass(frozen=True)
class PassedOverseas(Message):
    """A name for the library overseas."""

    recipient: ClassVar[Recipient] = OVERSEAS

    name: Sealed[PersonName]


@dataclass(frozen=True)
class Ordered(Message):
    """What a court ordered."""

    recipient: ClassVar[Recipient] = COURT

    name: Sealed[PersonName]


@dataclass
class ShelfDoor:
    """Keeps what it is given, for whichever recipient."""

    name: str
    recipient: Recipient
    messages: tuple[type[Message], ...]
    given: list[str] = field(default_factory=list)

    def destinations(self) -> tuple[tuple[str, int], ...]:
        return ()

    def send(self, message: Any, opened: Opened) -> None:
        self.given.append("" if message.name is None else opened(message.name).family)


@dataclass(frozen=True, slots=True)
class Delivered:
    event_id: str


@dataclass
class PostDoor:
    """Sends a reminder by keeping its text; fails on demand."""

    name: str = "post"
    recipient: Recipient = POST
    messages: tuple[type[Message], ...] = (Reminder,)
    sent: list[str] = field(default_factory=list)
    failure: DoorError | None = None
    opener: Opened | None = None
    letters: list[str] = field(default_factory=list)

    def destinations(self) -> tuple[tuple[str, int], ...]:
        return (("post.example", 443),)

    def send(self, message: Any, opened: Opened) -> str:
        self.opener = opened
        if self.failure is not None:
            raise self.failure
        names = " ".join(opened(name).family for name in message.names)
        self.sent.append(f"{opened(message.to).address} {names} {message.title}")
        return f"receipt {len(self.sent)}"

    @contextmanager
    def opened(self) -> Iterator[list[str]]:
        if self.failure is not None:
            raise self.failure
        yield self.letters

    def verify(self, headers: Mapping[str, str], body: bytes) -> Delivered:
        expected = hmac.digest(SHARED_SECRET, body, "sha256").hex()
        if not hmac.compare_digest(headers.get("signature", ""), expected):
            raise Unverified("post")
        return Delivered(json.loads(body)["id"])


@dataclass
class PrinterDoor:
    """Prints. Takes nothing in."""

    name: str = "printer"
    recipient: Recipient = PRINTER
    messages: tuple[type[Message], ...] = (Print,)
    printed: list[str] = field(default_factory=list)

    def destinations(self) -> tuple[tuple[str, int], ...]:
        return ()

    def send(self, message: Any, opened: Opened) -> None:
        self.printed.append(str(opened(message.letter)))


POST_DOOR = PostDoor()
PRINTER_DOOR = PrinterDoor()
NEIGHBOUR_DOOR = ShelfDoor("neighbour", NEIGHBOUR, (Passed,))
OVERSEAS_DOOR = ShelfDoor("overseas", OVERSEAS, (PassedOverseas,))
COURT_DOOR = ShelfDoor("court", COURT, (Ordered,))
DOORS = {
    "post": POST_DOOR,
    "printer": PRINTER_DOOR,
    "neighbour": NEIGHBOUR_DOOR,
    "overseas": OVERSEAS_DOOR,
    "court": COURT_DOOR,
}
