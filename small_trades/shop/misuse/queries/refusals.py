"""Refusals as the desk lists them and as the refused see them. Nothing is opened here."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.groups import EvidenceText
from small_trades.shop.kernel.codes import normalise_code
from small_trades.shop.misuse.lookups import LINK, MARKS
from small_trades.shop.misuse.marks import Marks
from small_trades.shop.misuse.models import Appeal, Evidence, Refusal
from small_trades.shop.misuse.reasons import (
    END_NAMES,
    MARK_NAMES,
    REASON_WORDS,
    STATE_NAMES,
    Mark,
    Reason,
    RefusalEnd,
    RefusalState,
    Words,
)


@dataclass(frozen=True, slots=True)
class AppealView:
    """An objection; its words and the answer are handles."""

    id: UUID
    made_at: dt.datetime
    text: privacy.Sealed[EvidenceText]
    answer: privacy.Sealed[EvidenceText] | None
    decided_at: dt.datetime | None
    is_granted: bool | None


@dataclass(frozen=True, slots=True)
class RefusalView:
    """A refusal as it stands now. `evidence` is None once the person was erased."""

    id: UUID
    code: str
    state: RefusalState
    reason: Reason
    marks: tuple[Mark, ...]
    made_by: UUID
    made_at: dt.datetime
    confirmed_by: UUID | None
    confirmed_at: dt.datetime | None
    expires_at: dt.datetime
    ended_at: dt.datetime | None
    end: RefusalEnd | None
    appeals: tuple[AppealView, ...] = ()
    evidence: privacy.Sealed[EvidenceText] | None = None

    @property
    def state_name(self) -> Words:
        """Where it stands, in words."""
        return STATE_NAMES[self.state]

    @property
    def reason_words(self) -> Words:
        """Why, as the person is told."""
        return REASON_WORDS[self.reason]

    @property
    def mark_names(self) -> tuple[Words, ...]:
        """By what the person is recognised."""
        return tuple(MARK_NAMES[mark] for mark in self.marks)

    @property
    def end_name(self) -> Words:
        """Why it ended early; empty where it did not."""
        return END_NAMES[self.end] if self.end else ""

    @property
    def waiting(self) -> AppealView | None:
        """The objection nobody has decided yet."""
        return next((appeal for appeal in self.appeals if appeal.decided_at is None), None)


def in_force() -> Q:
    """Refusals that refuse somebody now."""
    return Q(confirmed_at__isnull=False, ended_at__isnull=True, expires_at__gt=timezone.now())


def match(marks: Marks, *, subject: UUID | None = None) -> RefusalView | None:
    """The refusal in force that one of these values, or this person, is under."""
    found = {hit.record for mark in marks.present() for hit in MARKS[mark].find_all(marks.of(mark))}
    return _first_in_force(found | (of_subject(subject) if subject else set()))


def match_record(record: UUID, *, subject: UUID) -> RefusalView | None:
    """The refusal in force that a draft or an order shares a value with; nothing is opened for it."""
    found = {hit.record for lookup in MARKS.values() for hit in lookup.alike(record)}
    return _first_in_force(found | of_subject(subject))


def open_like(marks: Marks) -> RefusalView | None:
    """A refusal, in force or proposed, that one of these values leads to."""
    found = {hit.record for mark in marks.present() for hit in MARKS[mark].find_all(marks.of(mark))}
    is_open = Q(ended_at__isnull=True, expires_at__gt=timezone.now())
    refusal = Refusal.objects.filter(is_open, pk__in=found).order_by("-made_at").first()
    return view_of(refusal) if refusal else None


def by_code(code: str) -> RefusalView | None:
    """A refusal with its objections, by its code as typed or followed."""
    canonical = normalise_code(code)
    refusal = Refusal.objects.filter(code=canonical).first() if canonical else None
    return whole(refusal) if refusal else None


def by_id(refusal_id: UUID) -> RefusalView | None:
    """A refusal with its objections."""
    refusal = Refusal.objects.filter(pk=refusal_id).first()
    return whole(refusal) if refusal else None


def list_refusals(*, start: int, stop: int) -> tuple[RefusalView, ...]:
    """All that are kept, those with an objection that waits first, then the newest."""
    waits = Appeal.objects.filter(refusal=OuterRef("pk"), decided_at__isnull=True)
    found = Refusal.objects.annotate(waits=Exists(waits)).order_by("-waits", "-made_at")
    return tuple(view_of(refusal) for refusal in found.prefetch_related("appeals")[start:stop])


def count_refusals() -> int:
    """How many are kept."""
    return Refusal.objects.count()


def count_waiting_appeals() -> int:
    """How many objections nobody has decided yet."""
    return Appeal.objects.filter(decided_at__isnull=True, refusal__ended_at__isnull=True).count()


def of_subject(subject: UUID) -> set[UUID]:
    """The refusals of a person, by the link that goes with their key."""
    evidence = Evidence.objects.filter(subject=subject).values_list("pk", flat=True)
    return {hit.record for kept in evidence for hit in LINK.alike(kept)}


def refusals_of(subject: UUID) -> tuple[RefusalView, ...]:
    """The refusals of a person with their evidence, the newest first."""
    found = Refusal.objects.filter(pk__in=of_subject(subject)).order_by("-made_at")
    return tuple(whole(refusal) for refusal in found)


def evidence_of(refusal_id: UUID) -> Evidence | None:
    """What was kept about the person; None once they were erased."""
    linked = [hit.record for hit in LINK.alike(refusal_id)]
    return Evidence.objects.filter(pk__in=linked).first()


def whole(refusal: Refusal) -> RefusalView:
    """The refusal with its evidence."""
    kept = evidence_of(refusal.pk)
    return view_of(refusal, evidence=kept.text if kept else None)


def view_of(refusal: Refusal, *, evidence: privacy.Sealed[EvidenceText] | None = None) -> RefusalView:
    """The row as it stands now."""
    return RefusalView(
        id=refusal.pk,
        code=refusal.code,
        state=_state(refusal),
        reason=Reason(refusal.reason),
        marks=tuple(Mark(mark) for mark in refusal.marks),
        made_by=refusal.made_by,
        made_at=refusal.made_at,
        confirmed_by=refusal.confirmed_by,
        confirmed_at=refusal.confirmed_at,
        expires_at=refusal.expires_at,
        ended_at=refusal.ended_at,
        end=RefusalEnd(refusal.end) if refusal.end else None,
        appeals=tuple(_appeal(appeal) for appeal in refusal.appeals.all()),
        evidence=evidence,
    )


def _state(refusal: Refusal) -> RefusalState:
    if refusal.ended_at is not None:
        return RefusalState.ENDED
    if refusal.expires_at <= timezone.now():
        return RefusalState.EXPIRED
    return RefusalState.IN_FORCE if refusal.confirmed_at else RefusalState.PROPOSED


def _appeal(appeal: Appeal) -> AppealView:
    return AppealView(
        appeal.pk, appeal.made_at, appeal.text, appeal.answer, appeal.decided_at, appeal.is_granted
    )


def _first_in_force(candidates: Iterable[UUID]) -> RefusalView | None:
    found = Refusal.objects.filter(in_force(), pk__in=list(candidates)).order_by("-confirmed_at").first()
    return view_of(found) if found else None
