"""Sending an issue, mail by mail, each at most once.

A mail is marked before it goes to the door and after the door has answered. Whoever marks it first sends it,
so two workers never send one mail, and a process that ends in between leaves it for nobody to send again.
Consent, objections and the policy in force are asked at the gate, for each mail at the moment it leaves.
"""

from typing import Final
from uuid import UUID

from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import NEWSLETTER
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.marketing.actions.forget import forget_subscription
from small_trades.shop.marketing.actions.letter import letter
from small_trades.shop.marketing.actions.run import pause
from small_trades.shop.marketing.actions.stop import new_stop_token
from small_trades.shop.marketing.models import Delivery, Issue
from small_trades.shop.marketing.states import DeliveryState, IssueState, Pause

BATCH: Final = 50
_GONE: Final = frozenset({privacy.RefusalReason.NO_CONSENT, privacy.RefusalReason.ERASED})
_CLOSED: Final = frozenset(
    {
        privacy.RefusalReason.OBJECTED,
        privacy.RefusalReason.RESTRICTED,
        privacy.RefusalReason.NOT_WHEN_COLLECTED,
    }
)


def send_some(issue_id: UUID) -> bool:
    """Send the next mails of an issue; whether there is more to send now.

    Raises:
        privacy.DoorError: the mail server is away. What was not sent waits.
    """
    issue = Issue.objects.filter(pk=issue_id, state=IssueState.SENDING).first()
    if issue is None:
        return False
    waiting = issue.deliveries.filter(state=DeliveryState.WAITING).order_by("pk")
    for delivery in list(waiting.values_list("pk", flat=True)[:BATCH]):
        if _hand(delivery):
            _send(issue, Delivery.objects.select_related("subscription").get(pk=delivery))
        Issue.objects.filter(pk=issue_id).update(worked_at=timezone.now())
    if waiting.exists():
        return Issue.objects.filter(pk=issue_id, state=IssueState.SENDING).exists()
    _finish(issue)
    return False


def _hand(delivery_id: int) -> bool:
    """Take one mail, for this process alone, while its issue is not paused."""
    waits = Delivery.objects.filter(pk=delivery_id, state=DeliveryState.WAITING)
    waits = waits.filter(issue__state=IssueState.SENDING)
    return bool(waits.update(state=DeliveryState.HANDED, at=timezone.now()))


def _send(issue: Issue, delivery: Delivery) -> None:
    subscription = delivery.subscription
    if subscription is None:
        _became(delivery, DeliveryState.WITHHELD)
        return
    token = new_stop_token(subscription)
    message = letter(issue, subscription.language, to=subscription.email, stop_token=token)
    try:
        privacy.disclose(message, through="mail", purpose=NEWSLETTER)
    except privacy.Refused as refusal:
        if refusal.reason in _GONE:
            forget_subscription(subscription)
            _became(delivery, DeliveryState.WITHHELD)
        elif refusal.reason in _CLOSED:
            _became(delivery, DeliveryState.WITHHELD)
        else:
            _became(delivery, DeliveryState.WAITING)
            _pause_for_policy(issue)
    except privacy.Tampered:
        # The engine has raised the alarm; the other subscribers need not wait for it.
        _became(delivery, DeliveryState.FAILED)
    except privacy.DoorError as error:
        _became(delivery, DeliveryState.FAILED if error.permanent else DeliveryState.WAITING)
        if not error.permanent:
            raise
    else:
        _became(delivery, DeliveryState.SENT)


def _became(delivery: Delivery, state: DeliveryState) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(state=state, at=timezone.now())


def _pause_for_policy(issue: Issue) -> None:
    try:
        pause(issue.pk, because=Pause.POLICY)
    except WrongStateError:
        return


def _finish(issue: Issue) -> None:
    """Done, unless another process still hands something over; `revive` then sees to the end."""
    if not issue.deliveries.filter(state__in=[DeliveryState.WAITING, DeliveryState.HANDED]).exists():
        Issue.objects.filter(pk=issue.pk, state=IssueState.SENDING).update(
            state=IssueState.SENT, finished_at=timezone.now()
        )
