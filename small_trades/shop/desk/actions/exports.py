"""Exports: asking for a list, taking it out, and its end."""

import datetime as dt
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import STAFF_DUTIES
from small_trades.policy.groups import RequestText
from small_trades.privacy import Purpose
from small_trades.shop.desk.actions import approvals
from small_trades.shop.desk.models import Approval, ApprovalKind, Export, ExportPart, Staff
from small_trades.shop.desk.queries.exports import (
    ALONE,
    MOST_DOWNLOADS,
    MOST_ROWS,
    Span,
    is_approved,
    records,
)

LIFE: Final = dt.timedelta(hours=24)
PART: Final = 500


class ExportError(Exception):
    """The export was not made, or may not be taken out."""


class NothingThereError(ExportError):
    """No record matches."""


class TooMuchError(ExportError):
    """More records match than one export holds."""


class NotReadyError(ExportError):
    """A second person has not granted it."""


class UsedUpError(ExportError):
    """It was taken out as often as it may be, or its day is over."""


@dataclass(frozen=True, kw_only=True)
class NewExport:
    """What is asked for, for which purpose, and why."""

    span: Span
    purpose: Purpose
    reason: str


def ask_export(staff: Staff, wanted: NewExport) -> Export:
    """Fix which records a list holds; a longer one waits for a second person.

    Raises:
        NothingThereError, TooMuchError: nothing was stored.
    """
    found = records(wanted.span)
    if not found:
        raise NothingThereError
    if len(found) > MOST_ROWS:
        raise TooMuchError
    export = Export(
        subject=privacy.new_subject(),
        staff=staff,
        kind=wanted.span.kind,
        purpose=wanted.purpose.id,
        rows=len(found),
        people=len({subject for _, subject in found}),
        expires_at=timezone.now() + LIFE,
    )
    ids = [str(record) for record, _ in found]
    parts = [
        ExportPart(export=export, position=at // PART, records=ids[at : at + PART])
        for at in range(0, len(ids), PART)
    ]
    with transaction.atomic():
        privacy.collect(export, notice="staff-login", reason=RequestText(wanted.reason))
        export.save()
        ExportPart.objects.bulk_create(parts)
        if export.rows > ALONE:
            approvals.ask(ApprovalKind.EXPORT, about=export.pk, asker=staff, life=LIFE)
    privacy.staff_event(f"asked for an export of {export.rows} {export.kind}", about=staff.subject)
    return export


def granted(approval: Approval) -> None:
    """A second person granted it: its day begins now.

    Raises:
        approvals.ApprovalGoneError: its asker or its time took it back.
    """
    if not Export.objects.filter(pk=approval.about).update(expires_at=timezone.now() + LIFE):
        raise approvals.ApprovalGoneError


def export_of(export_id: UUID, staff: Staff) -> Export | None:
    """The export, for who asked for it and nobody else."""
    return Export.objects.filter(pk=export_id, staff=staff).first()


def reason_of(export: Export) -> str:
    """Why it was asked for, as everybody in it will read."""
    return privacy.use(export.reason, purpose=STAFF_DUTIES).text


def require_ready(export: Export) -> None:
    """Whether it may be taken out now.

    Raises:
        NotReadyError, UsedUpError: it may not.
    """
    if export.expires_at <= timezone.now() or export.downloads >= MOST_DOWNLOADS:
        raise UsedUpError
    if not is_approved(export):
        raise NotReadyError


def count_download(export: Export, *, copy: str) -> None:
    """Count one copy, and write into the ledger whose it is.

    Raises:
        UsedUpError: others were faster.
    """
    living = Export.objects.filter(pk=export.pk, downloads__lt=MOST_DOWNLOADS, expires_at__gt=timezone.now())
    if not living.update(downloads=F("downloads") + 1):
        raise UsedUpError
    privacy.staff_event(
        f"took out an export of {export.rows} {export.kind}, copy {copy}", about=export.staff.subject
    )


def forget_export(export: Export) -> None:
    """End an export: its keys are destroyed, its row and its list of records are gone."""
    privacy.destroy(export.subject)
    privacy.forget_pot(export.pk)
    with transaction.atomic():
        Approval.objects.filter(kind=ApprovalKind.EXPORT, about=export.pk, decided_at=None).delete()
        export.delete()


def forget_expired_exports(now: dt.datetime) -> int:
    """End every export whose day is over; answers how many. Safe to repeat."""
    expired = list(Export.objects.filter(expires_at__lte=now))
    for export in expired:
        forget_export(export)
    return len(expired)
