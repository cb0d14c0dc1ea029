"""One-time links: prepared by a request, given their value when their mail is made, used once."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from small_trades.shop.account.models import EmailChange, TokenKind, VerificationToken
from small_trades.shop.account.tokens import new_token, token_hash

LIFETIMES = {
    TokenKind.VERIFY: timedelta(hours=24),
    TokenKind.RESET: timedelta(hours=1),
    TokenKind.EMAIL_OLD: timedelta(hours=24),
    TokenKind.EMAIL_NEW: timedelta(hours=24),
}


class DeadLinkError(Exception):
    """The link is unknown, used, or too old. Which of them is not said: a guess must learn nothing."""


def prepare_link(
    kind: TokenKind, customer_id: UUID | None, *, change: EmailChange | None = None
) -> VerificationToken:
    """A link without a value: its task gives it one. Without a customer it costs the same, for nothing."""
    return VerificationToken.objects.create(
        kind=kind, customer_id=customer_id, change=change, expires_at=timezone.now() + LIFETIMES[kind]
    )


def arm_link(link: VerificationToken) -> str:
    """Give a link its value, and answer it for the mail; a value given before stops working."""
    value = new_token()
    link.token_hash = token_hash(value)
    link.save(update_fields=["token_hash"])
    return value


def live_link(value_hash: str, *kinds: TokenKind) -> VerificationToken:
    """The link of this hash, if it is one of these kinds and still works. Raises DeadLinkError."""
    link = (
        VerificationToken.objects.select_related("customer", "change")
        .filter(
            token_hash=value_hash,
            kind__in=kinds,
            used_at__isnull=True,
            expires_at__gt=timezone.now(),
            customer__isnull=False,
        )
        .first()
        if value_hash
        else None
    )
    if link is None:
        raise DeadLinkError
    return link


def spend_link(link: VerificationToken) -> None:
    """Use the link up. Raises DeadLinkError where somebody was faster."""
    spent = VerificationToken.objects.filter(pk=link.pk, used_at__isnull=True).update(used_at=timezone.now())
    if not spent:
        raise DeadLinkError


def drop_links(customer_id: UUID, *kinds: TokenKind) -> None:
    """Remove a customer's unused links of these kinds."""
    VerificationToken.objects.filter(customer_id=customer_id, kind__in=kinds, used_at__isnull=True).delete()
