"""Propose to refuse somebody. It refuses nobody until a second person has confirmed it."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.groups import EvidenceText
from small_trades.shop.kernel.codes import new_code
from small_trades.shop.misuse.lookups import LINK, MARKS, OF_A_REFUSAL
from small_trades.shop.misuse.marks import Marks
from small_trades.shop.misuse.models import Evidence, Refusal
from small_trades.shop.misuse.queries import refusals
from small_trades.shop.misuse.queries.refusals import RefusalView, view_of
from small_trades.shop.misuse.reasons import LONGEST_DAYS, Reason


class NothingToMatchError(Exception):
    """Without a mark nobody could be recognised; nothing was stored."""


class AlreadyRefusedError(Exception):
    """There is a refusal, in force or proposed, for one of the values; nothing was stored."""

    def __init__(self, refusal: RefusalView) -> None:
        """Keep it, so that the desk can show it."""
        super().__init__(refusal.code)
        self.refusal = refusal


@dataclass(frozen=True, slots=True, repr=False)
class Proposal:
    """Whom to refuse, by what to recognise them, why, on what evidence, and for how many days."""

    person: UUID
    marks: Marks
    reason: Reason
    evidence: EvidenceText
    days: int


def propose(wanted: Proposal, *, staff_id: UUID) -> RefusalView:
    """Keep a proposal: hashes, the reason, and the evidence sealed under the person's own key.

    Raises:
        NothingToMatchError, AlreadyRefusedError: nothing was stored.
        ValueError: the refusal would last less than a day or longer than a year.
        privacy.Erased: the person was erased; nothing was stored.
    """
    if not 1 <= wanted.days <= LONGEST_DAYS:
        raise ValueError("a refusal lasts from a day to a year")
    if not wanted.marks.present():
        raise NothingToMatchError
    known = refusals.open_like(wanted.marks)
    if known is not None:
        raise AlreadyRefusedError(known)
    with transaction.atomic():
        return view_of(_keep(wanted, staff_id))


def _keep(wanted: Proposal, staff_id: UUID) -> Refusal:
    now = timezone.now()
    evidence = Evidence(subject=wanted.person)
    privacy.collect(evidence, notice="refusal", text=wanted.evidence)
    evidence.save()
    refusal = Refusal.objects.create(
        code=new_code(),
        subject=privacy.new_subject(),
        reason=wanted.reason,
        marks=[mark.value for mark in wanted.marks.present()],
        made_by=staff_id,
        made_at=now,
        expires_at=now + dt.timedelta(days=wanted.days),
    )
    for mark in wanted.marks.present():
        MARKS[mark].put(
            wanted.marks.of(mark), subject=refusal.subject, record=refusal.pk, subject_class=OF_A_REFUSAL
        )
    for record in (refusal.pk, evidence.pk):
        LINK.put(str(refusal.pk), subject=wanted.person, record=record)
    return refusal
