"""What is over is destroyed: hashes, evidence, objections, and the traces of old orders."""

import datetime as dt
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from small_trades import privacy
from small_trades.policy.declaration import REFUSAL_RETENTION
from small_trades.shop.misuse.lookups import LINK, MARKS, PLACE
from small_trades.shop.misuse.models import Evidence, Refusal
from small_trades.shop.misuse.queries.refusals import evidence_of
from small_trades.shop.misuse.queries.signals import TRACES_KEPT

UNCONFIRMED_KEPT: Final = dt.timedelta(days=7)
"""As long as a question to a second person stands."""
ENDED_KEPT: Final = dt.timedelta(days=30)
"""So that both sides can read how it ended."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many refusals went, and of how many the words went because the person was erased."""

    refusals: int
    words: int


def forget_expired(now: dt.datetime) -> Forgotten:
    """Destroy every refusal whose time is over, with its keys; and the traces of orders that are old.

    Also what an erased person had said against their refusal: the refusal itself goes on until its end.
    """
    refusals = sum(forget_refusal(refusal.pk, now) for refusal in list(over(now)))
    for lookup in old_traces(now):
        lookup.forget_before(now - TRACES_KEPT)
    return Forgotten(refusals=refusals, words=sum(forget_words(each.pk, now) for each in of_the_erased()))


def over(now: dt.datetime) -> QuerySet[Refusal]:
    """Refusals whose time is over: expired, ended a while ago, or never confirmed."""
    return Refusal.objects.filter(
        Q(expires_at__lte=now)
        | Q(ended_at__lte=now - ENDED_KEPT)
        | Q(confirmed_at=None, made_at__lte=now - UNCONFIRMED_KEPT)
    )


def old_traces(now: dt.datetime) -> list[privacy.LookUp]:
    """The look-ups that hold traces of orders older than signals look back."""
    return [lookup for lookup in (*MARKS.values(), PLACE) if lookup.has_before(now - TRACES_KEPT)]


def of_the_erased() -> list[Refusal]:
    """Refusals whose person was erased and whose words still stand."""
    standing = Refusal.objects.filter(person_gone_at=None, ended_at=None)
    return [refusal for refusal in standing if not LINK.alike(refusal.pk)]


def forget_refusal(refusal_id: UUID, now: dt.datetime) -> bool:
    """Destroy a refusal that is over; False where it is gone or was renewed."""
    with transaction.atomic():
        refusal = over(now).select_for_update().filter(pk=refusal_id).first()
        if refusal is None:
            return False
        forget(refusal)
        return True


def forget(refusal: Refusal) -> None:
    """Destroy a refusal: its hashes, the evidence and its key, the objections and theirs, the row."""
    evidence = evidence_of(refusal.pk)
    if evidence is not None:
        _forget_evidence(evidence)
    LINK.drop(refusal.pk)
    privacy.destroy(refusal.subject)
    refusal.delete()


def _forget_evidence(evidence: Evidence) -> None:
    LINK.drop(evidence.pk)
    person = evidence.subject
    evidence.delete()
    if not Evidence.objects.filter(subject=person).exists():
        # Every copy of it becomes unreadable, in backups too.
        privacy.destroy(person, classes=[REFUSAL_RETENTION.id])


def forget_words(refusal_id: UUID, now: dt.datetime) -> bool:
    """Destroy what an erased person had said against a refusal; False where that is done."""
    with transaction.atomic():
        refusal = Refusal.objects.select_for_update().filter(pk=refusal_id, person_gone_at=None).first()
        if refusal is None:
            return False
        privacy.destroy(refusal.subject, classes=[REFUSAL_RETENTION.id])
        Refusal.objects.filter(pk=refusal.pk).update(person_gone_at=now)
        return True
