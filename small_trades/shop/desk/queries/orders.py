"""Orders at the desk: masked until a purpose and a reason are given."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from small_trades import privacy
from small_trades.policy.groups import (
    DeliveryAddress,
    EmailAddress,
    OrderNote,
    PaymentReference,
    PersonName,
    TrackingNumber,
)
from small_trades.shop.orders.queries import OrderPage

GROUP_NAMES: dict[str, str | Promise] = {
    "name": _("Name"),
    "email": _("E-mail address"),
    "ship_to": _("Delivery address"),
    "note": _("Note to the shop"),
    "tracking": _("Tracking number"),
    "payment": _("Payment reference"),
}


@dataclass(frozen=True)
class Revealed:
    """What was opened for this one page; groups that were not asked for are None."""

    name: PersonName | None = field(default=None, repr=False)
    email: EmailAddress | None = field(default=None, repr=False)
    ship_to: DeliveryAddress | None = field(default=None, repr=False)
    note: OrderNote | None = field(default=None, repr=False)
    tracking: TrackingNumber | None = field(default=None, repr=False)
    payment: PaymentReference | None = field(default=None, repr=False)


def sealed_groups(order: OrderPage) -> dict[str, privacy.Sealed[Any]]:
    """The sealed groups an order holds, by the names the desk gives them."""
    held: dict[str, privacy.Sealed[Any] | None] = {
        "name": order.name,
        "email": order.email,
        "ship_to": order.ship_to,
        "note": order.note,
        "tracking": order.parcels[-1].tracking if order.parcels else None,
        "payment": order.payment.reference,
    }
    return {key: sealed for key, sealed in held.items() if sealed is not None}


def group_choices(order: OrderPage) -> list[tuple[str, str | Promise]]:
    """What there is to reveal, with its names."""
    return [(key, GROUP_NAMES[key]) for key in sealed_groups(order)]


def reveal(order: OrderPage, what: Iterable[str], *, purpose: privacy.Purpose, reason: str) -> Revealed:
    """Open some groups of one order, in one use that the customer can read.

    Raises:
        privacy.Refused: the policy does not let this role open one of them for this purpose; none was opened.
    """
    groups = sealed_groups(order)
    chosen = [key for key in what if key in groups]
    opened = privacy.use([groups[key] for key in chosen], purpose=purpose, reason=reason)
    return Revealed(**dict(zip(chosen, opened, strict=True)))
