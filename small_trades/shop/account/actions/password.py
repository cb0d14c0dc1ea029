"""Changing a password: by someone who knows it, or by someone who reads the mail of the account."""

from uuid import UUID

from django.db import transaction

from small_trades import privacy
from small_trades.policy.declaration import IDENTITY
from small_trades.policy.groups import PasswordHash
from small_trades.shop.account import passwords
from small_trades.shop.account.actions.links import drop_links, live_link, prepare_link, spend_link
from small_trades.shop.account.actions.sign_in import end_every_session
from small_trades.shop.account.lookups import CUSTOMER_EMAIL
from small_trades.shop.account.models import Customer, TokenKind
from small_trades.shop.kernel.later import later


def ask_reset(email: str) -> None:
    """Have a link to a new password mailed; an address nobody registered takes the same work."""
    hit = CUSTOMER_EMAIL.find(email)
    # The table is asked either way, so that time does not tell either.
    found = Customer.objects.filter(pk=hit.record if hit else privacy.uuid7())
    customer_id = found.values_list("pk", flat=True).first()
    with transaction.atomic():
        later("account.send_reset", prepare_link(TokenKind.RESET, customer_id).pk)


def reset_password(link_hash: str, password: str) -> Customer:
    """Set a new password by a mailed link, and end every session. Raises DeadLinkError."""
    link = live_link(link_hash, TokenKind.RESET)
    spend_link(link)
    customer: Customer = link.customer  # type: ignore[assignment] # live links have a customer
    _set(customer, password, notice="reset", keep=None)
    return customer


def knows_password(customer: Customer, password: str) -> bool:
    """Whether this is the member's password."""
    secret = privacy.use(customer.password, purpose=IDENTITY)
    return passwords.matches(password, secret.encoded)


def change_password(customer: Customer, password: str, *, keep: UUID | None) -> None:
    """Set a new password, and end every session but the one of sign-in `keep`."""
    _set(customer, password, notice="registration", keep=keep)


def _set(customer: Customer, password: str, *, notice: str, keep: UUID | None) -> None:
    privacy.correct(customer, notice=notice, password=PasswordHash(passwords.hashed(password)))
    with transaction.atomic():
        customer.save(update_fields=["password"])
        end_every_session(customer, but=keep)
        drop_links(customer.pk, TokenKind.RESET)
        later("account.send_password_changed", customer.pk)
