"""Starting, pausing and continuing an issue. None of it sends: the background task does."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from small_trades.shop.kernel.later import later
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.marketing.actions.letter import require_sender
from small_trades.shop.marketing.models import Delivery, Issue, Subscription
from small_trades.shop.marketing.states import ISSUE_STATES, DeliveryState, IssueState, Pause

ROWS: Final = 1000
STALE: Final = timedelta(minutes=10)
"""No mail takes as long: one that is still being handed over belongs to a process that ended."""


@transaction.atomic
def start(issue_id: UUID) -> int:
    """Choose who gets the issue, and begin; answers how many. Nobody's address is opened for it.

    Raises:
        WrongStateError: it was started before.
        SenderMissingError: the shop's settings lack what the law asks for; nothing was begun.
    """
    issue = _locked(issue_id, IssueState.DRAFT, IssueState.SENDING)
    require_sender(issue.languages)
    chosen = Subscription.objects.filter(confirmed_at__isnull=False, language__in=issue.languages)
    ids = list(chosen.order_by("pk").values_list("pk", flat=True))
    for at in range(0, len(ids), ROWS):
        some = ids[at : at + ROWS]
        Delivery.objects.bulk_create(Delivery(issue=issue, subscription_id=found) for found in some)
    issue.started_at = timezone.now()
    _go_on(issue)
    return len(ids)


@transaction.atomic
def pause(issue_id: UUID, *, because: Pause = Pause.STAFF) -> None:
    """Stop before the next mail. Raises WrongStateError unless it is being sent."""
    issue = _locked(issue_id, IssueState.SENDING, IssueState.PAUSED)
    issue.state = IssueState.PAUSED
    issue.paused_because = because
    issue.save(update_fields=["state", "paused_because"])


@transaction.atomic
def resume(issue_id: UUID) -> None:
    """Go on where it stopped. Raises WrongStateError unless it is paused."""
    _go_on(_locked(issue_id, IssueState.PAUSED, IssueState.SENDING))


def revive() -> None:
    """Go on with issues that nobody has worked on for a while: the process that did so ended.

    A mail it was handing over may have left or not. It is not sent again: nobody gets an issue twice.
    """
    long_ago = timezone.now() - STALE
    for issue in Issue.objects.filter(state=IssueState.SENDING, worked_at__lte=long_ago):
        with transaction.atomic():
            stuck = issue.deliveries.filter(state=DeliveryState.HANDED, at__lte=long_ago)
            stuck.update(state=DeliveryState.UNCLEAR)
            Issue.objects.filter(pk=issue.pk).update(worked_at=timezone.now())
            later("marketing.send_batch", issue.pk)


def note_wait(issue_id: UUID, *, until: datetime) -> None:
    """The mail server is away: nobody works on the issue until then, and nobody need revive it."""
    Issue.objects.filter(pk=issue_id).update(worked_at=until)


def _go_on(issue: Issue) -> None:
    issue.state = IssueState.SENDING
    issue.paused_because = ""
    issue.worked_at = timezone.now()
    issue.save(update_fields=["state", "paused_because", "started_at", "worked_at"])
    later("marketing.send_batch", issue.pk)


def _locked(issue_id: UUID, current: IssueState, wanted: IssueState) -> Issue:
    """The issue, kept from other changes, where it stands at `current` and may go to `wanted`."""
    issue = Issue.objects.select_for_update().get(pk=issue_id)
    ISSUE_STATES.require(IssueState(issue.state), wanted)
    if issue.state != current:
        raise WrongStateError(issue.state, wanted)
    return issue
