"""Deliveries to the shop's webhook, again and again until it answers."""

import datetime as dt
from typing import Final
from uuid import UUID

from django.db.models import F
from django.utils import timezone
from django_tasks import task

from small_trades import privacy
from small_trades.doors.payment.sandbox.models import Event
from small_trades.doors.payment.sandbox.webhook import SandboxWebhookDoor, WebhookDelivery, body_of
from small_trades.policy.declaration import BILLING

WAITS: Final = tuple(dt.timedelta(seconds=seconds) for seconds in (5, 30, 120, 600, 3600))


@task()
def deliver(event_id: str, attempt: int = 0) -> None:
    """Post one event; later once more where the shop did not take it."""
    event = Event.objects.select_related("session").get(pk=UUID(event_id))
    try:
        with privacy.acting_as(privacy.Actor.system("payment_sandbox.deliver")):
            delivery = WebhookDelivery(body=body_of(event))
            privacy.disclose(delivery, through=SandboxWebhookDoor.name, purpose=BILLING)
    except privacy.DoorError:
        if attempt < len(WAITS):
            deliver.using(run_after=timezone.now() + WAITS[attempt]).enqueue(event_id, attempt + 1)
        return
    Event.objects.filter(pk=event.pk).update(delivered=F("delivered") + 1)
