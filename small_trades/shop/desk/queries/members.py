"""A member at the desk: masked, with what they ordered and asked."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from small_trades import privacy
from small_trades.policy.groups import DeliveryAddress, EmailAddress, PersonName, Telephone
from small_trades.shop.account.models import Address, Customer
from small_trades.shop.inquiries import queries as inquiries
from small_trades.shop.inquiries.queries import InquiryThread
from small_trades.shop.orders import queries as orders
from small_trades.shop.orders.queries import OrderPage

GROUP_NAMES: Final[dict[str, str | Promise]] = {
    "name": _("Name"),
    "email": _("E-mail address"),
    "telephone": _("Telephone number"),
    "addresses": _("Address book"),
}


@dataclass(frozen=True)
class Member:
    """A member with sealed handles. Nothing is open."""

    id: UUID
    subject: UUID
    language: str
    registered_at: dt.datetime
    policy_version: int
    sealed: Mapping[str, tuple[privacy.Sealed[Any], ...]]
    orders: tuple[OrderPage, ...]
    inquiries: tuple[InquiryThread, ...]


@dataclass(frozen=True)
class RevealedMember:
    """What was opened for this one page; groups that were not asked for are empty."""

    name: tuple[PersonName, ...] = field(default=(), repr=False)
    email: tuple[EmailAddress, ...] = field(default=(), repr=False)
    telephone: tuple[Telephone, ...] = field(default=(), repr=False)
    addresses: tuple[DeliveryAddress, ...] = field(default=(), repr=False)


def member(customer_id: UUID) -> Member | None:
    """A member by number; None where there is none, or the person never confirmed their address."""
    customer = Customer.objects.filter(pk=customer_id).exclude(verified_at=None).first()
    if customer is None:
        return None
    addresses = tuple(row.to for row in Address.objects.filter(customer=customer))
    telephone = (customer.telephone,) if customer.telephone is not None else ()
    held = {
        "name": (customer.name,),
        "email": (customer.email,),
        "telephone": telephone,
        "addresses": addresses,
    }
    return Member(
        id=customer.pk,
        subject=customer.subject,
        language=customer.language,
        registered_at=customer.registered_at,
        policy_version=customer.policy_version,
        sealed={key: handles for key, handles in held.items() if handles},
        orders=orders.orders_of_subject(customer.subject),
        inquiries=tuple(inquiries.threads_of_subject(customer.subject)),
    )


def group_choices(found: Member) -> list[tuple[str, str | Promise]]:
    """What there is to reveal, with its names."""
    return [(key, GROUP_NAMES[key]) for key in found.sealed]


def reveal(found: Member, what: Iterable[str], *, purpose: privacy.Purpose, reason: str) -> RevealedMember:
    """Open some groups of a member, in one use that the member can read.

    Raises:
        privacy.Refused: the policy does not let this role open one of them for this purpose; none was opened.
    """
    chosen = [key for key in what if key in found.sealed]
    handles = [handle for key in chosen for handle in found.sealed[key]]
    opened = iter(privacy.use(handles, purpose=purpose, reason=reason))
    return RevealedMember(**{key: tuple(next(opened) for _handle in found.sealed[key]) for key in chosen})
