"""What the desk wrote for mails, read from the store each time: a change holds at once, in every process."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max

from small_trades.doors.mail.wording import Words
from small_trades.shop.pages.models import MailWords

MOST_CHANGES = 20


@dataclass(frozen=True, slots=True)
class WordsChange:
    """One change: `words` are None where the built-in ones took their place again."""

    language: str
    words: Words | None
    by: UUID
    at: dt.datetime


def words_for(kind: str, language: str) -> Words | None:
    """What was written for a mail by its name, or None where the built-in words hold."""
    found = MailWords.objects.filter(kind=kind, language=language).first()
    return _words_of(found) if found else None


def changed_mails() -> dict[tuple[str, str], dt.datetime]:
    """The mails that have words of their own, by name and language, with the moment of the last change."""
    newest = MailWords.objects.order_by().values("kind", "language").annotate(newest=Max("pk"))
    rows = MailWords.objects.filter(pk__in=newest.values("newest")).exclude(body="")
    return {(row.kind, row.language): row.made_at for row in rows}


def changes_of(kind: str) -> tuple[WordsChange, ...]:
    """The last changes to a mail, the newest first."""
    rows = MailWords.objects.filter(kind=kind)[:MOST_CHANGES]
    return tuple(WordsChange(row.language, _words_of(row), row.made_by, row.made_at) for row in rows)


def _words_of(row: MailWords) -> Words | None:
    return Words(row.subject, row.body) if row.body else None
