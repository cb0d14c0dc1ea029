"""What the account app removes when its time is over."""

from datetime import datetime
from uuid import UUID

from small_trades import privacy
from small_trades.policy.declaration import SECURITY_RETENTION
from small_trades.shop.account.models import (
    Customer,
    EmailChange,
    MailedCode,
    PasskeyChallenge,
    SignInRecord,
    VerificationToken,
)


def forget_unconfirmed(customer: Customer) -> None:
    """Remove a registration that nobody confirmed, and make every copy of it unreadable."""
    if customer.is_verified:
        raise ValueError("a member leaves by the rights of clause 6, not by being forgotten")
    privacy.destroy(customer.subject)
    customer.delete()


def forget_registration(customer_id: UUID, *, since: datetime) -> bool:
    """Remove a registration made since then or before, unless somebody confirmed it meanwhile."""
    customer = Customer.objects.filter(
        pk=customer_id, verified_at__isnull=True, registered_at__lte=since
    ).first()
    if customer is None:
        return False
    forget_unconfirmed(customer)
    return True


def forget_email_change(change_id: UUID, *, until: datetime) -> bool:
    """Remove a wish for another address that nobody confirmed in time, and the key that opened it."""
    change = EmailChange.objects.filter(pk=change_id, expires_at__lte=until).first()
    if change is None:
        return False
    change.delete()
    _destroy_key(change.subject)
    return True


def forget_code(code_id: UUID, *, until: datetime) -> bool:
    """Remove a mailed code whose time is over, and the key that opened the address it went to."""
    code = MailedCode.objects.filter(pk=code_id, expires_at__lte=until).first()
    if code is None:
        return False
    code.delete()
    _destroy_key(code.subject)
    return True


def forget_sign_in(sign_in_id: UUID, *, since: datetime) -> bool:
    """Remove the record of a sign-in made since then or before."""
    return SignInRecord.objects.filter(pk=sign_in_id, at__lte=since).delete()[0] > 0


def forget_links(link_ids: list[UUID], *, until: datetime) -> int:
    """Remove one-time links whose time is over; how many."""
    return VerificationToken.objects.filter(pk__in=link_ids, expires_at__lte=until).delete()[0]


def forget_challenges(values: list[str], *, until: datetime) -> int:
    """Remove challenges of passkeys whose time is over; how many."""
    return PasskeyChallenge.objects.filter(pk__in=values, expires_at__lte=until).delete()[0]


def _destroy_key(subject: UUID) -> None:
    """Where nothing is kept under it any more."""
    kept = (model.objects.filter(subject=subject).exists() for model in (EmailChange, MailedCode))
    if not any(kept):
        privacy.destroy(subject, classes=[SECURITY_RETENTION.id])
