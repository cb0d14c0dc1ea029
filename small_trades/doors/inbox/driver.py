"""The inbox over IMAP4rev1 (RFC 3501), with TLS always and certificates verified always.

The standard library's client is enough: the door uses eight commands, and wants the raw bytes of a mail,
which the libraries above it parse in ways of their own.
"""

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from small_trades import privacy
from small_trades.doors.inbox.messages import Letter
from small_trades.doors.inbox.reading import LONGEST_TEXT, UnreadableError, letter
from small_trades.policy.declaration import MAIL_SERVICE

MOST_BYTES: Final = 36 * 1024 * 1024
"""A mail with files: 25 MB of them, as mail writes them. It is in memory while it is read."""
MOST_TEXT: Final = LONGEST_TEXT
"""How much is read of one that is larger. Its text comes first, and its files are not taken."""
TIMEOUT_SECONDS: Final = 20
_SIZE: Final = re.compile(rb"RFC822\.SIZE (\d+)")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Server:
    """Where the inbox is. `starttls`: TLS begins after the greeting. `authority`: a PEM file to trust too."""

    host: str
    port: int
    user: str
    password: str
    folder: str = "INBOX"
    aside: str = "Not taken"
    starttls: bool = False
    authority: Path | None = None


class InboxDoor:
    """Fetches; nothing can be sent through it."""

    name = "inbox"
    recipient = MAIL_SERVICE
    messages: tuple[type[privacy.Message], ...] = ()

    def __init__(self, server: Server) -> None:
        """Read the inbox of this server."""
        self._server = server

    def destinations(self) -> tuple[tuple[str, int], ...]:
        """The IMAP server."""
        return ((self._server.host, self._server.port),)

    def send(self, message: Any, opened: privacy.Opened) -> Any:  # noqa: ARG002 - the door's shape
        """Refuse: the gate lets no message come this far, for the door declares none."""
        raise privacy.DoorError("nothing is sent through the inbox", permanent=True)

    @contextmanager
    def opened(self) -> Iterator["ImapMailbox"]:
        """The mailbox, signed in; signed out at the end. DoorError where that does not go."""
        with _errors():
            client = _connected(self._server)
        try:
            with _errors():
                _sign_in(client, self._server)
            yield ImapMailbox(client, self._server.aside)
        finally:
            with suppress(imaplib.IMAP4.error, OSError):
                client.logout()


class ImapMailbox:
    """A folder of the server. Handles are its UIDs (RFC 3501, 2.3.1.1), good while the door is open."""

    def __init__(self, client: imaplib.IMAP4, aside: str) -> None:
        """Work on the folder that the client has selected."""
        self._client = client
        self._aside = aside
        with _errors():
            # Asked again: most servers can do more for those who have signed in.
            self._abilities = client.capability()[1][0].decode("ascii", "replace").upper().split()

    def waiting(self) -> Iterator[str]:
        """What is there and not marked as deleted."""
        yield from b" ".join(self._do("SEARCH", None, "UNDELETED")).decode("ascii").split()

    def read(self, handle: str) -> Letter | None:
        """The letter; None where it is gone. One that nobody can take apart counts as automatic."""
        most = MOST_BYTES if _size(self._do("FETCH", handle, "(RFC822.SIZE)")) <= MOST_BYTES else MOST_TEXT
        found = self._do("FETCH", handle, f"(RFC822.SIZE BODY.PEEK[]<0.{most}>)")
        raw = next((part[1] for part in found if isinstance(part, tuple)), None)
        if raw is None:
            return None
        try:
            return letter(raw, is_whole=_size(found) <= len(raw))
        except UnreadableError:
            return letter(b"Auto-Submitted: unreadable\r\n\r\n", is_whole=True)

    def remove(self, handle: str) -> None:
        """Mark it and let it go; other letters marked by other programs stay, where the server can tell."""
        self._do("STORE", handle, "+FLAGS.SILENT", r"(\Deleted)")
        if "UIDPLUS" in self._abilities:
            self._do("EXPUNGE", handle)
        else:
            with _errors():
                self._client.expunge()

    def put_aside(self, handle: str) -> None:
        """Move it, making the folder where it is not there yet."""
        folder = _quoted(self._aside)
        with _errors():
            self._client.create(folder)  # answers NO where it exists
        if "MOVE" in self._abilities:
            self._do("MOVE", handle, folder)
        else:
            self._do("COPY", handle, folder)
            self.remove(handle)

    def _do(self, command: str, *arguments: str | None) -> list[Any]:
        with _errors():
            answer, data = self._client.uid(command, *arguments)  # type: ignore[arg-type]  # SEARCH takes None
            if answer != "OK":
                raise privacy.DoorError(f"IMAP {command} {answer}", permanent=False)
        return [part for part in data if part is not None]


def _connected(server: Server) -> imaplib.IMAP4:
    trust = ssl.create_default_context()
    if server.authority is not None:
        trust.load_verify_locations(cafile=server.authority)
    if not server.starttls:
        return imaplib.IMAP4_SSL(server.host, server.port, ssl_context=trust, timeout=TIMEOUT_SECONDS)
    client = imaplib.IMAP4(server.host, server.port, timeout=TIMEOUT_SECONDS)
    try:
        client.starttls(trust)
    except (imaplib.IMAP4.error, OSError):
        with suppress(OSError):
            client.shutdown()
        raise
    return client


def _sign_in(client: imaplib.IMAP4, server: Server) -> None:
    try:
        client.login(server.user, server.password)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error:
        raise privacy.DoorError("the user or the password is refused", permanent=True) from None
    answer, _data = client.select(_quoted(server.folder))
    if answer != "OK":
        raise privacy.DoorError("there is no such folder", permanent=True)


@contextmanager
def _errors() -> Iterator[None]:
    """Errors of network and protocol as DoorError, without the server's words: they may quote mail."""
    try:
        yield
    except (imaplib.IMAP4.error, OSError, ValueError) as error:
        raise privacy.DoorError(
            type(error).__name__, permanent=isinstance(error, ssl.CertificateError)
        ) from None


def _quoted(folder: str) -> str:
    return '"' + folder.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _size(found: list[Any]) -> int:
    for part in found:
        said = _SIZE.search(part[0] if isinstance(part, tuple) else part)
        if said:
            return int(said[1])
    return 0
