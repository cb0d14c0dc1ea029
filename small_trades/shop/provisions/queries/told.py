"""How far recipients know of what changed: for the desk, the person, and the receipt of an erasure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.functional import Promise

from small_trades.policy.declaration import AUTHORITY, POLICY
from small_trades.privacy.rights import Standing
from small_trades.shop.provisions.channels import DOOR_OF, Channel, channel_of
from small_trades.shop.provisions.models import RecipientNotice
from small_trades.shop.provisions.queries.holding import holdings
from small_trades.shop.provisions.states import OPEN, WHY_NAMES, Change, How, ToldState
from small_trades.shop.site.formats import in_language

Words = str | Promise
_WORST_FIRST: Final = (
    ToldState.WAITING,
    ToldState.SENT,
    ToldState.NOT_POSSIBLE,
    ToldState.REFUSED,
    ToldState.ACKNOWLEDGED,
)


@dataclass(frozen=True, slots=True)
class NoticeView:
    """Word to one recipient. `about` is an order's code, or a provision's where `is_case`."""

    id: UUID
    recipient: str
    recipient_name: str
    what: Change
    what_name: Words
    about: str
    is_case: bool
    state: ToldState
    state_name: Words
    channel: Channel
    attempts: int
    made_at: datetime
    due_at: datetime | None
    sent_at: datetime | None
    answered_at: datetime | None
    answered_by: UUID | None
    how_name: Words
    why: str
    why_name: Words

    @property
    def may_be_answered(self) -> bool:
        """Whether an answer can be noted: it was told, or only a person can tell it."""
        is_told = bool(self.attempts) or self.channel is Channel.NONE
        return is_told and self.state != ToldState.ACKNOWLEDGED

    @property
    def is_open(self) -> bool:
        """Whether it still has to be told or answered."""
        return self.state in OPEN


def count_notices(state: ToldState | None) -> int:
    """How many there are, in one state or in all."""
    return _in(state).count()


def counts_by_state() -> dict[ToldState, int]:
    """How many stand in each state."""
    counted = dict(RecipientNotice.objects.order_by().values_list("state").annotate(Count("pk")))
    return {state: counted.get(state.value, 0) for state in ToldState}


def count_for_a_person() -> int:
    """How many the worker does nothing more about, and that nobody has told or noted an answer of."""
    return RecipientNotice.objects.filter(state__in=OPEN, due_at=None).count()


def list_notices(state: ToldState | None, *, start: int, stop: int) -> tuple[NoticeView, ...]:
    """The newest first."""
    return tuple(_view(notice) for notice in _in(state)[start:stop])


def notice_by_id(notice_id: UUID) -> NoticeView | None:
    """One of them."""
    notice = RecipientNotice.objects.filter(pk=notice_id).first()
    return _view(notice) if notice else None


def notices_of(person: UUID) -> tuple[NoticeView, ...]:
    """Everything recipients were, or are to be, told about a person; the newest first."""
    return tuple(_view(notice) for notice in RecipientNotice.objects.filter(person=person))


def standing_of_recipients(person: UUID, recipients: Collection[str]) -> dict[str, Standing]:
    """How far each knows of an erasure. An authority keeps what a law gave it, and is left out.

    That is also how a provision that may not be told yet stays untold.
    """
    erasures = RecipientNotice.objects.filter(person=person, what=Change.ERASURE)
    states: dict[str, set[str]] = {}
    for recipient, record, state in erasures.values_list("recipient", "record", "state"):
        states.setdefault(recipient, set()).add(state)
        states.setdefault(f"{recipient} {record}", set()).add(state)
    for held in holdings(person):
        if f"{held.recipient} {held.record}" not in states:
            states.setdefault(held.recipient, set()).add(ToldState.WAITING)
    return {one: _standing(states.get(one, set())) for one in recipients if one != AUTHORITY.id}


def _standing(states: set[str]) -> Standing:
    worst = next((state for state in _WORST_FIRST if state.value in states), None)
    return Standing.HOLDS_NOTHING if worst is None else Standing(worst.value)


def _in(state: ToldState | None) -> QuerySet[RecipientNotice]:
    found = RecipientNotice.objects.all()
    return found if state is None else found.filter(state=state)


def _view(notice: RecipientNotice) -> NoticeView:
    declared = next((one for one in POLICY.recipients if one.id == notice.recipient), None)
    return NoticeView(
        id=notice.pk,
        recipient=notice.recipient,
        recipient_name=in_language(declared, "name") if declared else notice.recipient,
        what=Change(notice.what),
        what_name=Change(notice.what).label,
        about=notice.about,
        is_case=DOOR_OF.get(notice.recipient) == "makers",
        state=ToldState(notice.state),
        state_name=ToldState(notice.state).label,
        channel=channel_of(notice.recipient),
        attempts=notice.attempts,
        made_at=notice.made_at,
        due_at=notice.due_at,
        sent_at=notice.sent_at,
        answered_at=notice.answered_at,
        answered_by=notice.answered_by,
        how_name=How(notice.how).label if notice.how else "",
        why=notice.why,
        why_name=WHY_NAMES.get(notice.why, WHY_NAMES["other"]),
    )
