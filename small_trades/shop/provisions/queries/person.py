"""Whom a demand names: found by a code or number, never by a name; nothing is opened."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from small_trades import privacy
from small_trades.policy.declaration import LAWFUL_EXCEPTION
from small_trades.policy.groups import EmailAddress, PersonName, Telephone
from small_trades.privacy import Allowed
from small_trades.shop.account.models import Customer
from small_trades.shop.inquiries.queries import thread_by_code
from small_trades.shop.kernel.codes import normalise_code
from small_trades.shop.orders.queries import OrderPage, order_by_code
from small_trades.shop.products.models import Maker

_WHY: Final = "preview"


@dataclass(frozen=True, slots=True)
class Found:
    """A person, and how the demand named them: words for the record, such as `注文 7K3F-9QXM-2RTD`."""

    person: UUID
    words: str


@dataclass(frozen=True, slots=True)
class Item:
    """One kind of value that is held, of how many records, and what those are."""

    group: str
    count: int
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MakerOf:
    """A maker of something in an order."""

    name: str
    about: str


@dataclass(frozen=True, slots=True)
class ContactOf:
    """How the customer of an order is reached, unopened."""

    name: privacy.Sealed[PersonName] = field(repr=False)
    email: privacy.Sealed[EmailAddress] = field(repr=False)
    telephone: privacy.Sealed[Telephone] | None = field(repr=False)


def find(typed: str) -> Found | None:
    """The person behind an order's or inquiry's code, or a member's number."""
    code = normalise_code(typed)
    order = order_by_code(code) if code else None
    if order is not None:
        return Found(order.subject, f"注文 {order.code}")
    thread = thread_by_code(code) if code else None
    if thread is not None:
        return Found(thread.subject, f"問い合わせ {thread.code}")
    return _member(typed)


def items_of(person: UUID) -> tuple[Item, ...]:
    """What an authority could be given of a person, by kind, without opening anything."""
    found: dict[str, list[str]] = {}
    for label, value in values_of(person):
        found.setdefault(group_of(value), []).append(label)
    return tuple(Item(group, len(labels), tuple(dict.fromkeys(labels))) for group, labels in found.items())


def values_of(
    person: UUID, groups: frozenset[str] | None = None
) -> Iterator[tuple[str, privacy.Sealed[Any]]]:
    """The values that the lawful exception opens, with what each is: in Japanese, as the document says it."""
    for thing in privacy.held(person):
        for value in thing.sealed:
            is_wanted = groups is None or group_of(value) in groups
            if is_wanted and isinstance(
                privacy.decide(value, purpose=LAWFUL_EXCEPTION, reason=_WHY), Allowed
            ):
                yield thing.label_ja, value


def group_of(value: privacy.Sealed[Any]) -> str:
    """The name of a value's group."""
    return repr(value).strip("‹›")


def makers_of(order: OrderPage) -> tuple[MakerOf, ...]:
    """The makers of an order's goods, as far as the catalogue still has them."""
    skus = {line.sku: line.name for line in order.lines}
    rows = Maker.objects.filter(products__variants__sku__in=skus)
    found: dict[str, list[str]] = {}
    for name, sku in rows.values_list("name_ja", "products__variants__sku").order_by("order", "pk"):
        if sku in skus:
            found.setdefault(name, []).append(str(skus[sku]))
    return tuple(MakerOf(name, "、".join(goods)) for name, goods in found.items())


def contact_of(order: OrderPage) -> ContactOf:
    """Name and address of an order, and the telephone number where a member registered one."""
    member = Customer.objects.filter(pk=order.customer_id).first() if order.customer_id else None
    return ContactOf(order.name, order.email, member.telephone if member else None)


def _member(typed: str) -> Found | None:
    try:
        number = UUID(typed.strip())
    except ValueError:
        return None
    member = Customer.objects.filter(pk=number).first()
    return Found(member.subject, f"会員 {number}") if member else None
