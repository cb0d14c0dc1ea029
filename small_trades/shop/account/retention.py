"""What an account leaves behind: registrations nobody confirmed or used, links, wishes, sign-ins, counts."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from small_trades import privacy
from small_trades.policy.declaration import ACCOUNT_RETENTION, SECURITY_RETENTION
from small_trades.shop.account import dormancy, throttles
from small_trades.shop.account.actions import dormant, forget
from small_trades.shop.account.actions.links import LIFETIMES
from small_trades.shop.account.models import (
    Customer,
    EmailChange,
    MailedCode,
    PasskeyChallenge,
    SignInRecord,
    Throttle,
    TokenKind,
    VerificationToken,
)

Due = privacy.retention.Due
Clock = privacy.retention.Clock
UNCONFIRMED: Final = LIFETIMES[TokenKind.VERIFY]
SIGN_INS: Final = timedelta(days=SECURITY_RETENTION.days or 0)
AT_ONCE: Final = timedelta()


def _of(rows: QuerySet[Any], subject: UUID | None) -> QuerySet[Any]:
    return rows if subject is None else rows.filter(subject=subject)


def _unconfirmed(until: datetime, subject: UUID | None) -> Iterator[Due]:
    rows = _of(Customer.objects.filter(verified_at__isnull=True), subject)
    return privacy.retention.rows_due(rows, at="registered_at", kept=UNCONFIRMED, until=until)


def _changes(until: datetime, subject: UUID | None) -> Iterator[Due]:
    rows = _of(EmailChange.objects.all(), subject)
    return privacy.retention.rows_due(rows, at="expires_at", kept=AT_ONCE, until=until)


def _sign_ins(until: datetime, subject: UUID | None) -> Iterator[Due]:
    rows = _of(SignInRecord.objects.all(), subject)
    return privacy.retention.rows_due(rows, at="at", kept=SIGN_INS, until=until)


def _links(until: datetime, subject: UUID | None) -> Iterator[Due]:
    """One-time links hold hashes of random bits: they are counted for nobody."""
    if subject is None:
        yield from privacy.retention.rows_due(
            VerificationToken.objects.all(), at="expires_at", kept=AT_ONCE, until=until, subject=None
        )


def _codes(until: datetime, subject: UUID | None) -> Iterator[Due]:
    rows = _of(MailedCode.objects.all(), subject)
    return privacy.retention.rows_due(rows, at="expires_at", kept=AT_ONCE, until=until)


def _challenges(until: datetime, subject: UUID | None) -> Iterator[Due]:
    """Random bytes that were to be signed: nobody's."""
    if subject is None:
        yield from privacy.retention.rows_due(
            PasskeyChallenge.objects.all(), at="expires_at", kept=AT_ONCE, until=until, subject=None
        )


def _counts(until: datetime, subject: UUID | None) -> Iterator[Due]:
    if subject is None:
        yield from privacy.retention.rows_due(
            Throttle.objects.all(), at="until", kept=AT_ONCE, until=until, subject=None
        )


def _tell_dormant(due: Due, until: datetime) -> bool:
    return dormant.begin_notice(due.record, until=until)


def _erase_dormant(due: Due, until: datetime) -> bool:
    return dormant.erase_dormant(due.record, until=until)


def _forget_unconfirmed(due: Due, until: datetime) -> bool:
    return forget.forget_registration(due.record, since=until - UNCONFIRMED)


def _forget_change(due: Due, until: datetime) -> bool:
    return forget.forget_email_change(due.record, until=until)


def _forget_sign_in(due: Due, until: datetime) -> bool:
    return forget.forget_sign_in(due.record, since=until - SIGN_INS)


def _forget_links(page: Sequence[Due], until: datetime) -> int:
    return forget.forget_links([due.record for due in page], until=until)


def _forget_code(due: Due, until: datetime) -> bool:
    return forget.forget_code(due.record, until=until)


def _forget_challenges(page: Sequence[Due], until: datetime) -> int:
    return forget.forget_challenges([due.record for due in page], until=until)


def _forget_counts(page: Sequence[Due], until: datetime) -> int:
    return throttles.forget_past([due.record for due in page], until=until)


one_by_one = privacy.retention.one_by_one
CLOCKS: Final = (
    Clock(
        "account.unconfirmed",
        "確認されなかった会員登録",
        "Registrations nobody confirmed",
        _unconfirmed,
        one_by_one(_forget_unconfirmed),
    ),
    Clock(
        "account.dormant-notice",
        "3年間ご利用のない会員登録のお知らせ",
        "Notices that a registration is unused",
        dormancy.notices_due,
        one_by_one(_tell_dormant),
        only_tells=True,
    ),
    Clock(
        "account.dormant",
        "お知らせから30日を過ぎた、ご利用のない会員登録",
        "Registrations nobody uses",
        dormancy.erasures_due,
        one_by_one(_erase_dormant),
        kept_for=ACCOUNT_RETENTION,
    ),
    Clock(
        "account.email-changes",
        "確認されなかったメールアドレスの変更",
        "Changes of address nobody confirmed",
        _changes,
        one_by_one(_forget_change),
    ),
    Clock(
        "account.sign-ins",
        "ログインの記録",
        "Sign-in records",
        _sign_ins,
        one_by_one(_forget_sign_in),
        kept_for=SECURITY_RETENTION,
    ),
    Clock("account.links", "期限の過ぎた確認用リンク", "One-time links", _links, _forget_links),
    Clock("account.codes", "期限の過ぎた確認コード", "Mailed codes", _codes, one_by_one(_forget_code)),
    Clock(
        "account.challenges",
        "期限の過ぎたパスキーの照会",
        "Challenges of passkeys",
        _challenges,
        _forget_challenges,
    ),
    Clock("account.counts", "試行回数の記録", "Counts of tries", _counts, _forget_counts),
)
