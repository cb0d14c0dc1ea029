"""What inquiries hold about a person."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import INQUIRY_RETENTION
from small_trades.shop.account.models import Customer
from small_trades.shop.inquiries.models import Inquiry, InquiryFile, InquiryMessage
from small_trades.shop.inquiries.queries import InquiryThread, threads_of_subject
from small_trades.shop.inquiries.queries.shapes import ThreadFile
from small_trades.shop.inquiries.states import InquiryState
from small_trades.shop.site.formats import file_size

COVERS = (Inquiry, InquiryMessage, InquiryFile)


def held(subject: UUID) -> Iterator[privacy.Held]:
    """One entry for each inquiry, followed by one for each file in it."""
    for thread in threads_of_subject(subject):
        yield _held(thread)
        yield from (_held_file(thread, file) for file in thread.files)


def forget(subject: UUID) -> int:
    """Remove the inquiries with their messages; how many rows went."""
    return Inquiry.objects.filter(subject=subject).delete()[0]


def adopting(guest: UUID, into: UUID) -> None:
    """A guest's inquiries become those of the member."""
    member = Customer.objects.filter(subject=into).values_list("pk", flat=True).first()
    Inquiry.objects.filter(subject=guest).update(customer_id=member)


def under_way(subject: UUID) -> bool:
    """Whether an inquiry waits for the shop's answer."""
    return Inquiry.objects.filter(subject=subject, state=InquiryState.WAITING).exists()


def _held_file(thread: InquiryThread, file: ThreadFile) -> privacy.Held:
    return privacy.Held(
        "お問い合わせのファイル",
        "File of an inquiry",
        sealed=(file.label,),
        facts=(
            ("お問い合わせ番号", "Inquiry code", thread.code),
            ("大きさ", "Size", file_size(file.size)),
        ),
        kept_until=_kept_until(thread),
        files=(privacy.KeptFile.of(InquiryFile(pk=file.id), "content"),),
    )


def _said(thread: InquiryThread) -> Iterator[privacy.Sealed[Any]]:
    for message in thread.messages:
        yield message.text
        if message.left_out is not None:
            yield message.left_out


def _kept_until(thread: InquiryThread) -> date | None:
    return INQUIRY_RETENTION.kept_until(timezone.localdate(thread.closed_at)) if thread.closed_at else None


def _held(thread: InquiryThread) -> privacy.Held:
    return privacy.Held(
        "お問い合わせ",
        "Inquiry",
        sealed=(thread.name, thread.email, *_said(thread)),
        facts=(
            ("お問い合わせ番号", "Inquiry code", thread.code),
            ("送信日", "Sent on", timezone.localdate(thread.opened_at).isoformat()),
            ("受付方法", "Came by", "メール / mail" if thread.is_by_mail else "フォーム / form"),
        ),
        kept_until=_kept_until(thread),
    )
