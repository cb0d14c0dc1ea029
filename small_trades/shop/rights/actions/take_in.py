"""What somebody ordered without signing in is put into their membership; nobody undoes that."""

import datetime as dt
import logging
from typing import Final
from uuid import UUID

from django.db import transaction

from small_trades import privacy
from small_trades.policy.declaration import IDENTITY
from small_trades.shop.account.models import Customer
from small_trades.shop.kernel.later import later
from small_trades.shop.orders import queries as orders
from small_trades.shop.orders.lookups import ORDER_EMAIL

logger = logging.getLogger(__name__)
FINISHED_AFTER: Final = dt.timedelta(minutes=2)
"""No request and no task holds a record of the guest's so long that it would write it back."""


class NoSuchOrderError(Exception):
    """No order of this code was placed without signing in, or not with the member's address."""


def take_in(customer: Customer, guest: UUID, *, reason: str = "") -> None:
    """Make the orders of a guest, and all that hangs on them, the member's; they are told by mail.

    Who asks must have been made sure of. `reason` is for the member to read, where staff do it for them.

    Raises:
        OutOfOrder: something keeps the guest from it, a word of `privacy.NotAdoptable`; nothing was changed.
    """
    with transaction.atomic():
        codes = orders.orders_of_guest(guest)
        privacy.adopt(guest, into=customer.subject, reason=reason)
        for order in codes:
            later("orders.send_taken_in", order.id)


def take_in_by_code(customer_id: UUID, code: str, *, reason: str) -> None:
    """The same at the desk, of one order that was placed with the member's own address.

    The address is compared by its hash, and shown to nobody. Whoever ordered with another one has it
    corrected first, which is asked for and answered like any correction.

    Raises:
        NoSuchOrderError: there is none that fits.
        OutOfOrder: as above.
        privacy.Refused: the role may not make sure who somebody is.
    """
    customer = Customer.objects.get(pk=customer_id)
    email = privacy.use(customer.email, purpose=IDENTITY, reason=reason)
    fitting = {hit.subject for hit in ORDER_EMAIL.find_all(email.address)}
    guest = orders.guest_of(code)
    if guest is None or guest not in fitting:
        raise NoSuchOrderError
    take_in(customer, guest, reason=reason)


def finish_due(now: dt.datetime) -> int:
    """End the keys of guests who were taken in a while ago; how many there were."""
    due = privacy.adoptions_unfinished(before=now - FINISHED_AFTER)
    for guest in due:
        try:
            privacy.finish_adoption(guest)
        except privacy.PrivacyError:
            logger.exception("a guest who was taken in could not be finished; the next minute tries again")
    return len(due)
