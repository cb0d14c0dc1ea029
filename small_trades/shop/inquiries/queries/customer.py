"""Inquiries as their senders see them."""

from collections.abc import Collection
from uuid import UUID

from django.urls import reverse

from small_trades.shop.inquiries.lookups import INQUIRY_EMAIL
from small_trades.shop.inquiries.models import Inquiry
from small_trades.shop.inquiries.queries.making import inquiry_thread
from small_trades.shop.inquiries.queries.shapes import InquirySummary, InquiryThread
from small_trades.shop.inquiries.states import (
    INQUIRY_KIND_NAMES,
    INQUIRY_STATE_NAMES,
    InquiryKind,
    InquiryState,
)
from small_trades.shop.kernel.codes import normalise_code


def inquiries_of(customer_id: UUID) -> tuple[InquirySummary, ...]:
    """A member's inquiries, newest first."""
    found = Inquiry.objects.filter(customer_id=customer_id).order_by("-opened_at")
    return tuple(_summary(inquiry) for inquiry in found)


def thread_of(customer_id: UUID, code: str) -> InquiryThread | None:
    """One of a member's inquiries by its code, or None where they have no such inquiry."""
    inquiry = Inquiry.objects.filter(customer_id=customer_id, code=code).first()
    return inquiry_thread(inquiry) if inquiry else None


def thread_among(inquiry_ids: Collection[UUID], code: str) -> InquiryThread | None:
    """The inquiry of this code if it is among those the session may see."""
    inquiry = Inquiry.objects.filter(pk__in=inquiry_ids, code=code).first()
    return inquiry_thread(inquiry) if inquiry else None


def find_inquiry(code: str, email: str) -> tuple[UUID, str] | None:
    """Id and code of the inquiry of this code sent from this address; None for either being wrong.

    The address is looked up first and always, so that time does not tell whether a code exists.
    """
    candidates = [hit.record for hit in INQUIRY_EMAIL.find_all(email)]
    found = Inquiry.objects.filter(code=normalise_code(code) or "", pk__in=candidates).first()
    return (found.pk, found.code) if found else None


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
