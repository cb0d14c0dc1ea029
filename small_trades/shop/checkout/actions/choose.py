"""The choices of the later steps."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from small_trades.shop.checkout.models import Draft, DraftDestination
from small_trades.shop.orders.states import PaymentMethod


@dataclass(frozen=True, slots=True)
class Wished:
    """How and when a parcel is to be sent."""

    carrier: str
    day: dt.date | None
    slot: str


def choose_delivery(draft_id: UUID, *, carrier: str, day: dt.date | None, slot: str) -> None:
    """Keep carrier, day and time of the delivery."""
    choose_deliveries(draft_id, [Wished(carrier, day, slot)])


def choose_deliveries(draft_id: UUID, wished: Sequence[Wished]) -> None:
    """Keep carrier, day and time for each address, the first first."""
    own, *others = wished
    with transaction.atomic():
        for position, one in enumerate(others, start=1):
            DraftDestination.objects.filter(draft=draft_id, position=position).update(
                carrier=one.carrier, delivery_date=one.day, delivery_slot=one.slot
            )
        _change(
            draft_id,
            has_delivery=True,
            carrier=own.carrier,
            delivery_date=own.day,
            delivery_slot=own.slot,
        )


def forget_delivery(draft_id: UUID) -> None:
    """A day that was chosen is no longer possible."""
    with transaction.atomic():
        DraftDestination.objects.filter(draft=draft_id).update(delivery_date=None)
        _change(draft_id, has_delivery=False, delivery_date=None)


def choose_payment(draft_id: UUID, method: PaymentMethod) -> None:
    """Keep how to pay."""
    _change(draft_id, payment_method=method)


def choose_promotions(draft_id: UUID, *, coupon_id: int | None, points: int) -> None:
    """Keep which coupon and how many points to use."""
    _change(draft_id, coupon_id=coupon_id, points=points)


def note_seen(draft_id: UUID, fingerprint: str) -> None:
    """Remember which cart the customer has been shown."""
    Draft.objects.filter(pk=draft_id).update(seen=fingerprint)


def _change(draft_id: UUID, **choices: object) -> None:
    Draft.objects.filter(pk=draft_id).update(**choices, revision=F("revision") + 1, changed_at=timezone.now())
