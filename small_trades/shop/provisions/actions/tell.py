"""Corrections, stops and erasures travel to those who were given the value (clause 6).

Every try goes through the gate under the person's rights, so that it is in the ledger and in their records
of provision. A notice has one number for good: a recipient that gets it again does nothing again.
"""

import datetime as dt
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from small_trades import privacy
from small_trades.doors.paper.messages import Sheet
from small_trades.doors.telling.messages import Answer, Answered, Why
from small_trades.policy.declaration import RIGHTS
from small_trades.shop.kernel.later import later
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.provisions.actions.wording import Settled, words_of
from small_trades.shop.provisions.channels import DOOR_OF, Channel, channel_of
from small_trades.shop.provisions.models import RecipientNotice
from small_trades.shop.provisions.states import ENDS, OPEN, TOLD, How, ToldState

WAITS: Final = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720, 1440, 2880))
"""How long after each try in vain, or answer that it is not done yet, the next one comes."""
LEASE: Final = dt.timedelta(minutes=10)
_BECAUSE: Final = "訂正・停止・消去の連絡 / telling a recipient of a change"
_ANSWERS: Final = {
    Answered.ACKNOWLEDGED: ToldState.ACKNOWLEDGED,
    Answered.RECEIVED: ToldState.SENT,
    Answered.REFUSED: ToldState.REFUSED,
    Answered.NOT_POSSIBLE: ToldState.NOT_POSSIBLE,
}


def tell_due(now: dt.datetime) -> int:
    """Hand every notice that is due to a task of its own; how many there were."""
    due = RecipientNotice.objects.filter(state__in=OPEN, due_at__lte=now).order_by("due_at")
    ids = list(due.values_list("pk", flat=True))
    for notice_id in ids:
        later("provisions.tell", notice_id)
    return len(ids)


def tell(notice_id: UUID) -> None:
    """Tell a recipient over its connection, or ask what became of it. Two workers at once tell it once.

    What goes wrong at the other side is kept with the notice: it is tried again, later and later, and in the
    end left to a person at the desk.
    """
    notice = _claimed(notice_id)
    if notice is None:
        return
    if channel_of(notice.recipient) is not Channel.CONNECTION:
        # The shop's settings changed since: from now on a person tells it.
        RecipientNotice.objects.filter(pk=notice.pk).update(due_at=None, attempts=F("attempts") - 1)
        return
    words = words_of(notice, reason=_BECAUSE)
    if isinstance(words, Settled):
        _settle(notice.pk, words.state, words.why, words.how)
        return
    try:
        answer: Answer = privacy.disclose(
            words,
            through=DOOR_OF[notice.recipient],
            purpose=RIGHTS,
            reason=_BECAUSE,
            about=[notice.person],
        )
    except privacy.DoorError as error:
        _not_reached(notice, is_permanent=error.permanent)
    except (privacy.Refused, privacy.Erased):
        _settle(notice.pk, ToldState.NOT_POSSIBLE, Why.GONE)
    else:
        _settle(notice.pk, _ANSWERS[answer.state], answer.why, How.DOOR)


@transaction.atomic
def take_letter(notice_id: UUID, *, reason: str) -> Sheet | None:
    """The letter that a person hands over, sends or reads out; None where nothing is left to say.

    Raises:
        WrongStateError: it was answered, or the recipient is told over a connection; nothing left.
        DoorError: the letter could not be written.
    """
    notice = RecipientNotice.objects.select_for_update().get(pk=notice_id)
    if channel_of(notice.recipient) is not Channel.LETTER:
        raise WrongStateError(notice.state, ToldState.SENT)
    TOLD.require(ToldState(notice.state), ToldState.SENT)
    # A letter asks for nothing but what it says: written again, it is the whole of it again.
    notice.state = ToldState.WAITING
    words = words_of(notice, reason=reason)
    if isinstance(words, Settled):
        _settle(notice.pk, words.state, words.why, words.how)
        return None
    sheet: Sheet = privacy.disclose(
        words, through=DOOR_OF[notice.recipient], purpose=RIGHTS, reason=reason, about=[notice.person]
    )
    notice.state, notice.sent_at, notice.attempts = ToldState.SENT, timezone.now(), notice.attempts + 1
    notice.save(update_fields=["state", "sent_at", "attempts"])
    return sheet


