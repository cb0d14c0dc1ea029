"""A member's subscription goes where the member goes.

Both addresses confirmed the change, the new one among them, so nothing is left to confirm. Until this is done
mails go to the registered address already: `send` reads it at the moment each leaves.
"""

from uuid import UUID

from django.db import transaction

from small_trades import privacy
from small_trades.policy.declaration import IDENTITY
from small_trades.shop.account.models import Customer
from small_trades.shop.marketing.actions.forget import forget_wish
from small_trades.shop.marketing.actions.stop import stop
from small_trades.shop.marketing.lookups import NEWSLETTER_EMAIL
from small_trades.shop.marketing.models import Subscription

TWICE = "newsletter-twice"


def follow(customer_id: UUID) -> None:
    """Move a member's subscription to the registered address. A wish whose link went to the old one goes."""
    customer = Customer.objects.filter(pk=customer_id).first()
    if customer is None:
        return
    for subscription in Subscription.objects.filter(customer_id=customer.pk):
        if subscription.confirmed_at is None:
            forget_wish(subscription)
        else:
            _move(subscription, customer)


def _move(subscription: Subscription, customer: Customer) -> None:
    address = privacy.use(customer.email, purpose=IDENTITY).address
    hit = NEWSLETTER_EMAIL.find(address)
    if hit is not None and hit.record != subscription.pk:
        # Subscribed before without an account: one address gets one newsletter.
        for other in Subscription.objects.filter(pk=hit.record):
            stop(other, channel=TWICE)
    try:
        with transaction.atomic():
            NEWSLETTER_EMAIL.put(address, subject=subscription.subject, record=subscription.pk)
            privacy.carry(customer.email, subscription, "email")
            subscription.refused_at = None
            subscription.save(update_fields=["email", "refused_at"])
    except privacy.Taken:
        # Somebody subscribed the address in this very moment; it has the newsletter.
        stop(subscription, channel=TWICE)
