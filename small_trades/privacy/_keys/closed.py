"""Whose values may have closed since a moment: asked by caches of opened values when the generation rose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from small_trades.privacy._broker import brokered
from small_trades.privacy._consents.models import Closure
from small_trades.privacy._keys.models import KeyRing

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID


@brokered
def closed_since(moment: datetime) -> frozenset[UUID]:
    """Persons with a key destroyed, or an objection or restriction made or lifted since.

    They are to be asked about again with `use(…, skip_closed=True)`. A key is held for a law when others of
    the person are destroyed, so that the person is among them.
    """
    rings = KeyRing.objects.filter(destroyed_at__gte=moment)
    closures = Closure.objects.filter(Q(made_at__gte=moment) | Q(lifted_at__gte=moment))
    return frozenset(rings.values_list("subject_id", flat=True)) | frozenset(
        closures.values_list("subject_id", flat=True)
    )
