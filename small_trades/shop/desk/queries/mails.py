"""The mails of the shop and their words, as the desk sees them. Opens nobody's information."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from small_trades.doors.mail.messages import (
    AlreadyRegistered,
    BackInStock,
    CodeMail,
    DormantAccount,
    EmailChangeNew,
    EmailChangeOld,
    InquiryMail,
    InquiryMailRefused,
    Mail,
    NewsletterConfirm,
    NewsletterIssue,
    NewsletterKnown,
    OrderMail,
    PasskeyMail,
    PasswordChanged,
    PasswordReset,
    SignInNotice,
    StaffMail,
    VerifyEmail,
)
from small_trades.doors.mail.wording import EDITABLE, LANGUAGES, Words, built_in
from small_trades.shop.account.words import MAILS
from small_trades.shop.desk.queries.colleagues import staff_number
from small_trades.shop.pages.mail_words import changed_mails, changes_of, words_for
from small_trades.shop.site.formats import current_language

_GROUPS: Final[tuple[tuple[str | Promise, tuple[type[Mail], ...]], ...]] = (
    (_("Orders"), (OrderMail,)),
    (_("Inquiries"), (InquiryMail, InquiryMailRefused)),
    (_("Newsletter and stock"), (NewsletterConfirm, NewsletterKnown, NewsletterIssue, BackInStock)),
    (
        _("Registration and signing in"),
        (
            VerifyEmail,
            AlreadyRegistered,
            PasswordReset,
            PasswordChanged,
            EmailChangeOld,
            EmailChangeNew,
            SignInNotice,
            DormantAccount,
            CodeMail,
            PasskeyMail,
        ),
    ),
    (_("To those who work here"), (StaffMail,)),
    (_("Personal information"), (Mail,)),
)


@dataclass(frozen=True, slots=True)
class ListedMail:
    """A mail in the list, its subject in the page's language; `own`: the languages it has own words in."""

    kind: str
    title: str
    subject: str
    own: tuple[str, ...]
    changed_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class MailGroup:
    """Mails that belong together."""

    title: str | Promise
    mails: tuple[ListedMail, ...]


@dataclass(frozen=True, slots=True)
class ListedChange:
    """A change to the words of a mail, by a member of staff named by their number."""

    at: dt.datetime
    language: str
    by: str
    is_built_in: bool


def mail_groups() -> tuple[MailGroup, ...]:
    """Every mail, each in the first group that it belongs to."""
    changed, left, groups = changed_mails(), dict(EDITABLE), []
    for title, kinds in _GROUPS:
        names = [name for name, kind in left.items() if issubclass(kind, kinds)]
        groups.append(MailGroup(title, tuple(_listed(name, changed) for name in names)))
        left = {name: kind for name, kind in left.items() if name not in names}
    return tuple(groups)


def mail_title(kind: str) -> str:
    """What a mail is about, in the page's language."""
    return capfirst(str(MAILS[kind]))


def words_now(kind: str) -> dict[str, Words]:
    """The words of a mail as it is sent now, by language."""
    return {
        language: words_for(kind, language) or built_in(EDITABLE[kind], language) for language in LANGUAGES
    }


def own_languages(kind: str) -> tuple[str, ...]:
    """The languages in which a mail has words of its own."""
    return tuple(language for language in LANGUAGES if words_for(kind, language))


def listed_changes(kind: str) -> tuple[ListedChange, ...]:
    """The last changes to a mail, the newest first."""
    return tuple(
        ListedChange(change.at, change.language, staff_number(change.by), change.words is None)
        for change in changes_of(kind)
    )


def _listed(name: str, changed: dict[tuple[str, str], dt.datetime]) -> ListedMail:
    own = tuple(language for language in LANGUAGES if (name, language) in changed)
    language = current_language()
    words = (words_for(name, language) if language in own else None) or built_in(EDITABLE[name], language)
    at = max((changed[name, each] for each in own), default=None)
    return ListedMail(name, mail_title(name), words.subject, own, at)
