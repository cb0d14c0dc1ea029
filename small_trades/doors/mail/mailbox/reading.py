"""Mails in the mailbox folder, newest first."""

import datetime as dt
import email
import email.policy
import re
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final

from django.conf import settings

if TYPE_CHECKING:
    from pathlib import Path

_NAME: Final = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True, repr=False)
class Letter:
    """One mail."""

    name: str
    sender: str
    to: str
    subject: str
    sent_at: dt.datetime
    language: str
    body: str


def letters() -> tuple[Letter, ...]:
    """Every mail of the demonstration, newest first."""
    folder: Path = settings.SMALL_TRADES.mailbox
    names = sorted((path.stem for path in folder.glob("*.eml") if _NAME.fullmatch(path.stem)), reverse=True)
    found = (letter(name) for name in names)
    return tuple(mail for mail in found if mail is not None)


def letter(name: str) -> Letter | None:
    """One mail by the name of its file, or None."""
    content = source(name)
    if content is None:
        return None
    message = email.message_from_bytes(content, _class=EmailMessage, policy=email.policy.default)
    body = message.get_body(preferencelist=("plain",))
    return Letter(
        name=name,
        sender=str(message["From"]),
        to=str(message["To"]),
        subject=str(message["Subject"]).strip(),
        sent_at=parsedate_to_datetime(str(message["Date"])),
        language=str(message["Content-Language"] or ""),
        body=str(body.get_content()) if body is not None else "",
    )


def source(name: str) -> bytes | None:
    """The bytes of a mail, or None; only names the mail door makes are looked for."""
    if not _NAME.fullmatch(name):
        return None
    path: Path = settings.SMALL_TRADES.mailbox / f"{name}.eml"
    return path.read_bytes() if path.is_file() else None