@transaction.atomic
def answered_by_hand(notice_id: UUID, state: ToldState, *, how: How, why: str, staff_id: UUID) -> None:
    """What a recipient answered by letter, by telephone or in person.

    Raises:
        WrongStateError: the program never tried to tell it though it could, it has acknowledged, or this is
            no answer.
    """
    notice = RecipientNotice.objects.select_for_update().get(pk=notice_id)
    is_tried = notice.attempts or channel_of(notice.recipient) is Channel.NONE
    if not is_tried or state not in ENDS:
        raise WrongStateError(notice.state, state)
    TOLD.require(ToldState(notice.state), state)
    _answer(notice, state, why if state != ToldState.ACKNOWLEDGED else Why.NONE, how)
    RecipientNotice.objects.filter(pk=notice_id).update(answered_by=staff_id)


@transaction.atomic
def tell_again(notice_id: UUID) -> None:
    """Begin anew with a recipient that is told over a connection.

    Raises:
        WrongStateError: it has acknowledged, or is told by a letter.
    """
    notice = RecipientNotice.objects.select_for_update().get(pk=notice_id)
    if channel_of(notice.recipient) is not Channel.CONNECTION:
        raise WrongStateError(notice.state, ToldState.WAITING)
    if notice.state not in OPEN:
        TOLD.require(ToldState(notice.state), ToldState.WAITING)
        notice.state = ToldState.WAITING
    notice.due_at, notice.attempts, notice.why, notice.how = timezone.now(), 0, Why.NONE, ""
    notice.answered_at = notice.answered_by = None
    notice.save()
    later("provisions.tell", notice_id)


def _claimed(notice_id: UUID) -> RecipientNotice | None:
    """The notice, for this worker alone; None where it is not due, or another has it. A crash frees it."""
    now = timezone.now()
    mine = RecipientNotice.objects.filter(pk=notice_id, state__in=OPEN, due_at__lte=now)
    if not mine.update(due_at=now + LEASE, attempts=F("attempts") + 1):
        return None
    return RecipientNotice.objects.get(pk=notice_id)


@transaction.atomic
def _settle(notice_id: UUID, state: ToldState, why: Why, how: How | None = None) -> None:
    notice = RecipientNotice.objects.select_for_update().get(pk=notice_id)
    if TOLD.may(ToldState(notice.state), state):
        _answer(notice, state, why, how)


def _answer(notice: RecipientNotice, state: ToldState, why: str, how: How | None) -> None:
    now = timezone.now()
    notice.state, notice.why, notice.how = state, why, how or ""
    if how is not None:
        notice.sent_at = notice.sent_at or now
    notice.answered_at = now if state in ENDS else None
    notice.due_at = None if state in ENDS else _next(notice.attempts)
    notice.save()


def _not_reached(notice: RecipientNotice, *, is_permanent: bool) -> None:
    due_at = None if is_permanent else _next(notice.attempts)
    if due_at is not None:
        RecipientNotice.objects.filter(pk=notice.pk, state__in=OPEN).update(due_at=due_at)
    elif notice.state == ToldState.SENT:
        # It was told, and only the asking was in vain: the desk asks.
        RecipientNotice.objects.filter(pk=notice.pk).update(due_at=None)
    else:
        _settle(notice.pk, ToldState.NOT_POSSIBLE, Why.UNREACHED)


def _next(attempts: int) -> dt.datetime | None:
    return timezone.now() + WAITS[attempts - 1] if 0 < attempts <= len(WAITS) else None
