"""Somebody looks after an inquiry."""

from uuid import UUID

from small_trades.shop.inquiries.models import Inquiry


def take(inquiry_id: UUID, *, staff_id: UUID) -> None:
    """Make a member of staff the one who looks after it, whoever did before."""
    Inquiry.objects.filter(pk=inquiry_id).update(owner_id=staff_id)
