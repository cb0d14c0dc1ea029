"""Becoming a member: registering, and confirming that mail to the address arrives.

Registering does not look whether the address is known, so its answer cannot tell. The task that sends the
mail looks: a new address gets the link, a registered one a word that it is registered already.
"""

from django.db import transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import IDENTITY
from small_trades.policy.groups import EmailAddress, PasswordHash, PersonName
from small_trades.shop.account import passwords
from small_trades.shop.account.actions.forget import forget_unconfirmed
from small_trades.shop.account.actions.links import live_link, prepare_link, spend_link
from small_trades.shop.account.lookups import CUSTOMER_EMAIL
from small_trades.shop.account.models import Customer, TokenKind
from small_trades.shop.kernel.later import later


class WrongPasswordError(Exception):
    """The password is not the one that was registered."""


class AlreadyRegisteredError(Exception):
    """Somebody confirmed the address first."""


def register(
    *,
    name: PersonName,
    email: EmailAddress,
    password: str,
    language: str,
    wants_newsletter: bool = False,
) -> Customer:
    """Keep a registration until its address is confirmed by the link that is mailed.

    With `wants_newsletter` another link is mailed after that one; it alone subscribes.
    """
    customer = Customer(
        subject=privacy.new_subject(), language=language, policy_version=privacy.policy_in_force()
    )
    privacy.collect(
        customer,
        notice="register",
        name=name,
        email=email,
        password=PasswordHash(passwords.hashed(password)),
    )
    with transaction.atomic():
        customer.save()
        later("account.send_verification", prepare_link(TokenKind.VERIFY, customer.pk).pk)
        if wants_newsletter:
            later("marketing.note_registration", customer.pk)
    return customer


def confirm_registration(link_hash: str, password: str) -> Customer:
    """Make the person behind a mailed link a member, if they know the password that was registered.

    The password is asked for because a stranger may have registered the address: its owner, who follows
    the link, must not end up in an account that the stranger can enter.

    Raises:
        DeadLinkError: the link does not work, or not any more.
        WrongPasswordError: nothing was changed; the link still works.
        AlreadyRegisteredError: the address became a member's meanwhile; this registration is gone.
    """
    link = live_link(link_hash, TokenKind.VERIFY)
    customer = link.customer
    if customer is None:
        raise AlreadyRegisteredError
    # By the mailed link; another member may be signed in here.
    privacy.proved(customer.subject)
    secret, email = privacy.use((customer.password, customer.email), purpose=IDENTITY)
    if not passwords.matches(password, secret.encoded):
        raise WrongPasswordError
    try:
        with transaction.atomic():
            CUSTOMER_EMAIL.put(email.address, subject=customer.subject, record=customer.pk)
            spend_link(link)
            customer.verified_at = timezone.now()
            customer.save(update_fields=["verified_at"])
            later("marketing.begin_registered", customer.pk)
    except privacy.Taken:
        forget_unconfirmed(customer)
        raise AlreadyRegisteredError from None
    return customer
