"""What can be corrected: orders, unfinished checkouts and inquiries; at the desk the account too."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from small_trades import privacy
from small_trades.policy.declaration import RIGHTS
from small_trades.shop.account.models import Address, Customer
from small_trades.shop.account.words import Words
from small_trades.shop.checkout.models import Draft
from small_trades.shop.inquiries.models import Inquiry
from small_trades.shop.orders.actions.correct_recipient import UNSENT, is_correctable
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.states import OrderState
from small_trades.shop.orders.wording import address_words
from small_trades.shop.rights.shown import NAMES, lines


class RecordKind(StrEnum):
    """Where something stands."""

    ORDER = "order"
    DESTINATION = "destination"
    DRAFT = "draft"
    INQUIRY = "inquiry"
    REGISTRATION = "registration"
    ADDRESS = "address"


OWN_PAGE = frozenset({RecordKind.REGISTRATION, RecordKind.ADDRESS})
"""What a member corrects on My Page, where there is more to say about it."""


class Standing(StrEnum):
    """Whether it can be corrected: a parcel that has left carries what was written on it."""

    OPEN = "open"
    SENT = "sent"
    GIVEN_UP = "given-up"


@dataclass(frozen=True)
class Record:
    """One thing, unopened. `label` is the code its person knows, or what they call it."""

    kind: RecordKind
    id: UUID
    label: str
    at: datetime
    standing: Standing
    sealed: tuple[privacy.Sealed[Any], ...]

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"{self.kind} {self.id}"

    @property
    def title(self) -> str:
        """What it is, in the language that is active; nothing of what it holds."""
        return {
            RecordKind.ORDER: _("Order %(code)s") % {"code": self.label},
            RecordKind.DESTINATION: _("Order %(code)s") % {"code": self.label},
            RecordKind.DRAFT: _("Unfinished checkout"),
            RecordKind.INQUIRY: _("Inquiry %(code)s") % {"code": self.label},
            RecordKind.REGISTRATION: _("Your registration"),
            RecordKind.ADDRESS: _("Address book: %(name)s") % {"name": self.label},
        }[self.kind]


@dataclass(frozen=True)
class OpenedRecord:
    """A record with its values, each a name and its lines."""

    record: Record
    items: tuple[tuple[Words, tuple[str, ...]], ...]


def records_of(subject: UUID) -> tuple[Record, ...]:
    """Everything of a person that holds their name, unopened: what can be corrected comes first."""
    found = (*_drafts(subject), *_orders(subject), *_inquiries(subject), *_account(subject))
    return tuple(sorted(found, key=lambda record: list(Standing).index(record.standing)))


def record_of(subject: UUID, kind: str, record_id: UUID) -> Record | None:
    """One of them."""
    wanted = (kind, record_id)
    return next((one for one in records_of(subject) if (one.kind, one.id) == wanted), None)


def opened_records(subject: UUID) -> tuple[OpenedRecord, ...]:
    """What the person corrects here, opened for them in one use."""
    found = [record for record in records_of(subject) if record.kind not in OWN_PAGE]
    sealed = tuple(value for record in found for value in record.sealed)
    values = iter(privacy.use(sealed, purpose=RIGHTS, skip_closed=True))
    opened = []
    for record in found:
        named = [(NAMES[repr(value).strip("‹›")], next(values)) for value in record.sealed]
        items = tuple((name, lines(value)) for name, value in named if value is not None)
        opened.append(OpenedRecord(record, items))
    return tuple(opened)


def opened(record: Record) -> tuple[Any, ...]:
    """The groups of one record, in their order. Raises Refused and Erased like any use."""
    return privacy.use(record.sealed, purpose=RIGHTS)


def _orders(subject: UUID) -> Iterator[Record]:
    for order in (
        Order.objects.filter(subject=subject).prefetch_related("destinations").order_by("-placed_at")
    ):
        sealed = (order.name, order.ship_to, order.email)
        yield Record(
            RecordKind.ORDER,
            order.pk,
            order.code,
            order.placed_at,
            _standing(OrderState(order.state)),
            sealed,
        )
        yield from _destinations(order)


def _destinations(order: Order) -> Iterator[Record]:
    for other in order.destinations.all():
        label = f"{order.code} ({address_words(other.position + 1)})"
        standing = _standing(OrderState(order.state))
        if standing == Standing.OPEN and not is_correctable(other):
            standing = Standing.SENT
        yield Record(RecordKind.DESTINATION, other.pk, label, order.placed_at, standing, (other.ship_to,))


def _standing(state: OrderState) -> Standing:
    if state in UNSENT:
        return Standing.OPEN
    return Standing.GIVEN_UP if state == OrderState.CANCELLED else Standing.SENT


def _drafts(subject: UUID) -> Iterator[Record]:
    for draft in Draft.objects.filter(subject=subject).order_by("-changed_at"):
        sealed = (draft.name, draft.ship_to, draft.email)
        yield Record(RecordKind.DRAFT, draft.pk, "", draft.changed_at, Standing.OPEN, sealed)


def _inquiries(subject: UUID) -> Iterator[Record]:
    for one in Inquiry.objects.filter(subject=subject).order_by("-opened_at"):
        yield Record(
            RecordKind.INQUIRY, one.pk, one.code, one.opened_at, Standing.OPEN, (one.name, one.email)
        )


def _account(subject: UUID) -> Iterator[Record]:
    for customer in Customer.objects.filter(subject=subject, verified_at__isnull=False):
        own = tuple(value for value in (customer.name, customer.telephone) if value is not None)
        yield Record(RecordKind.REGISTRATION, customer.pk, "", customer.registered_at, Standing.OPEN, own)
        for entry in Address.objects.filter(customer=customer):
            label = str(entry.get_label_display())
            yield Record(RecordKind.ADDRESS, entry.pk, label, entry.created_at, Standing.OPEN, (entry.to,))
