"""A refusal ends before its time: the shop is open again at once."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from small_trades.shop.misuse.lookups import MARKS
from small_trades.shop.misuse.models import Refusal
from small_trades.shop.misuse.queries.refusals import in_force
from small_trades.shop.misuse.reasons import RefusalEnd


class NotInForceError(Exception):
    """There is nothing to end (any more); nothing was changed."""


def end(refusal_id: UUID, *, staff_id: UUID) -> None:
    """Take a refusal back. In favour of the person, so one pair of eyes is enough.

    Raises:
        NotInForceError: nothing was changed.
    """
    with transaction.atomic():
        refusal = Refusal.objects.select_for_update().filter(in_force(), pk=refusal_id).first()
        if refusal is None:
            raise NotInForceError
        end_held(refusal, how=RefusalEnd.WITHDRAWN, staff_id=staff_id)


def end_held(refusal: Refusal, *, how: RefusalEnd, staff_id: UUID) -> None:
    """End a refusal whose row is held. Its hashes go with the transaction; its words stay for a while."""
    refusal.ended_at, refusal.ended_by, refusal.end = timezone.now(), staff_id, how
    refusal.save(update_fields=["ended_at", "ended_by", "end"])
    for lookup in MARKS.values():
        lookup.drop(refusal.pk)
