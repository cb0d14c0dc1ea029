"""The address book."""

from uuid import UUID

from django.db import transaction

from small_trades import privacy
from small_trades.policy.groups import DeliveryAddress
from small_trades.shop.account.models import Address, Customer

MOST_ADDRESSES = 30


class AddressBookFullError(Exception):
    """The member has as many addresses as one may have."""


def add_address(customer: Customer, to: DeliveryAddress, *, label: str, is_default: bool = False) -> Address:
    """Add an address; the first one becomes the default. Raises AddressBookFullError."""
    held = Address.objects.filter(customer=customer).count()
    if held >= MOST_ADDRESSES:
        raise AddressBookFullError
    address = Address(customer=customer, subject=customer.subject, label=label)
    privacy.collect(address, notice="address", to=to)
    address.save()
    if is_default or held == 0:
        make_default(customer, address.pk)
    return address


def change_address(
    customer: Customer, address_id: UUID, to: DeliveryAddress, *, label: str, is_default: bool
) -> None:
    """Correct an address of the member's. Raises Address.DoesNotExist where it is not theirs."""
    address = Address.objects.get(pk=address_id, customer=customer)
    privacy.correct(address, notice="address", to=to)
    address.label = label
    address.save(update_fields=["to", "label"])
    if is_default:
        make_default(customer, address.pk)


def make_default(customer: Customer, address_id: UUID) -> None:
    """Use an address of the member's first."""
    own = Address.objects.filter(customer=customer)
    with transaction.atomic():
        if own.filter(pk=address_id).exists():
            own.filter(is_default=True).update(is_default=False)
            own.filter(pk=address_id).update(is_default=True)


def delete_address(customer: Customer, address_id: UUID) -> None:
    """Remove an address of the member's; where it was the default, the oldest other one takes its place."""
    own = Address.objects.filter(customer=customer)
    with transaction.atomic():
        was_default = own.filter(pk=address_id, is_default=True).exists()
        own.filter(pk=address_id).delete()
        if was_default and (next_one := own.order_by("created_at", "id").first()) is not None:
            make_default(customer, next_one.pk)
