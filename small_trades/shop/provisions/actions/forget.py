"""What is over goes: the key of a record first, then its row."""

from uuid import UUID

from small_trades import privacy
from small_trades.shop.provisions.models import ProvisionCase, RecipientNotice


def forget_case(case_id: UUID) -> bool:
    """Whether it was there. After this nobody can open its record, in no backup either."""
    case = ProvisionCase.objects.filter(pk=case_id).first()
    if case is None:
        return False
    privacy.destroy(case.subject)
    case.delete()
    return True


def forget_notice(notice_id: UUID) -> bool:
    """Whether it was there."""
    return bool(RecipientNotice.objects.filter(pk=notice_id).delete()[0])
