"""Orders at the desk: masked until a purpose and a reason are given."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from small_trades import privacy
from small_trades.policy.groups import (
    DeliveryAddress,
    EmailAddress,
    GiftWords,
    OrderNote,
    OrderWords,
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
    "words": _("Words on what was ordered"),
    "gift": _("Noshi and message"),
    "tracking": _("Tracking number"),
    "payment": _("Payment reference"),
}


@dataclass(frozen=True)
class Revealed:
    """What was opened for this one page; groups that were not asked for are None. `words` are by option."""

    name: PersonName | None = field(default=None, repr=False)
    email: EmailAddress | None = field(default=None, repr=False)
    ship_to: DeliveryAddress | None = field(default=None, repr=False)
    note: OrderNote | None = field(default=None, repr=False)
    gift: GiftWords | None = field(default=None, repr=False)
    words: Mapping[UUID, OrderWords] | None = field(default=None, repr=False)
    tracking: tuple[TrackingNumber, ...] | None = field(default=None, repr=False)
    payment: PaymentReference | None = field(default=None, repr=False)


def sealed_groups(order: OrderPage) -> dict[str, privacy.Sealed[Any]]:
    """The sealed groups an order holds one of, by the names the desk gives them."""
    held: dict[str, privacy.Sealed[Any] | None] = {
        "name": order.name,
        "email": order.email,
        "ship_to": order.ship_to,
        "note": order.note,
        "gift": order.gift,
        "payment": order.payment.reference,
    }
    return {key: sealed for key, sealed in held.items() if sealed is not None}


def group_choices(order: OrderPage) -> list[tuple[str, str | Promise]]:
    """What there is to reveal, with its names."""
    several = [("words", order.words), ("tracking", order.parcels)]
    held = {*sealed_groups(order), *(key for key, some in several if some)}
    return [(key, name) for key, name in GROUP_NAMES.items() if key in held]


def reveal(order: OrderPage, what: Iterable[str], *, purpose: privacy.Purpose, reason: str) -> Revealed:
    """Open some groups of one order, in one use that the customer can read.

    Raises:
        privacy.Refused: the policy does not let this role open one of them for this purpose; none was opened.
    """
    asked, groups = set(what), sealed_groups(order)
    chosen = [key for key in groups if key in asked]
    words = order.words if "words" in asked else {}
    numbers = [parcel.tracking for parcel in order.parcels] if "tracking" in asked else []
    sealed = [*(groups[key] for key in chosen), *words.values(), *numbers]
    opened = iter(privacy.use(sealed, purpose=purpose, reason=reason))
    return Revealed(
        **dict(zip(chosen, islice(opened, len(chosen)), strict=True)),
        words=dict(zip(words, islice(opened, len(words)), strict=True)) or None,
        tracking=tuple(opened) or None,
    )
