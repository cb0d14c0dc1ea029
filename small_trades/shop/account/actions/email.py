"""Changing the e-mail address: confirmed by a link at the present address and one at the next."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import IDENTITY
from small_trades.policy.groups import EmailAddress
from small_trades.shop.account.actions.links import live_link, spend_link
from small_trades.shop.account.actions.sign_in import end_every_session
from small_trades.shop.account.lookups import CUSTOMER_EMAIL
from small_trades.shop.account.models import Customer, EmailChange, TokenKind
from small_trades.shop.kernel.later import later

LIFETIME = timedelta(hours=24)


def ask_email_change(customer: Customer, email: EmailAddress) -> EmailChange:
    """Keep the wish for another address until both addresses confirm it; an earlier wish is dropped."""
    change = EmailChange(customer=customer, subject=customer.subject, expires_at=timezone.now() + LIFETIME)
    privacy.collect(change, notice="registration", email=email)
    with transaction.atomic():
        EmailChange.objects.filter(customer=customer).delete()
        change.save()
        later("account.send_email_change", change.pk)
    return change


def confirm_email_change(link_hash: str) -> bool:
    """Confirm at one address; answers whether the other one had, so that the change is done.

    Once it is done, every session ends: whoever signs in from then on uses the new address.

    Raises:
        DeadLinkError: the link does not work, or not any more.
        privacy.Taken: the next address became another member's meanwhile; the wish is dropped.
    """
    link = live_link(link_hash, TokenKind.EMAIL_OLD, TokenKind.EMAIL_NEW)
    spend_link(link)
    change = link.change
    if change is None:
        return False
    column = "old_confirmed_at" if link.kind == TokenKind.EMAIL_OLD else "new_confirmed_at"
    EmailChange.objects.filter(pk=change.pk).update(**{column: timezone.now()})
    change.refresh_from_db(fields=["old_confirmed_at", "new_confirmed_at"])
    if change.old_confirmed_at is None or change.new_confirmed_at is None:
        return False
    _change(change)
    return True


def _change(change: EmailChange) -> None:
    customer = change.customer
    # By the mailed links; another member may be signed in here.
    privacy.proved(customer.subject)
    email = privacy.use(change.email, purpose=IDENTITY)
    try:
        with transaction.atomic():
            CUSTOMER_EMAIL.put(email.address, subject=customer.subject, record=customer.pk)
            privacy.correct(customer, notice="registration", email=email)
            customer.save(update_fields=["email"])
            end_every_session(customer)
            change.delete()
            later("rights.tell_correction", customer.subject)
            later("marketing.follow_email", customer.pk)
            later("wishes.follow_email", customer.pk)
    except privacy.Taken:
        change.delete()
        raise
