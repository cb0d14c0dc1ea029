"""Correcting what is registered, everywhere it stands: drafts, unsent orders, and with those who have it."""

from dataclasses import dataclass
from uuid import UUID

from small_trades import privacy
from small_trades.policy.declaration import ACCOUNT_DISPLAY
from small_trades.policy.groups import DeliveryAddress, PersonName, Telephone
from small_trades.shop.account.actions import addresses, registration
from small_trades.shop.account.models import Address, Customer
from small_trades.shop.checkout.actions import correct_recipient as drafts
from small_trades.shop.kernel.later import later
from small_trades.shop.orders.actions import correct_recipient as orders
from small_trades.shop.orders.correcting import Correction


@dataclass(frozen=True)
class Reached:
    """Where a correction went. `orders_left` stay as they are: their delivery fee would have changed."""

    drafts: int
    orders: int
    orders_left: int


def correct_address(
    customer: Customer, address_id: UUID, to: DeliveryAddress, *, label: str, is_default: bool
) -> Reached:
    """Correct an entry of the address book, and what was to be sent there. Raises Address.DoesNotExist."""
    entry = Address.objects.get(pk=address_id, customer=customer)
    before = privacy.use(entry.to, purpose=ACCOUNT_DISPLAY)
    addresses.change_address(customer, address_id, to, label=label, is_default=is_default)
    return _spread(customer, Correction(address=(before, to)))


def correct_person(customer: Customer, *, name: PersonName, telephone: Telephone | None) -> Reached:
    """Correct the registered name and telephone, and orders and drafts that hold the old ones."""
    old_name, old_telephone = privacy.use((customer.name, customer.telephone), purpose=ACCOUNT_DISPLAY)
    registration.correct_registration(customer, name=name, telephone=telephone)
    changed = (old_telephone, telephone) if old_telephone and telephone else None
    return _spread(customer, Correction(name=(old_name, name), telephone=changed))


def _spread(customer: Customer, correction: Correction) -> Reached:
    in_drafts = drafts.spread_correction(customer.subject, correction)
    corrected, left = orders.spread_correction(customer.subject, correction)
    later("rights.tell_correction", customer.subject)
    return Reached(in_drafts, corrected, left)
