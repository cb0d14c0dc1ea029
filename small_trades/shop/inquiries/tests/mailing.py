"""People who write to the shop by mail, for tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage

from small_trades.config.doors import DOORS
from small_trades.doors.inbox.driver import InboxDoor
from small_trades.privacy import uuid7
from small_trades.privacy.testing import plant
from tests.imap import Post


@dataclass(frozen=True)
class Writer:
    """Somebody with a mail program; every value is planted."""

    name: str = field(default_factory=lambda: plant("name"))
    email: str = field(default_factory=lambda: plant("email"))
    text: str = field(default_factory=lambda: plant("text"))

    def mail(self, *, subject: str = "Hello", text: str | None = None, **headers: str) -> EmailMessage:
        """What they write; `headers` by their name, with `_` for `-`."""
        mail = EmailMessage()
        mail["From"] = f"{self.name} <{self.email}>"
        mail["To"] = "help@shop.example"
        mail["Subject"] = subject
        mail["Message-ID"] = f"<{uuid7().hex}@mail.example>"
        for name, value in headers.items():
            mail[name.replace("_", "-")] = value
        mail.set_content(self.text if text is None else text)
        return mail

    def planted(self) -> list[str]:
        """What must be found nowhere."""
        return [self.name, self.email, self.text]


@contextmanager
def inbox(post: Post) -> Iterator[None]:
    """The shop reads this mailbox."""
    DOORS["inbox"] = InboxDoor(post.server)
    try:
        yield
    finally:
        del DOORS["inbox"]
