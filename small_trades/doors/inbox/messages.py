"""What the inbox hands over: letters, and the mailbox they wait in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, repr=False)
class LetterFile:
    """What came with a mail besides its words. `content` is None where it was not read to its end."""

    name: str
    content: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Letter:
    """One mail as far as the shop reads it. Nothing in it is proven, least of all its sender.

    `sender` is empty unless exactly one address is named. `named` are the Message-IDs it says it answers.
    `is_automatic`: no person wrote it (RFC 3834, mailing lists, bounces). `may_answer`: its sender's program
    does not ask for silence. `files` are what is not its text. `is_cut`: its text goes on beyond what was
    read.
    """

    message_id: str
    sender: str
    sender_name: str
    subject: str
    text: str
    named: str
    is_automatic: bool
    may_answer: bool
    files: tuple[LetterFile, ...]
    is_cut: bool


class Mailbox(Protocol):
    """The shop's mailbox while its door is open. Every verb raises privacy.DoorError."""

    def waiting(self) -> Iterator[str]:
        """The handles of the letters that wait, oldest first."""

    def read(self, handle: str) -> Letter | None:
        """A letter, left where it is; None where another program has taken it meanwhile."""

    def remove(self, handle: str) -> None:
        """Delete a letter for good."""

    def put_aside(self, handle: str) -> None:
        """Move a letter to the folder for what the shop does not take."""
