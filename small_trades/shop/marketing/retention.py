"""Wishes that nobody confirmed: forgotten after a day. Subscriptions without a consent: at the next run.

Stopping takes the address with it at once. A consent may also end elsewhere: on My information, by a request,
or with its record. The gate refuses every mail from then on, and this removes the address.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Final
from uuid import UUID

from small_trades import privacy
from small_trades.policy.declaration import NEWSLETTER
from small_trades.shop.marketing.actions.forget import forget_unconfirmed, forget_withdrawn
from small_trades.shop.marketing.actions.subscribe import CONFIRM_WITHIN
from small_trades.shop.marketing.models import Subscription

PAGE: Final = 500


def _due(until: datetime, subject: UUID | None) -> Iterator[privacy.retention.Due]:
    wishes = Subscription.objects.filter(confirmed_at=None)
    if subject is not None:
        wishes = wishes.filter(subject=subject)
    return privacy.retention.rows_due(wishes, at="asked_at", kept=CONFIRM_WITHIN, until=until)


def _forget(due: privacy.retention.Due, until: datetime) -> bool:
    return forget_unconfirmed(due.record, since=until - CONFIRM_WITHIN)


def _withdrawn(until: datetime, subject: UUID | None) -> Iterator[privacy.retention.Due]:
    rows = Subscription.objects.filter(confirmed_at__lte=until).order_by("pk")
    if subject is not None:
        rows = rows.filter(subject=subject)
    found = rows.values_list("pk", "subject", "confirmed_at").iterator(chunk_size=PAGE)
    while page := list(islice(found, PAGE)):
        standing = privacy.who_consents((whose for _pk, whose, _at in page), NEWSLETTER)
        yield from (
            privacy.retention.Due(pk, whose, at or until) for pk, whose, at in page if whose not in standing
        )


def _close(due: privacy.retention.Due, _until: datetime) -> bool:
    return forget_withdrawn(due.record)


CLOCKS: Final = (
    privacy.retention.Clock(
        "marketing.unconfirmed",
        "確認されなかったメールマガジンのお申し込み",
        "Newsletter wishes nobody confirmed",
        _due,
        privacy.retention.one_by_one(_forget),
    ),
    privacy.retention.Clock(
        "marketing.withdrawn",
        "同意が撤回されたメールマガジンの送り先",
        "Newsletter addresses whose consent was withdrawn",
        _withdrawn,
        privacy.retention.one_by_one(_close),
    ),
)
