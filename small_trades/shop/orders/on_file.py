"""What the shop holds by which a person may be known, unopened."""

from dataclasses import dataclass
from typing import Any, Final, TypeVar
from uuid import UUID

from small_trades import privacy
from small_trades.policy.declaration import IDENTITY
from small_trades.policy.groups import DeliveryAddress, EmailAddress, PersonName, Telephone
from small_trades.shop.account.models import Address, Customer
from small_trades.shop.orders.models import Order

MOST_RECORDS: Final = 5
"""The newest of each kind are compared; who moved house last year still knows one of them."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True, repr=False)
class OnFile:
    """Sealed values that a person may be known by, and the codes of their orders and inquiries.

    `apart` are addresses that were given for one thing alone: opened to write there where there is no other.
    """

    names: tuple[privacy.Sealed[PersonName], ...] = ()
    telephones: tuple[privacy.Sealed[Telephone], ...] = ()
    deliveries: tuple[privacy.Sealed[DeliveryAddress], ...] = ()
    emails: tuple[privacy.Sealed[EmailAddress], ...] = ()
    codes: tuple[str, ...] = ()
    apart: tuple[privacy.Sealed[EmailAddress], ...] = ()

    def __add__(self, other: "OnFile") -> "OnFile":
        """Both together: what another app knows of the same person."""
        return OnFile(
            self.names + other.names,
            self.telephones + other.telephones,
            self.deliveries + other.deliveries,
            self.emails + other.emails,
            self.codes + other.codes,
            self.apart + other.apart,
        )

    @property
    def kinds(self) -> int:
        """How many kinds of item could be asked for: name, telephone, postcode, code of an order."""
        has_telephone = bool(self.telephones or self.deliveries)
        return sum((bool(self.names), has_telephone, bool(self.deliveries), bool(self.codes)))


NOTHING: Final = OnFile()


def on_file(subject: UUID) -> OnFile:
    """What account and orders hold of a person; opens nothing."""
    customers = list(Customer.objects.filter(subject=subject, verified_at__isnull=False))
    books = Address.objects.filter(subject=subject)[:MOST_RECORDS]
    orders = list(Order.objects.filter(subject=subject).order_by("-placed_at")[:MOST_RECORDS])
    return OnFile(
        names=(*(row.name for row in customers), *(row.name for row in orders)),
        telephones=tuple(row.telephone for row in customers if row.telephone is not None),
        deliveries=(*(row.to for row in books), *(row.ship_to for row in orders)),
        emails=(*(row.email for row in customers), *(row.email for row in orders)),
        codes=tuple(order.code for order in orders),
    )


def usable(held: OnFile) -> OnFile:
    """What may be opened to check who somebody is: nothing erased, held by law, or older than the rule."""
    return OnFile(
        names=_openable(held.names),
        telephones=_openable(held.telephones),
        deliveries=_openable(held.deliveries),
        emails=_openable(held.emails),
        codes=held.codes,
        apart=_openable(held.apart),
    )


def _openable(values: tuple[privacy.Sealed[T], ...]) -> tuple[privacy.Sealed[T], ...]:
    return tuple(value for value in values if _may_open(value))


def _may_open(value: privacy.Sealed[Any]) -> bool:
    return isinstance(privacy.decide(value, purpose=IDENTITY), privacy.Allowed)
