"""Object to a refusal, and decide on the objection. Who refused does not decide."""

from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.groups import EmailAddress, EvidenceText
from small_trades.shop.kernel.later import later
from small_trades.shop.misuse.actions.end import end_held
from small_trades.shop.misuse.models import Appeal, Refusal
from small_trades.shop.misuse.queries.refusals import in_force
from small_trades.shop.misuse.reasons import RefusalEnd


class NothingToObjectToError(Exception):
    """The refusal is not in force (any more); nothing was stored."""


class ObjectionWaitsError(Exception):
    """An objection to this refusal waits to be decided; nothing more was stored."""


class AlreadyDecidedError(Exception):
    """The objection was decided before, or the refusal has ended; nothing was changed."""


class OwnRefusalError(Exception):
    """Whoever proposed the refusal cannot decide on an objection to it; nothing was changed."""


@dataclass(frozen=True, slots=True, repr=False)
class Objection:
    """What somebody says against a refusal, and where they want to be told of the decision."""

    text: EvidenceText
    email: EmailAddress
    language: str


def object_to(refusal_id: UUID, objection: Objection) -> None:
    """Keep an objection.

    Raises:
        NothingToObjectToError, ObjectionWaitsError: nothing was stored.
    """
    try:
        with transaction.atomic():
            refusal = Refusal.objects.select_for_update().filter(in_force(), pk=refusal_id).first()
            if refusal is None:
                raise NothingToObjectToError
            appeal = Appeal(refusal=refusal, subject=refusal.subject, language=objection.language)
            privacy.collect(appeal, notice="appeal", text=objection.text, email=objection.email)
            appeal.save()
    except IntegrityError:
        if not Appeal.objects.filter(refusal_id=refusal_id, decided_at=None).exists():
            raise
        raise ObjectionWaitsError from None


def decide(appeal_id: UUID, *, staff_id: UUID, is_granted: bool, answer: EvidenceText) -> None:
    """Decide once; a granted objection ends the refusal at once. The person is told by mail.

    Raises:
        OwnRefusalError, AlreadyDecidedError: nothing was changed.
    """
    with transaction.atomic():
        appeal = _waiting(appeal_id)
        refusal = appeal.refusal
        if refusal.made_by == staff_id:
            raise OwnRefusalError
        appeal.decided_at, appeal.decided_by, appeal.is_granted = timezone.now(), staff_id, is_granted
        privacy.collect(appeal, notice="appeal", answer=answer)
        appeal.save()
        if is_granted:
            end_held(refusal, how=RefusalEnd.OBJECTION, staff_id=staff_id)
        later("misuse.send_decided", appeal.pk)


def _waiting(appeal_id: UUID) -> Appeal:
    appeal = Appeal.objects.filter(pk=appeal_id).first()
    if appeal is None:
        raise AlreadyDecidedError
    # The refusal's row is held by everybody who decides: only then is it sure that nobody has.
    refusal = Refusal.objects.select_for_update().filter(in_force(), pk=appeal.refusal_id).first()
    if refusal is None or not Appeal.objects.filter(pk=appeal_id, decided_at=None).exists():
        raise AlreadyDecidedError
    appeal.refusal = refusal
    return appeal
