"""What the account app removes when its time is over."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import SECURITY_RETENTION
from small_trades.shop.account import throttles
from small_trades.shop.account.actions.ceremonies import forget_challenges
from small_trades.shop.account.actions.links import LIFETIMES
from small_trades.shop.account.models import (
    Customer,
    EmailChange,
    MailedCode,
    SignInRecord,
    TokenKind,
    VerificationToken,
)


@dataclass(frozen=True)
class Forgotten:
    """How many rows of each kind went."""

    unconfirmed: int
    links: int
    email_changes: int
    sign_ins: int
    throttles: int
    codes: int
    challenges: int


def forget_unconfirmed(customer: Customer) -> None:
    """Remove a registration that nobody confirmed, and make every copy of it unreadable."""
    if customer.is_verified:
        raise ValueError("a member leaves by the rights of clause 6, not by being forgotten")
    privacy.destroy(customer.subject)
    customer.delete()


def forget_expired() -> Forgotten:
    """Remove registrations nobody confirmed, links and wishes past their time, old sign-ins and counts."""
    now = timezone.now()
    kept_since = now - timedelta(days=SECURITY_RETENTION.days or 0)
    unconfirmed = Customer.objects.filter(
        verified_at__isnull=True, registered_at__lte=now - LIFETIMES[TokenKind.VERIFY]
    )
    count = 0
    for customer in unconfirmed:
        forget_unconfirmed(customer)
        count += 1
    return Forgotten(
        unconfirmed=count,
        links=_removed(VerificationToken.objects.filter(expires_at__lte=now).delete(), VerificationToken),
        email_changes=_removed(EmailChange.objects.filter(expires_at__lte=now).delete(), EmailChange),
        sign_ins=_removed(SignInRecord.objects.filter(at__lte=kept_since).delete(), SignInRecord),
        throttles=throttles.forget_past(),
        codes=_removed(MailedCode.objects.filter(expires_at__lte=now).delete(), MailedCode),
        challenges=forget_challenges(),
    )


def _removed(answer: tuple[int, dict[str, int]], model: type) -> int:
    return answer[1].get(f"account.{model.__name__}", 0)
