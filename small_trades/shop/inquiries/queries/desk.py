"""Inquiries as the desk lists them. Nothing is opened here: names and words are handles."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from small_trades.shop.inquiries.models import Inquiry
from small_trades.shop.inquiries.queries.making import inquiry_thread
from small_trades.shop.inquiries.queries.shapes import InquiryRow, InquiryThread
from small_trades.shop.inquiries.states import (
    INQUIRY_KIND_NAMES,
    INQUIRY_STATE_NAMES,
    RIGHTS_REQUESTS,
    InquiryKind,
    InquiryState,
)
from small_trades.shop.kernel.codes import normalise_code

_AT_ONCE: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryFilter:
    """What the desk looks for; what is None or empty does not narrow."""

    state: InquiryState | None = None
    kind: InquiryKind | None = None
    owner_id: UUID | None = None
    has_owner: bool | None = None
    code: str = ""


def count_waiting() -> int:
    """How many inquiries wait for the shop's answer."""
    return Inquiry.objects.filter(state=InquiryState.WAITING).count()


def count_late() -> int:
    """How many of them should have been answered by now."""
    return Inquiry.objects.filter(state=InquiryState.WAITING, answer_by__lt=timezone.now()).count()


def count_inquiries(wanted: InquiryFilter) -> int:
    """How many inquiries match."""
    return _matching(wanted).count()


def list_inquiries(wanted: InquiryFilter, *, start: int, stop: int) -> tuple[InquiryRow, ...]:
    """The matching inquiries from `start` to before `stop`: what is due first, then the newest."""
    found = _matching(wanted).annotate(said=Count("messages"))
    ordered = found.order_by(F("answer_by").asc(nulls_last=True), "-opened_at")
    return tuple(_row(inquiry, inquiry.said) for inquiry in ordered[start:stop])


def thread_by_code(code: str) -> InquiryThread | None:
    """One inquiry, its code as typed or read from a page."""
    inquiry = Inquiry.objects.filter(code=normalise_code(code) or "").first()
    return inquiry_thread(inquiry) if inquiry else None


def code_of(inquiry_id: UUID) -> str:
    """The code of an inquiry by its id; empty where it is gone."""
    return codes_of([inquiry_id]).get(inquiry_id, "")


def codes_of(inquiry_ids: Collection[UUID]) -> dict[UUID, str]:
    """The codes of inquiries by their ids; without those that are gone."""
    return dict(Inquiry.objects.filter(pk__in=inquiry_ids).values_list("pk", "code"))


def language_of(inquiry_id: UUID) -> str:
    """In which language an inquiry is answered; Japanese where it is gone."""
    return Inquiry.objects.filter(pk=inquiry_id).values_list("language", flat=True).first() or "ja"


def threads_of_subject(subject: UUID) -> Iterator[InquiryThread]:
    """Every inquiry of one person, newest first, one after the other."""
    found = Inquiry.objects.filter(subject=subject).order_by("-opened_at")
    return (inquiry_thread(inquiry) for inquiry in found.iterator(chunk_size=_AT_ONCE))


def _matching(wanted: InquiryFilter) -> QuerySet[Inquiry]:
    question = Q()
    if wanted.state:
        question &= Q(state=wanted.state)
    if wanted.kind:
        question &= Q(kind=wanted.kind)
    if wanted.owner_id:
        question &= Q(owner_id=wanted.owner_id)
    if wanted.has_owner is not None:
        question &= Q(owner_id__isnull=not wanted.has_owner)
    if wanted.code:
        question &= Q(code=normalise_code(wanted.code) or "")
    return Inquiry.objects.filter(question)


def _row(inquiry: Inquiry, messages: int) -> InquiryRow:
    kind, state = InquiryKind(inquiry.kind), InquiryState(inquiry.state)
    return InquiryRow(
        id=inquiry.pk,
        code=inquiry.code,
        kind=kind,
        kind_name=INQUIRY_KIND_NAMES[kind],
        is_request=kind in RIGHTS_REQUESTS,
        state=state,
        state_name=INQUIRY_STATE_NAMES[state],
        opened_at=inquiry.opened_at,
        waiting_since=inquiry.waiting_since,
        answer_by=inquiry.answer_by,
        is_late=inquiry.answer_by is not None and inquiry.answer_by < timezone.now(),
        owner_id=inquiry.owner_id,
        order_code=inquiry.order_code,
        messages=messages,
        is_member=inquiry.customer_id is not None,
        is_by_mail=inquiry.is_by_mail,
        name=inquiry.name,
    )
