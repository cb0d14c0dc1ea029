"""Stopping the newsletter: one verb, whichever way it is asked for.

The consent is withdrawn first, and durably: from then on the gate refuses every mail, also one of a batch
that is under way. Then the address goes. The consent and its withdrawal stay for three years as proof.
"""

from small_trades import privacy
from small_trades.policy.declaration import NEWSLETTER
from small_trades.shop.account.models import Customer
from small_trades.shop.account.tokens import new_token, token_hash
from small_trades.shop.marketing.actions.forget import forget_subscription
from small_trades.shop.marketing.lookups import NEWSLETTER_EMAIL
from small_trades.shop.marketing.models import StopLink, Subscription


def new_stop_token(subscription: Subscription) -> str:
    """A link's value for one mail; the table keeps its hash."""
    token = new_token()
    StopLink.objects.create(token_hash=token_hash(token), subscription=subscription)
    return token


def stop_by_link(token: str, *, channel: str) -> None:
    """Stop the subscription this link belongs to. Of a link without one nothing is left to stop."""
    link = StopLink.objects.select_related("subscription").filter(token_hash=token_hash(token)).first()
    if link is not None:
        # By the mailed link; a member may be signed in here who is somebody else.
        privacy.proved(link.subscription.subject)
        stop(link.subscription, channel=channel)


def stop_as_member(customer: Customer) -> None:
    """Stop everything a member subscribed to or asked for."""
    for subscription in Subscription.objects.filter(subject=customer.subject):
        stop(subscription, channel="my-page")


def stop_address(address: str) -> None:
    """Stop the subscription of an address whose owner asked for it by mail or telephone, if there is one."""
    hit = NEWSLETTER_EMAIL.find(address)
    subscription = Subscription.objects.filter(pk=hit.record).first() if hit is not None else None
    if subscription is not None:
        stop(subscription, channel="desk")


def stop(subscription: Subscription, *, channel: str) -> None:
    """Withdraw the consent, then forget the address. Doing it again does nothing."""
    privacy.withdraw_consent(subscription.subject, purpose=NEWSLETTER, channel=channel)
    forget_subscription(subscription)
