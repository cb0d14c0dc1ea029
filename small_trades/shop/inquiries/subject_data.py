"""What inquiries hold about a person."""

from collections.abc import Iterator
from uuid import UUID

from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import INQUIRY_RETENTION
from small_trades.shop.account.models import Customer
from small_trades.shop.inquiries.models import Inquiry, InquiryMessage
from small_trades.shop.inquiries.queries import InquiryThread, threads_of_subject
from small_trades.shop.inquiries.states import InquiryState

COVERS = (Inquiry, InquiryMessage)


def held(subject: UUID) -> Iterator[privacy.Held]:
    """One entry for each inquiry."""
    return (_held(thread) for thread in threads_of_subject(subject))


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


def _held(thread: InquiryThread) -> privacy.Held:
    closed = timezone.localdate(thread.closed_at) if thread.closed_at else None
    return privacy.Held(
        "お問い合わせ",
        "Inquiry",
        sealed=(thread.name, thread.email, *(message.text for message in thread.messages)),
        facts=(
            ("お問い合わせ番号", "Inquiry code", thread.code),
            ("送信日", "Sent on", timezone.localdate(thread.opened_at).isoformat()),
            ("受付方法", "Came by", "メール / mail" if thread.is_by_mail else "フォーム / form"),
        ),
        kept_until=INQUIRY_RETENTION.kept_until(closed) if closed else None,
    )
