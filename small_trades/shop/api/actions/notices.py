"""Register endpoints, write what programs are told, and send it."""

import datetime as dt
import time
from collections.abc import Collection
from typing import Final
from uuid import UUID

import msgspec
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.doors.programs.messages import Address, BadAddress, TooSlowError
from small_trades.policy.declaration import DELIVERY
from small_trades.shop.api.events import NoticeEvent
from small_trades.shop.api.models import Endpoint, Notice
from small_trades.shop.api.queries.notices import message_of
from small_trades.shop.kernel.later import later
from small_trades.shop.orders.models import Order
from small_trades.shop.products.models import Variant

KEPT: Final = dt.timedelta(days=30)
RESTING: Final = "was slow"
RESTS: Final = dt.timedelta(minutes=1)
"""So long a program that is slow gets nothing, so that its notices hold up no other program's."""


class EndpointTaken(ValueError):  # noqa: N818 - says what is the matter
    """The address is registered already."""


def register(address: str, *, events: Collection[NoticeEvent], staff_id: UUID) -> UUID:
    """Tell the program at an address of these events from now on.

    Raises:
        BadAddress: no notice may go there. EndpointTaken: one goes there already.
    """
    Address.of(address, allows_loopback=settings.SMALL_TRADES.is_demo)
    if not events:
        raise BadAddress("no event")
    try:
        with transaction.atomic():
            made = Endpoint.objects.create(
                address=address, events=sorted(events), made_by=staff_id, made_at=timezone.now()
            )
    except IntegrityError:
        raise EndpointTaken(address) from None
    return made.pk


def unregister(endpoint_id: UUID) -> bool:
    """Tell it nothing any more; its log goes too. False where there is none."""
    return Endpoint.objects.filter(pk=endpoint_id).delete()[0] > 0


def announce(event: str, identifier: UUID | int) -> None:
    """Write what listening programs are told, in the transaction in which it happened, and have it sent.

    A notice holds the code of an order and where it stands, or a SKU and how many are left.
    """
    listening = [each for each in Endpoint.objects.filter(is_on=True) if event in each.events]
    if not listening:
        return
    now, data = timezone.now(), _facts(event, identifier)
    body = msgspec.json.encode({"type": event, "timestamp": now.isoformat(), "data": data}).decode()
    with transaction.atomic():
        for endpoint in listening:
            made = Notice.objects.create(endpoint=endpoint, event=event, body=body, at=now)
            later("api.send_notice", made.pk)


def send(notice_id: UUID) -> None:
    """Send one notice. Raises DoorError, noted in the log; a notice that is gone or sent is nothing to do.

    Where its program was too slow a moment ago, the notice is one that did not arrive, and no call is made.
    """
    notice = Notice.objects.select_related("endpoint").filter(pk=notice_id, sent_at__isnull=True).first()
    if notice is None or not notice.endpoint.is_on:
        return
    rests_until = notice.endpoint.rests_until
    if rests_until is not None and rests_until > timezone.now():
        Notice.objects.filter(pk=notice.pk).update(outcome=RESTING)
        raise privacy.DoorError(RESTING, permanent=False)
    notice.attempts += 1
    try:
        privacy.disclose(message_of(notice, int(time.time())), through="programs", purpose=DELIVERY)
    except privacy.DoorError as error:
        notice.outcome = str(error)[:60]
        notice.save(update_fields=["attempts", "outcome"])
        if isinstance(error, TooSlowError):
            Endpoint.objects.filter(pk=notice.endpoint_id).update(rests_until=timezone.now() + RESTS)
        raise
    notice.sent_at, notice.outcome = timezone.now(), ""
    notice.save(update_fields=["attempts", "sent_at", "outcome"])


def resend(notice_id: UUID) -> bool:
    """Send a notice again, also one that arrived; False where it is gone."""
    with transaction.atomic():
        found = Notice.objects.filter(pk=notice_id).update(sent_at=None)
        if found:
            later("api.send_notice", notice_id)
    return found == 1


def forget_notices(now: dt.datetime) -> int:
    """Remove what was kept in the log for a month; answers how many."""
    return Notice.objects.filter(at__lte=now - KEPT).delete()[0]


def _facts(event: str, identifier: UUID | int) -> dict[str, object]:
    if event == NoticeEvent.LOW:
        variant = Variant.objects.get(pk=str(identifier))
        return {"sku": variant.sku, "available": variant.available}
    order = Order.objects.get(pk=str(identifier))
    return {"code": order.code, "state": event.removeprefix("order.")}
