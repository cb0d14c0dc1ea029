"""Sending an issue, mail by mail, each at most once.

A mail is marked before it goes to the door and after the door has answered. Whoever marks it first sends it,
so two workers never send one mail, and a process that ends in between leaves it for nobody to send again.
Consent, objections and the policy in force are asked at the gate, for each mail at the moment it leaves.
"""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from small_trades import privacy
from small_trades.doors.mail.messages import AddressRefusedError
from small_trades.policy.declaration import NEWSLETTER
from small_trades.policy.groups import EmailAddress
from small_trades.shop.account.models import Customer
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.marketing.actions.forget import forget_subscription
from small_trades.shop.marketing.actions.letter import letter
from small_trades.shop.marketing.actions.refused import became, refused, taken
from small_trades.shop.marketing.actions.run import pause
from small_trades.shop.marketing.actions.stop import new_stop_token
from small_trades.shop.marketing.models import Delivery, Issue, Subscription
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


def send_some(issue_id: UUID) -> datetime | None:
    """Send the next mails of an issue; when to go on, None where nothing is left to do.

    Raises:
        privacy.DoorError: the mail server is away. What was not sent waits.
    """
    issue = Issue.objects.filter(pk=issue_id, state=IssueState.SENDING).first()
    if issue is None:
        return None
    waiting = issue.deliveries.filter(state=DeliveryState.WAITING)
    due = waiting.filter(Q(again_at=None) | Q(again_at__lte=timezone.now())).order_by("pk")
    for delivery in list(due.values_list("pk", flat=True)[:BATCH]):
        if _hand(delivery):
            _send(issue, Delivery.objects.select_related("subscription").get(pk=delivery))
        Issue.objects.filter(pk=issue_id).update(worked_at=timezone.now())
    if waiting.exists():
        is_sending = Issue.objects.filter(pk=issue_id, state=IssueState.SENDING).exists()
        return _next(waiting) if is_sending else None
    _finish(issue)
    return None


def _next(waiting: QuerySet[Delivery]) -> datetime:
    """Now, or when the first of the addresses that were refused for the moment is tried again."""
    now = timezone.now()
    times = waiting.order_by(F("again_at").asc(nulls_first=True)).values_list("again_at", flat=True)
    return max(times[0] or now, now)


def _hand(delivery_id: int) -> bool:
    """Take one mail, for this process alone, while its issue is not paused."""
    waits = Delivery.objects.filter(pk=delivery_id, state=DeliveryState.WAITING)
    waits = waits.filter(issue__state=IssueState.SENDING)
    return bool(waits.update(state=DeliveryState.HANDED, at=timezone.now()))


def _send(issue: Issue, delivery: Delivery) -> None:
    subscription = delivery.subscription
    if subscription is None:
        became(delivery, DeliveryState.WITHHELD)
        return
    token = new_stop_token(subscription)
    message = letter(issue, subscription.language, to=_address(subscription), stop_token=token)
    try:
        privacy.disclose(message, through="mail", purpose=NEWSLETTER)
    except privacy.Refused as refusal:
        if refusal.reason in _GONE:
            forget_subscription(subscription)
            became(delivery, DeliveryState.WITHHELD)
        elif refusal.reason in _CLOSED:
            became(delivery, DeliveryState.WITHHELD)
        else:
            became(delivery, DeliveryState.WAITING)
            _pause_for_policy(issue)
    except privacy.Tampered:
        # The engine has raised the alarm; the other subscribers need not wait for it.
        became(delivery, DeliveryState.FAILED)
    except AddressRefusedError as error:
        refused(delivery, subscription, error)
    except privacy.DoorError as error:
        became(delivery, DeliveryState.FAILED if error.permanent else DeliveryState.WAITING)
        if not error.permanent:
            raise
    else:
        taken(subscription)
        became(delivery, DeliveryState.SENT)


def _address(subscription: Subscription) -> privacy.Sealed[EmailAddress]:
    """A member's is the one registered now: an old one gets nothing, however soon after the change."""
    if subscription.customer_id is None:
        return subscription.email
    customer = Customer.objects.filter(pk=subscription.customer_id).first()
    return customer.email if customer is not None else subscription.email


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
