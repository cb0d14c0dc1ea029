"""The mail door: writes a message out and sends it, or puts it into the demonstration's mailbox."""

import datetime as dt
import logging
import os
import smtplib
import socket
import ssl
import uuid
from collections.abc import Callable
from dataclasses import dataclass, fields
from email.utils import format_datetime, formataddr, parseaddr
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final
from urllib.parse import quote, unquote, urlsplit

import jinja2
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import BadHeaderError
from django.utils.encoding import force_bytes

from small_trades import privacy
from small_trades.doors.mail import refusals
from small_trades.doors.mail.filling import UnfitWordsError, fill
from small_trades.doors.mail.messages import MAILS, InquiryMail, Mail, NewsletterIssue, OrderMail
from small_trades.doors.mail.rendering import Written, write
from small_trades.doors.mail.wording import Words
from small_trades.policy.declaration import MAIL_SERVICE

logger = logging.getLogger(__name__)
SMTP_PORTS: Final = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
TIMEOUT_SECONDS: Final = 20


@dataclass(frozen=True, slots=True, repr=False)
class Server:
    """A mail server as MAIL_URL names it: `smtp://`, `smtp+tls://` (STARTTLS) or `smtps://user:password@host:port`."""

    scheme: str
    host: str
    port: int
    user: str
    password: str

    @classmethod
    def of(cls, url: str) -> "Server":
        """Read MAIL_URL. Raises ValueError for one that names no server."""
        parts = urlsplit(url)
        if parts.scheme not in SMTP_PORTS or not parts.hostname:
            raise ValueError(
                "MAIL_URL must look like smtp://host, smtp+tls://user:password@host or smtps://…"
            )
        return cls(
            scheme=parts.scheme,
            host=parts.hostname,
            port=parts.port or SMTP_PORTS[parts.scheme],
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
        )


class MailDoor:
    """Sends declared mails, one person each. Order mails carry the ledger's latest checkpoint."""

    name = "mail"
    recipient = MAIL_SERVICE
    messages: tuple[type[privacy.Message], ...] = MAILS

    def __init__(
        self,
        *,
        sender: str,
        mailbox: Path,
        mail_url: str,
        checkpoint: Callable[[], str],
        words: Callable[[str, str], Words | None],
    ) -> None:
        """Send as `sender`: over the server of `mail_url`, or into the folder `mailbox` where it is empty.

        `sender` is an address, shown with the name of the shop in the language of the mail; or, as
        `Name <address>`, with that name in every language. `words` answers what the desk wrote for a mail, by
        its name and a language; None: nothing of its own.
        """
        self._name, self._sender = parseaddr(sender)
        self._mailbox = mailbox
        self._server = Server.of(mail_url) if mail_url else None
        self._checkpoint = checkpoint
        self._words = words

    def destinations(self) -> tuple[tuple[str, int], ...]:
        """The mail server; nobody where mail stays in the mailbox."""
        return ((self._server.host, self._server.port),) if self._server else ()

    def send(self, message: Mail, opened: privacy.Opened) -> str:
        """Send one mail; answers its Message-ID. DoorError where it did not leave."""
        mail = self._written(message, opened)
        if self._server is None:
            self._keep(mail)
        else:
            _deliver(mail, self._server)
        return str(mail.extra_headers["Message-ID"])

    def _written(self, message: Mail, opened: privacy.Opened) -> EmailMessage:
        values = {entry.name: _open(getattr(message, entry.name), opened) for entry in fields(message)}
        checkpoint = self._checkpoint() if isinstance(message, OrderMail) else ""
        text = self._text(type(message), message.language, SimpleNamespace(**values), checkpoint)
        return EmailMessage(
            text.subject,
            text.body,
            formataddr((self._name or message.shop_name, self._sender)),
            [values["to"].address],
            headers={
                "Message-ID": f"<{_number(message)}@{self._sender.rpartition('@')[2]}>",
                "Date": format_datetime(dt.datetime.now(tz=dt.UTC)),
                "Content-Language": message.language,
                "Auto-Submitted": "auto-generated",
                **_stop_headers(message),
                **_reply_headers(message),
            },
        )

    def _text(self, kind: type[Mail], language: str, mail: SimpleNamespace, checkpoint: str) -> Written:
        """In the words of the desk; in the built-in ones where there are none, or where they do not fit."""
        words = self._words(kind.__name__, language)
        try:
            if words is not None:
                return fill(kind, language, mail, checkpoint=checkpoint, words=words)
        except UnfitWordsError:
            logger.error("Words of %s (%s) do not fit; the built-in ones are sent", kind.__name__, language)  # noqa: TRY400 - a traceback could hold values
        try:
            return write(kind, language, mail, checkpoint=checkpoint)
        except jinja2.TemplateError:
            # From here on the error could hold what the template was filled with.
            raise privacy.DoorError(f"template of {kind.__name__}", permanent=True) from None

    def _keep(self, mail: EmailMessage) -> None:
        content = _bytes(mail)
        self._mailbox.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Time first in the name, so that the folder lists as it was written.
        name = privacy.uuid7().hex
        made = self._mailbox / f".{name}"
        descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        made.rename(self._mailbox / f"{name}.eml")


def _open(value: Any, opened: privacy.Opened) -> Any:
    return opened(value) if isinstance(value, privacy.Sealed) else value


def _number(message: Mail) -> str:
    """A random number; about an inquiry after its code, by which mail programs name what they answer."""
    number = uuid.uuid4().hex
    return f"{message.code}.{number}" if isinstance(message, InquiryMail) else number


def _reply_headers(message: Mail) -> dict[str, str]:
    return {"Reply-To": message.reply_to} if isinstance(message, InquiryMail) and message.reply_to else {}


def _stop_headers(message: Mail) -> dict[str, str]:
    """The button by which mail programs stop a newsletter: RFC 2369, 3.2 and RFC 8058, 3.1."""
    if not isinstance(message, NewsletterIssue):
        return {}
    by_mail = f"mailto:{quote(message.stop_address, safe='@')}?subject=unsubscribe"
    return {
        "List-Unsubscribe": f"<{message.stop_url}>, <{by_mail}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _bytes(mail: EmailMessage) -> bytes:
    try:
        content: bytes = mail.message().as_bytes(linesep="\r\n")
    except (BadHeaderError, UnicodeError):
        raise privacy.DoorError("an address that cannot stand in a header", permanent=True) from None
    return content


def _deliver(mail: EmailMessage, server: Server) -> None:
    _bytes(mail)
    backend = EmailBackend(
        host=server.host,
        port=server.port,
        username=server.user,
        password=server.password,
        use_tls=server.scheme == "smtp+tls",
        use_ssl=server.scheme == "smtps",
        timeout=TIMEOUT_SECONDS,
    )
    try:
        backend.send_messages([mail])
    except smtplib.SMTPRecipientsRefused as error:
        raise refusals.of_address(list(error.recipients.values())) from None
    except smtplib.SMTPDataError as error:
        raise refusals.of_mail(error.smtp_code, force_bytes(error.smtp_error)) from None
    except smtplib.SMTPResponseException as error:
        raise refusals.of_shop(error.smtp_code) from None
    except (smtplib.SMTPException, ssl.SSLError, socket.gaierror, OSError) as error:
        raise privacy.DoorError(type(error).__name__, permanent=False) from None
