"""What rights themselves leave behind: the requests, and the receipt of an erasure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from small_trades.privacy._broker import brokered
from small_trades.privacy._keys.store import RECORDS
from small_trades.privacy._person import Held
from small_trades.privacy._policy import policy
from small_trades.privacy._rights.models import Erasure, RightsRequest
from small_trades.privacy._rights.words import kept_until

if TYPE_CHECKING:
    from uuid import UUID

COVERS = (RightsRequest, Erasure)


@brokered
def held(subject: UUID) -> list[Held]:
    """One entry for each request. They hold fixed words and times: an erasure leaves them to nobody."""
    return [_held(row) for row in RightsRequest.objects.filter(subject=subject).order_by("-asked_at", "-pk")]


def _held(row: RightsRequest) -> Held:
    retention = policy().retention_class(RECORDS)
    until = retention.kept_until(timezone.localdate(row.ended_at or timezone.now()))
    return Held(
        "ご請求の記録",
        "Record of your request",
        facts=(
            ("種類", "Kind", row.kind),
            ("受付日", "Received on", timezone.localdate(row.asked_at).isoformat()),
            ("状況", "State", row.state),
        ),
        kept_until=until,
        on_erasure=None
        if until is None
        else kept_until(until, because_ja=retention.name_ja, because_en=retention.name_en),
    )
