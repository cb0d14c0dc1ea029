"""The choices of the later steps."""

import datetime as dt
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from small_trades.shop.checkout.models import Draft
from small_trades.shop.orders.states import PaymentMethod


def choose_delivery(draft_id: UUID, *, carrier: str, day: dt.date | None, slot: str) -> None:
    """Keep carrier, day and time of the delivery."""
    _change(draft_id, has_delivery=True, carrier=carrier, delivery_date=day, delivery_slot=slot)


def forget_delivery(draft_id: UUID) -> None:
    """The day that was chosen is no longer possible."""
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
