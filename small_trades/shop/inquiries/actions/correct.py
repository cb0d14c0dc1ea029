"""The name and address of whoever wrote, corrected (個人情報保護法 34)."""

from uuid import UUID

from django.db import transaction

from small_trades import privacy
from small_trades.policy.declaration import RIGHTS
from small_trades.policy.groups import EmailAddress, PersonName
from small_trades.shop.inquiries.actions.changing import locked
from small_trades.shop.inquiries.lookups import INQUIRY_EMAIL


@transaction.atomic
def correct_sender(
    inquiry_id: UUID, *, name: PersonName | None, email: EmailAddress | None, reason: str = ""
) -> bool:
    """Correct who wrote an inquiry; None stays as it is. Whether anything differed.

    What was written stays as it was. `reason` is what staff say they open it for.
    """
    inquiry = locked(inquiry_id)
    before = privacy.use((inquiry.name, inquiry.email), purpose=RIGHTS, reason=reason)
    after = (name or before[0], email or before[1])
    if after == before:
        return False
    privacy.correct(inquiry, notice="inquiry", name=after[0], email=after[1])
    inquiry.save(update_fields=["name", "email"])
    if email is not None:
        INQUIRY_EMAIL.put(email.address, subject=inquiry.subject, record=inquiry.pk)
    return True
