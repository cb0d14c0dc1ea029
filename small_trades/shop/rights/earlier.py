"""What somebody ordered before they signed in, as it is offered to their membership."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from small_trades import privacy
from small_trades.policy.declaration import IDENTITY
from small_trades.privacy import NotAdoptable
from small_trades.shop.account.models import Customer
from small_trades.shop.account.words import Words
from small_trades.shop.orders import queries as orders
from small_trades.shop.orders.queries import OrderSummary
from small_trades.shop.rights.queries import known_by

OBSTACLES: Final[dict[NotAdoptable, Words]] = {
    NotAdoptable.UNKNOWN: _("This order is not there any more."),
    NotAdoptable.ADOPTED: _("This order is in a membership already."),
    NotAdoptable.ERASURE: _("A deletion is under way. Call it back first, or wait until it has ended."),
    NotAdoptable.REQUEST: _("A request about this order waits for an answer. Please wait for that first."),
    NotAdoptable.CLOSED: _(
        "Its use was stopped or objected to. Lift that first, or leave the order as it is."
    ),
    NotAdoptable.CONSENT: _(
        "A consent given with this order stands. Withdraw it first, or leave the order as it is."
    ),
    NotAdoptable.HELD: _("Only a law keeps this order now. It stays as it is until it is deleted."),
}


@dataclass(frozen=True)
class EarlierOrders:
    """What one guest ordered: mostly one order, and what replaced it.

    `obstacle` says why it cannot be taken in.
    """

    guest: UUID
    orders: tuple[OrderSummary, ...]
    obstacle: Words | None

    @property
    def code(self) -> str:
        """How a form names them."""
        return self.orders[-1].code


def guests_like(customer: Customer) -> tuple[UUID, ...]:
    """Guests who gave the member's address; who shares the mailbox is among them. It is in the ledger."""
    email = privacy.use(customer.email, purpose=IDENTITY)
    found = known_by(email.address)
    return tuple(one for one in found if one != customer.subject and orders.orders_of_guest(one))


def earlier_orders(customer: Customer, guests: Iterable[UUID]) -> tuple[EarlierOrders, ...]:
    """What these guests ordered, nothing of it opened; who was taken in meanwhile is left out."""
    found = ((one, orders.orders_of_guest(one)) for one in guests)
    return tuple(EarlierOrders(one, its, _obstacle(one, customer)) for one, its in found if its)


def _obstacle(guest: UUID, customer: Customer) -> Words | None:
    why = privacy.can_adopt(guest, into=customer.subject)
    return None if why is None else OBSTACLES[why]
