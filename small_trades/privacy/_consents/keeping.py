"""How long what a person said is kept: their closures go with them, consents stay as proof until due."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from django.db.models import Q
from django.utils import timezone

from small_trades.privacy._broker import brokered
from small_trades.privacy._consents.models import Closure, Consent
from small_trades.privacy._consents.writing import changed, changing
from small_trades.privacy._keys.store import RECORDS
from small_trades.privacy._ledger import Event
from small_trades.privacy._policy import policy

if TYPE_CHECKING:
    from uuid import UUID

    from small_trades.privacy.vocabulary import Retention

ERASED: Final = "erased"
"""The channel of a consent that ended with its person."""


@brokered
def forget_consents(subject: UUID) -> int:
    """End what a person said, when they are erased: consents are withdrawn, objections and restrictions go.

    The consents themselves stay, under a number that means nobody any more, until `consents_due` names them.
    Returns how many stay. Idempotent.
    """
    with changing(subject) as person:
        consents = Consent.objects.filter(subject_id=subject)
        ended = consents.filter(withdrawn_at=None).update(
            withdrawn_at=timezone.now(), withdrawn_channel=ERASED
        )
        gone, _ = Closure.objects.filter(subject_id=subject).delete()
        if person is not None and (ended or gone):
            changed(person, Event.CONSENT, f"forgotten:{ERASED}")
        return consents.count()


@brokered
def consents_due(now: datetime) -> tuple[UUID, ...]:
    """Ids of the consents that need not be proved any more: withdrawn, or of an erased person, long enough.

    How long is the policy's retention class `RECORDS`; one without an end makes none due.
    """
    last_day = _last_ended(policy().retention_class(RECORDS), timezone.localdate(now))
    if last_day is None:
        return ()
    limit = timezone.make_aware(datetime.combine(last_day, time.max))
    ended = Q(withdrawn_at__lte=limit) | Q(subject__erased_at__lte=limit)
    return tuple(Consent.objects.filter(ended).order_by("given_at", "pk").values_list("pk", flat=True))


@brokered
def forget_consent(consent_id: UUID) -> bool:
    """Delete one consent that does not stand; whether there was one. The words stay: others agreed to them.

    ValueError for one that stands: it would be revoked without the person's word.
    """
    row = Consent.objects.select_related("subject").filter(pk=consent_id).first()
    if row is None:
        return False
    if row.withdrawn_at is None and row.subject.erased_at is None:
        raise ValueError("A consent that stands is withdrawn, not forgotten.")
    return bool(Consent.objects.filter(pk=consent_id).delete()[0])


def _last_ended(retention: Retention, today: date) -> date | None:
    """The latest day of which what ended then is kept no longer, or None when it is kept without an end."""
    day = today - timedelta(days=retention.days or 365 * (retention.years or 0))
    while (until := retention.kept_until(day)) is not None and until >= today:
        day -= timedelta(days=1)
    return day if until is not None else None
