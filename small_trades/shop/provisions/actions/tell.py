"""Corrections, stops and erasures travel to those who were given the value (clause 6)."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.doors.makers.messages import MakerNotice
from small_trades.doors.paper.messages import Sheet
from small_trades.policy.declaration import MAKER, RIGHTS
from small_trades.shop.provisions.models import ProvisionCase, RecipientNotice
from small_trades.shop.provisions.states import TOLD, CaseKind, CaseState, ToldState

CHANGES: Final = ("correction", "stop", "erasure")


def note(person: UUID, recipients: Iterable[str], what: str) -> tuple[str, ...]:
    """Note which recipients must be told; those that hold something of the person. Twice notes once."""
    noted = []
    for recipient in recipients:
        for about in _holding(person, recipient):
            RecipientNotice.objects.get_or_create(
                person=person, recipient=recipient, what=what, about=about, acknowledged_at=None
            )
            noted.append(recipient)
    return tuple(dict.fromkeys(noted))


@transaction.atomic
def tell(notice_id: UUID, *, reason: str) -> Sheet:
    """The sheet that tells a maker, through the gate; it holds no value of the person.

    Raises:
        WrongStateError: told before.
        DoorError: the sheet could not be written; how often it was tried is kept.
    """
    row = RecipientNotice.objects.select_for_update().get(pk=notice_id)
    TOLD.require(ToldState(row.state), ToldState.TOLD)
    case = ProvisionCase.objects.get(code=row.about)
    record = privacy.use(case.record, purpose=RIGHTS, reason=reason)
    message = MakerNotice(maker=record.recipient, order_code=record.person.rpartition(" ")[2], what=row.what)
    sheet: Sheet = privacy.disclose(
        message, through="makers", purpose=RIGHTS, reason=reason, about=[row.person]
    )
    row.state, row.told_at, row.attempts = ToldState.TOLD, timezone.now(), row.attempts + 1
    row.save(update_fields=["state", "told_at", "attempts"])
    return sheet


@transaction.atomic
def acknowledge(notice_id: UUID, *, staff_id: UUID) -> None:
    """The recipient said that it is done. Raises WrongStateError where it was not told."""
    row = RecipientNotice.objects.select_for_update().get(pk=notice_id)
    TOLD.require(ToldState(row.state), ToldState.ACKNOWLEDGED)
    row.state, row.acknowledged_at, row.acknowledged_by = ToldState.ACKNOWLEDGED, timezone.now(), staff_id
    row.save(update_fields=["state", "acknowledged_at", "acknowledged_by"])


@transaction.atomic
def not_reached(notice_id: UUID) -> None:
    """The recipient could not be reached; it stays on the list. Raises WrongStateError where it was told."""
    row = RecipientNotice.objects.select_for_update().get(pk=notice_id)
    TOLD.require(ToldState(row.state), ToldState.NOT_REACHED)
    row.state, row.attempts = ToldState.NOT_REACHED, row.attempts + 1
    row.save(update_fields=["state", "attempts"])


def _holding(person: UUID, recipient: str) -> list[str]:
    """Codes of what this recipient was given and may still have."""
    if recipient != MAKER.id:
        return []
    cases = ProvisionCase.objects.filter(person=person, kind=CaseKind.CONSENT, state=CaseState.PROVIDED)
    return list(cases.values_list("code", flat=True))
