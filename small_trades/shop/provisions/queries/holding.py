"""Which recipients still hold something of a person: what each was given, when, and how long it keeps it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import CARRIER, MAKER, PAYMENT_PROVIDER
from small_trades.privacy.rights import Fate
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.queries.given import parcels_given, payments_given
from small_trades.shop.orders.subject_data import outcome
from small_trades.shop.provisions.channels import Channel, channel_of
from small_trades.shop.provisions.models import ProvisionCase
from small_trades.shop.provisions.states import CaseKind, CaseState
from small_trades.shop.rights.purposes import STOPPED

_CORRECTIONS = privacy.ledger.Wanted({privacy.ledger.Event.CORRECTION: ()})
_ROWS = 500


@dataclass(frozen=True, slots=True)
class Holding:
    """Something a recipient was given. `is_under_way`: what it was given for has not ended.

    `corrected_at`: when the very record was corrected; None where that is told by `groups` alone.
    """

    recipient: str
    about: str
    record: UUID
    given_at: datetime
    groups: frozenset[str]
    is_under_way: bool
    corrected_at: datetime | None = None


def holdings(person: UUID) -> tuple[Holding, ...]:
    """Everything recipients hold of a person and are to be told of. Opens nothing.

    Left out: the mail service, which keeps nothing, and authorities, which keep what a law gave them.
    """
    now = timezone.now()
    found = (*_carried(person), *_paid(person), *_contacts(person))
    return tuple(one for one in found if one.is_under_way or now < _until(one))


def corrected(person: UUID, held: Holding) -> datetime | None:
    """When an item that was given was last corrected after that; None where none was."""
    if held.recipient == CARRIER.id:
        is_new = held.corrected_at is not None and held.corrected_at > held.given_at
        return held.corrected_at if is_new and held.is_under_way else None
    rows = privacy.uses_of(person, wanted=_CORRECTIONS, limit=_ROWS)
    return next((row.at for row in rows if row.at > held.given_at and held.groups & {*row.groups}), None)


def stopped(person: UUID, held: Holding) -> datetime | None:
    """Since when the recipient is to make no use of it; None where nothing is stopped."""
    if held.recipient == CARRIER.id and not held.is_under_way:
        return None
    standing = [one for one in privacy.restrictions_of(person) if one.is_standing and one.record is None]
    closed = [one for one in standing if one.is_objection or one.because == STOPPED]
    served = _served(held.recipient)
    return max((one.made_at for one in closed if one.purposes is None or one.purposes & served), default=None)


def withdrawn(person: UUID, held: Holding) -> datetime | None:
    """Since when the consent that something was given by is withdrawn; None while one stands."""
    own = [one for one in privacy.consents_of(person) if one.purpose_id in _served(held.recipient)]
    if any(one.is_standing for one in own):
        return None
    return max((one.withdrawn_at for one in own if one.withdrawn_at), default=None)


def _served(recipient: str) -> frozenset[str]:
    purposes = privacy.policy().purposes
    return frozenset(one.id for one in purposes if recipient in {other.id for other in one.recipients})


def _until(held: Holding) -> datetime:
    days = next(one.keeps_days for one in privacy.policy().recipients if one.id == held.recipient)
    return timezone.now() + timedelta(days=1) if days is None else held.given_at + timedelta(days=days)


def _carried(person: UUID) -> Iterator[Holding]:
    is_by_hand = channel_of(CARRIER.id) is not Channel.CONNECTION
    for parcel in parcels_given(person):
        # A label on paper is here until the parcel leaves: it is printed anew, and nobody need be told.
        if parcel.is_sent or not is_by_hand:
            yield Holding(
                CARRIER.id,
                parcel.code,
                parcel.record,
                parcel.given_at,
                frozenset({"DeliveryAddress"}),
                is_under_way=not parcel.has_arrived,
                corrected_at=parcel.corrected_at,
            )


def _paid(person: UUID) -> Iterator[Holding]:
    payments = payments_given(person)
    orders = Order.objects.select_related("payment").prefetch_related("shipments")
    found = orders.in_bulk([payment.order_id for payment in payments])
    for payment in payments:
        is_under_way = outcome(found[payment.order_id]).fate == Fate.WAITING_FOR
        groups = frozenset({"EmailAddress"})
        yield Holding(
            PAYMENT_PROVIDER.id, payment.code, payment.payment_id, payment.given_at, groups, is_under_way
        )


def _contacts(person: UUID) -> Iterator[Holding]:
    cases = ProvisionCase.objects.filter(person=person, kind=CaseKind.CONSENT, state=CaseState.PROVIDED)
    for case in cases:
        given_at = case.provided_at or case.asked_at
        groups = frozenset(case.groups.split())
        yield Holding(MAKER.id, case.code, case.pk, given_at, groups, is_under_way=False)


def of_recipients(found: Collection[Holding], recipients: Collection[str]) -> tuple[Holding, ...]:
    """Those of some recipients."""
    return tuple(one for one in found if one.recipient in recipients)
