"""What is over is destroyed: hashes, evidence, objections, and the traces of old orders."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import Q

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
    over = (
        Q(expires_at__lte=now)
        | Q(ended_at__lte=now - ENDED_KEPT)
        | Q(confirmed_at=None, made_at__lte=now - UNCONFIRMED_KEPT)
    )
    due = list(Refusal.objects.filter(over).values_list("pk", flat=True))
    for refusal_id in due:
        with transaction.atomic():
            for refusal in Refusal.objects.select_for_update().filter(pk=refusal_id):
                forget(refusal)
    for lookup in (*MARKS.values(), PLACE):
        lookup.forget_before(now - TRACES_KEPT)
    return Forgotten(refusals=len(due), words=_forget_words_of_the_erased(now))


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


def _forget_words_of_the_erased(now: dt.datetime) -> int:
    gone = [
        refusal
        for refusal in Refusal.objects.filter(person_gone_at=None, ended_at=None)
        if not LINK.alike(refusal.pk)
    ]
    for refusal in gone:
        privacy.destroy(refusal.subject, classes=[REFUSAL_RETENTION.id])
        Refusal.objects.filter(pk=refusal.pk).update(person_gone_at=now)
    return len(gone)
