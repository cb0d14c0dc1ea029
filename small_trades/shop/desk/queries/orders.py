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
    EmailAddress,
    OrderNote,
    OrderWords,
    PaymentReference,
    PersonName,
    TrackingNumber,
)
from small_trades.shop.orders.queries import OrderPage
from small_trades.shop.orders.wording import address_words

PLACES = frozenset({"ship_to", "gift"})
"""What there is one of for each address."""
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
    """What was opened for this one page; groups that were not asked for are None. `words` are by option.

    `places` are addresses and presents, by the number of the address and the column.
    """

    name: PersonName | None = field(default=None, repr=False)
    email: EmailAddress | None = field(default=None, repr=False)
    note: OrderNote | None = field(default=None, repr=False)
    words: Mapping[UUID, OrderWords] | None = field(default=None, repr=False)
    tracking: tuple[TrackingNumber, ...] | None = field(default=None, repr=False)
    payment: PaymentReference | None = field(default=None, repr=False)
    places: Mapping[tuple[int, str], Any] = field(default_factory=dict, repr=False)


def sealed_groups(order: OrderPage) -> dict[str, privacy.Sealed[Any]]:
    """The sealed groups an order holds one of, by the names the desk gives them."""
    held: dict[str, privacy.Sealed[Any] | None] = {
        "name": order.name,
        "email": order.email,
        **{_key(*place): sealed for place, sealed in order.places.items()},
        "note": order.note,
        "payment": order.payment.reference,
    }
    return {key: sealed for key, sealed in held.items() if sealed is not None}


def _key(number: int, column: str) -> str:
    """How a form names a group of one address; those of the first are called as if it were the only one."""
    return column if number == 1 else f"{column}-{number}"


def group_choices(order: OrderPage) -> list[tuple[str, str | Promise]]:
    """What there is to reveal, with its names."""
    several = [("words", order.words), ("tracking", order.parcels)]
    held = {*sealed_groups(order), *(key for key, some in several if some)}
    names = [(key, name) for key, name in GROUP_NAMES.items() if key in held]
    if not order.has_several:
        return names
    own = [(key, name) for key, name in names if key not in PLACES]
    return own + [
        (
            _key(number, column),
            address_words(number)
            if column == "ship_to"
            else f"{address_words(number)}: {GROUP_NAMES[column]}",
        )
        for number, column in order.places
    ]


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
    found = dict(zip(chosen, islice(opened, len(chosen)), strict=True))
    places = {place: found.pop(key) for place in order.places if (key := _key(*place)) in found}
    return Revealed(
        **found,
        places=places,
        words=dict(zip(words, islice(opened, len(words)), strict=True)) or None,
        tracking=tuple(opened) or None,
    )
