"""Money that came in after its order was erased, as desk and command line show it. Nothing is opened."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from small_trades.shop.orders.models import ErasedPayment
from small_trades.shop.orders.queries.shapes import Words
from small_trades.shop.orders.states import REFUND_STATE_NAMES, RefundState


@dataclass(frozen=True, slots=True)
class LateMoney:
    """One payment that came in, and how it went back. `is_for_desk`: somebody has to give it back by hand."""

    id: UUID
    order_code: str
    amount: int
    paid_at: dt.datetime
    state: RefundState
    state_name: Words

    @property
    def is_settled(self) -> bool:
        """Whether it went back."""
        return self.state == RefundState.DONE

    @property
    def is_for_desk(self) -> bool:
        """Whether the provider could not."""
        return self.state == RefundState.FAILED


def late_money() -> tuple[LateMoney, ...]:
    """All of it that is on record, the newest first."""
    rows = ErasedPayment.objects.exclude(paid_at=None).order_by("-paid_at")
    return tuple(
        LateMoney(
            row.pk,
            row.order_code,
            row.amount,
            row.paid_at,
            RefundState(row.state),
            REFUND_STATE_NAMES[RefundState(row.state)],
        )
        for row in rows
        if row.paid_at is not None
    )
