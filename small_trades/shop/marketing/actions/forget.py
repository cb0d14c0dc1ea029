"""Letting a subscription or a wish for one go: its row, its links, the key of its address."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from small_trades import privacy
from small_trades.policy.declaration import MARKETING_RETENTION, NEWSLETTER
from small_trades.shop.marketing.lookups import NEWSLETTER_EMAIL
from small_trades.shop.marketing.models import Subscription


def forget_subscription(subscription: Subscription) -> None:
    """Remove it and make the address unreadable in every copy. What proves the consent stays."""
    with transaction.atomic():
        NEWSLETTER_EMAIL.drop(subscription.pk)
        Subscription.objects.filter(pk=subscription.pk).delete()
    # The key opens other wishes of the same member too, while there are any.
    if not Subscription.objects.filter(subject=subscription.subject).exists():
        privacy.destroy(subscription.subject, classes=[MARKETING_RETENTION.id])


def forget_wish(wish: Subscription) -> None:
    """Remove what nobody confirmed; of somebody who is no member, nothing is left to open."""
    forget_subscription(wish)
    if wish.customer_id is None and not privacy.consents_of(wish.subject):
        privacy.destroy(wish.subject)


def forget_unconfirmed(wish_id: UUID, *, since: datetime) -> bool:
    """Remove a wish of then or before, unless it was confirmed meanwhile."""
    wish = Subscription.objects.filter(pk=wish_id, confirmed_at=None, asked_at__lte=since).first()
    if wish is None:
        return False
    forget_wish(wish)
    return True


def forget_withdrawn(subscription_id: UUID) -> bool:
    """Remove a subscription whose consent does not stand any more, wherever it was withdrawn."""
    found = Subscription.objects.filter(pk=subscription_id, confirmed_at__isnull=False).first()
    if found is None or privacy.has_consent(found.subject, NEWSLETTER):
        return False
    forget_subscription(found)
    return True
