"""The staff as those who look after them see it, and what each role may open."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from small_trades import privacy
from small_trades.policy.declaration import POLICY, STAFF_DUTIES
from small_trades.policy.groups import EmailAddress, PersonName
from small_trades.privacy import ActorKind, Purpose
from small_trades.shop.desk.models import Staff


class Standing(StrEnum):
    """How somebody stands."""

    WORKING = "working"
    JOINING = "joining"
    LEFT = "left"


@dataclass(frozen=True)
class Colleague:
    """One member of staff, open to those who look after them."""

    id: UUID
    name: PersonName = field(repr=False)
    email: EmailAddress = field(repr=False)
    role: str
    standing: Standing
    joined_at: dt.datetime
    left_at: dt.datetime | None
    confirmed_policy: int
    confirmed_at: dt.datetime | None

    @property
    def number(self) -> str:
        """The short number by which the ledger and exports name them."""
        return staff_number(self.id)


def staff_number(staff_id: UUID) -> str:
    """The last eight digits of a random id: enough to tell a shop's staff apart."""
    return staff_id.hex[-8:]


def colleagues() -> tuple[Colleague, ...]:
    """Everybody who works here or did, those who work first, in the order they came."""
    found = _opened(Staff.objects.order_by("joined_at", "pk"))
    return tuple(sorted(found, key=lambda one: one.standing == Standing.LEFT))


def colleague(staff_id: UUID) -> Colleague | None:
    """One of them."""
    return next(iter(_opened(Staff.objects.filter(pk=staff_id))), None)


def names_of(staff_ids: Iterable[UUID]) -> dict[UUID, PersonName]:
    """The names of some of the staff; who is erased is left out."""
    return {one.id: one.name for one in _opened(Staff.objects.filter(pk__in=set(staff_ids)))}


def purposes_of(role: str) -> tuple[Purpose, ...]:
    """What the declaration lets a role open, purpose by purpose, in its order."""
    return tuple(
        purpose
        for purpose in POLICY.purposes
        if ActorKind.STAFF in purpose.actors and role in purpose.roles and purpose.uses
    )


def _opened(rows: Iterable[Staff]) -> list[Colleague]:
    staff = list(rows)
    sealed: list[Any] = [handle for one in staff for handle in (one.name, one.email)]
    opened = privacy.use(sealed, purpose=STAFF_DUTIES, skip_closed=True)
    pairs = zip(staff, opened[::2], opened[1::2], strict=True)
    return [
        _colleague(one, name, email) for one, name, email in pairs if name is not None and email is not None
    ]


def _colleague(one: Staff, name: object, email: object) -> Colleague:
    if not isinstance(name, PersonName) or not isinstance(email, EmailAddress):
        raise TypeError("a name and an address")
    standing = Standing.WORKING if one.is_active else Standing.LEFT if one.left_at else Standing.JOINING
    return Colleague(
        id=one.pk,
        name=name,
        email=email,
        role=one.role,
        standing=standing,
        joined_at=one.joined_at,
        left_at=one.left_at,
        confirmed_policy=one.confirmed_policy,
        confirmed_at=one.confirmed_at,
    )
