"""What becomes of a mail whose address its server refuses, and of the subscription behind it.

The rule, which docs/running.md states too: a subscription ends when its address was refused as not existing
twice, a day or more apart, with no mail taken in between. One address that is refused for the moment is tried
again four times within a day, while the others get theirs.
"""

from datetime import timedelta
from typing import Final

from django.utils import timezone

from small_trades.doors.mail.messages import AddressRefusedError
from small_trades.shop.marketing.actions.stop import stop
from small_trades.shop.marketing.models import Delivery, Subscription
from small_trades.shop.marketing.states import DeliveryState

APART: Final = timedelta(days=1)
WAITS: Final = tuple(timedelta(minutes=minutes) for minutes in (15, 60, 240, 720))
CHANNEL: Final = "address-refused"


def refused(delivery: Delivery, subscription: Subscription, error: AddressRefusedError) -> None:
    """Note what the mail server said about one address; end the subscription where the rule says so."""
    if error.is_gone:
        became(delivery, _gone(subscription))
    elif error.permanent or delivery.tries >= len(WAITS):
        became(delivery, DeliveryState.FAILED)
    else:
        now = timezone.now()
        Delivery.objects.filter(pk=delivery.pk).update(
            state=DeliveryState.WAITING,
            at=now,
            tries=delivery.tries + 1,
            again_at=now + WAITS[delivery.tries],
        )


def taken(subscription: Subscription) -> None:
    """Its address takes mail: an earlier refusal counts no more."""
    if subscription.refused_at is not None:
        Subscription.objects.filter(pk=subscription.pk).update(refused_at=None)


def _gone(subscription: Subscription) -> DeliveryState:
    now = timezone.now()
    if subscription.refused_at is None:
        Subscription.objects.filter(pk=subscription.pk).update(refused_at=now)
        return DeliveryState.REFUSED
    if now - subscription.refused_at < APART:
        return DeliveryState.REFUSED
    stop(subscription, channel=CHANNEL)
    return DeliveryState.ENDED


def became(delivery: Delivery, state: DeliveryState) -> None:
    """Note what became of a mail."""
    Delivery.objects.filter(pk=delivery.pk).update(state=state, at=timezone.now())
