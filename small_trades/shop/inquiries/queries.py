"""Inquiries as their senders see them, and as the desk does. Values are handles: whoever shows them opens them."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise

from small_trades import privacy
from small_trades.policy.groups import EmailAddress, InquiryText, PersonName
from small_trades.shop.inquiries.lookups import INQUIRY_EMAIL
from small_trades.shop.inquiries.models import Inquiry, InquiryMessage
from small_trades.shop.inquiries.states import (
    INQUIRY_KIND_NAMES,
    INQUIRY_STATE_NAMES,
    INQUIRY_STATES,
    RIGHTS_REQUESTS,
    InquiryKind,
    InquiryState,
)
from small_trades.shop.kernel.codes import normalise_code

Words = str | Promise


@dataclass(frozen=True, slots=True)
class InquirySummary:
    """One inquiry in the list of whoever sent it; `href` leads to its page."""

    code: str
    kind: InquiryKind
    kind_name: Words
    state: InquiryState
    state_name: Words
    opened_at: dt.datetime
    answer_by: dt.datetime | None
    href: str


@dataclass(frozen=True, slots=True)
class InquiryRow:
    """One inquiry in the desk's list, unopened. `is_late`: its time to be answered has passed."""

    id: UUID
    code: str
    kind: InquiryKind
    kind_name: Words
    is_request: bool
    state: InquiryState
    state_name: Words
    opened_at: dt.datetime
    waiting_since: dt.datetime | None
    answer_by: dt.datetime | None
    is_late: bool
    owner_id: UUID | None
    order_code: str
    messages: int
    is_member: bool
    name: privacy.Sealed[PersonName]


@dataclass(frozen=True, slots=True)
class ThreadMessage:
    """One message, unopened; without `staff_id` it is the customer's."""

    at: dt.datetime
    staff_id: UUID | None
    text: privacy.Sealed[InquiryText]

    @property
    def is_from_shop(self) -> bool:
        """Whether it is an answer."""
        return self.staff_id is not None


@dataclass(frozen=True, slots=True)
class InquiryThread:
    """One inquiry with its messages in order, unopened."""

    id: UUID
    code: str
    subject: UUID
    customer_id: UUID | None
    kind: InquiryKind
    kind_name: Words
    is_request: bool
    state: InquiryState
    state_name: Words
    language: str
    order_code: str
    name: privacy.Sealed[PersonName]
    email: privacy.Sealed[EmailAddress]
    owner_id: UUID | None
    policy_version: int
    terms_version: int
    opened_at: dt.datetime
    answer_by: dt.datetime | None
    closed_at: dt.datetime | None
    can_answer: bool
    can_close: bool
    messages: tuple[ThreadMessage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryFilter:
    """What the desk looks for; what is None or empty does not narrow."""

    state: InquiryState | None = None
    kind: InquiryKind | None = None
    owner_id: UUID | None = None
    has_owner: bool | None = None
    code: str = ""


def inquiries_of(customer_id: UUID) -> tuple[InquirySummary, ...]:
    """A member's inquiries, newest first."""
    found = Inquiry.objects.filter(customer_id=customer_id).order_by("-opened_at")
    return tuple(_summary(inquiry) for inquiry in found)


def thread_of(customer_id: UUID, code: str) -> InquiryThread | None:
    """One of a member's inquiries by its code, or None where they have no such inquiry."""
    return _thread(Inquiry.objects.filter(customer_id=customer_id, code=code).first())


def thread_among(inquiry_ids: Collection[UUID], code: str) -> InquiryThread | None:
    """The inquiry of this code if it is among those the session may see."""
    return _thread(Inquiry.objects.filter(pk__in=inquiry_ids, code=code).first())


def find_inquiry(code: str, email: str) -> tuple[UUID, str] | None:
    """Id and code of the inquiry of this code sent from this address; None for either being wrong.

    The address is looked up first and always, so that time does not tell whether a code exists.
    """
    candidates = [hit.record for hit in INQUIRY_EMAIL.find_all(email)]
    found = Inquiry.objects.filter(code=normalise_code(code) or "", pk__in=candidates).first()
    return (found.pk, found.code) if found else None


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
    return _thread(Inquiry.objects.filter(code=normalise_code(code) or "").first())


def threads_of_subject(subject: UUID) -> tuple[InquiryThread, ...]:
    """Every inquiry of one person, newest first."""
    found = Inquiry.objects.filter(subject=subject).order_by("-opened_at")
    return tuple(_made(inquiry) for inquiry in found)


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


def _summary(inquiry: Inquiry) -> InquirySummary:
    kind, state = InquiryKind(inquiry.kind), InquiryState(inquiry.state)
    return InquirySummary(
        code=inquiry.code,
        kind=kind,
        kind_name=INQUIRY_KIND_NAMES[kind],
        state=state,
        state_name=INQUIRY_STATE_NAMES[state],
        opened_at=inquiry.opened_at,
        answer_by=inquiry.answer_by,
        href=reverse("inquiries:thread", kwargs={"code": inquiry.code}),
    )


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
        name=inquiry.name,
    )


def _thread(inquiry: Inquiry | None) -> InquiryThread | None:
    return _made(inquiry) if inquiry else None


def _made(inquiry: Inquiry) -> InquiryThread:
    kind, state = InquiryKind(inquiry.kind), InquiryState(inquiry.state)
    return InquiryThread(
        id=inquiry.pk,
        code=inquiry.code,
        subject=inquiry.subject,
        customer_id=inquiry.customer_id,
        kind=kind,
        kind_name=INQUIRY_KIND_NAMES[kind],
        is_request=kind in RIGHTS_REQUESTS,
        state=state,
        state_name=INQUIRY_STATE_NAMES[state],
        language=inquiry.language,
        order_code=inquiry.order_code,
        name=inquiry.name,
        email=inquiry.email,
        owner_id=inquiry.owner_id,
        policy_version=inquiry.policy_version,
        terms_version=inquiry.terms_version,
        opened_at=inquiry.opened_at,
        answer_by=inquiry.answer_by,
        closed_at=inquiry.closed_at,
        can_answer=INQUIRY_STATES.may(state, InquiryState.ANSWERED),
        can_close=INQUIRY_STATES.may(state, InquiryState.CLOSED),
        messages=tuple(_message(message) for message in inquiry.messages.all()),
    )


def _message(message: InquiryMessage) -> ThreadMessage:
    return ThreadMessage(message.at, message.staff_id, message.text)
