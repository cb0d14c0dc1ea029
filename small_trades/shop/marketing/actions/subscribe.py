"""Asking for the newsletter, and confirming it. Asking makes no subscription: the mailed link does.

Asking does not look whether the address is known, so its answer cannot tell. The task that sends the mail
looks: a new address gets the link, a subscribed one a word that it is subscribed already.
"""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import IDENTITY, NEWSLETTER
from small_trades.policy.groups import EmailAddress
from small_trades.shop.account.models import Customer
from small_trades.shop.kernel.later import later
from small_trades.shop.marketing.actions.forget import forget_wish
from small_trades.shop.marketing.lookups import NEWSLETTER_EMAIL
from small_trades.shop.marketing.models import Subscription
from small_trades.shop.marketing.states import AskedOn
from small_trades.shop.marketing.wording import CONSENT

CONFIRM_WITHIN: Final = timedelta(hours=24)


class DeadLinkError(Exception):
    """The link is unknown, used, or too old. Which of them is not said: a guess must learn nothing."""


def ask(email: EmailAddress, *, language: str, asked_on: AskedOn = AskedOn.NEWSLETTER) -> Subscription:
    """Keep a wish for the newsletter until the link that is mailed confirms it."""
    wish = Subscription(subject=privacy.new_subject(), language=language, asked_on=asked_on)
    privacy.collect(wish, notice="newsletter", email=email)
    return _kept(wish)


def ask_as_member(customer: Customer, *, language: str, asked_on: AskedOn = AskedOn.MY_PAGE) -> Subscription:
    """The same at the address that a member registered, which is carried over unopened."""
    return _kept(wish_of(customer, language=language, asked_on=asked_on))


def wish_of(customer: Customer, *, language: str, asked_on: AskedOn) -> Subscription:
    """A member's wish, not kept yet."""
    wish = Subscription(
        subject=customer.subject, customer_id=customer.pk, language=language, asked_on=asked_on
    )
    privacy.carry(customer.email, wish, "email")
    return wish


def live_wish(confirm_hash: str) -> Subscription:
    """The wish that this link confirms. Raises DeadLinkError."""
    since = timezone.now() - CONFIRM_WITHIN
    wishes = Subscription.objects.filter(confirmed_at=None, asked_at__gt=since)
    wish = wishes.filter(confirm_hash=confirm_hash).first() if confirm_hash else None
    if wish is None:
        raise DeadLinkError
    return wish


def confirm(confirm_hash: str, *, language: str) -> None:
    """Make a wish a subscription: record the consent to the words the page of the link shows.

    The consent is durable before the subscription is: nobody is written to without it. An address that is
    subscribed already stays so, and the wish goes.

    Raises:
        DeadLinkError: the link does not work, or not any more.
    """
    wish = live_wish(confirm_hash)
    # By the mailed link; a member may be signed in here who is somebody else.
    privacy.proved(wish.subject)
    email = privacy.use(wish.email, purpose=IDENTITY)
    channel = f"{wish.asked_on}-confirmed"
    privacy.give_consent(wish.subject, purpose=NEWSLETTER, text=CONSENT, language=language, channel=channel)
    try:
        with transaction.atomic():
            NEWSLETTER_EMAIL.put(email.address, subject=wish.subject, record=wish.pk)
            wishes = Subscription.objects.filter(pk=wish.pk, confirm_hash=confirm_hash)
            if not wishes.update(confirmed_at=timezone.now(), confirm_hash="", language=language):
                raise DeadLinkError
    except privacy.Taken:
        privacy.withdraw_consent(wish.subject, purpose=NEWSLETTER, channel="newsletter-twice")
        forget_wish(wish)


def _kept(wish: Subscription) -> Subscription:
    with transaction.atomic():
        wish.save()
        later("marketing.send_confirmation", wish.pk)
    return wish
