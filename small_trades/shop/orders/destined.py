"""Which address of an order is meant: the first is the order itself, and the only one of most."""

from django.db.models import QuerySet

from small_trades import privacy
from small_trades.policy.groups import DeliveryAddress
from small_trades.shop.orders.models import Destination, Label, Order


class SeveralDestinationsError(Exception):
    """The order goes to several addresses, and it was not said which of them is meant."""


class NoSuchDestinationError(LookupError):
    """The order has no address of this number."""


def destination_of(order: Order, number: int | None) -> Destination | None:
    """The address of a number counted from one; None for the first, which is the order itself.

    Raises:
        SeveralDestinationsError: no number for an order that has several.
        NoSuchDestinationError: it has none of this number.
    """
    if number is None and order.destinations.exists():
        raise SeveralDestinationsError
    if number is None or number == 1:
        return None
    found = order.destinations.filter(position=number - 1).first()
    if found is None:
        raise NoSuchDestinationError
    return found


def address_of(order: Order, to: Destination | None) -> privacy.Sealed[DeliveryAddress]:
    """The address, unopened."""
    sealed: privacy.Sealed[DeliveryAddress] = order.ship_to if to is None else to.ship_to
    return sealed


def labels_of(order: Order, to: Destination | None) -> QuerySet[Label]:
    """The label that is printed for it, if one is."""
    return Label.objects.filter(order=order, destination=to)
