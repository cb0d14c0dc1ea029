"""Waiting for something to be back: asked for, told once, forgotten."""

import datetime as dt
from collections.abc import Iterable
from contextlib import suppress
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from small_trades import privacy
from small_trades.doors.mail.messages import BackInStock
from small_trades.policy.declaration import ACCOUNT_DISPLAY, IDENTITY, RESTOCK, RESTOCK_RETENTION
from small_trades.policy.groups import EmailAddress
from small_trades.shop.account.models import Customer
from small_trades.shop.kernel.later import later
from small_trades.shop.products.queries import sellables
from small_trades.shop.site.queries import shop_facts
from small_trades.shop.wishes.lookups import RESTOCK_EMAIL
from small_trades.shop.wishes.models import KEPT, RestockWait

MOST: Final = 20
"""For how many things one address may wait at once: nobody is flooded by somebody else's forms."""
AT_ONCE: Final = 200
LOST_AFTER: Final = dt.timedelta(hours=3)
"""A mail that is still on its way by then was lost with its process."""
_STOPPED: Final = frozenset({privacy.RefusalReason.OBJECTED, privacy.RefusalReason.RESTRICTED})


class NothingToWaitForError(Exception):
    """The variant is not sold any more, or there is some; nothing was kept."""


def wait(variant_id: int, email: EmailAddress, *, language: str) -> None:
    """Keep an address until the variant is back. Who waits already, or for much, is not kept twice.

    The caller says the same in every case: whether an address is known is nobody's business.

    Raises:
        NothingToWaitForError: it is not sold, or not sold out.
    """
    _require_sold_out(variant_id)
    known = {hit.record for hit in RESTOCK_EMAIL.find_all(email.address)}
    waiting = RestockWait.objects.filter(pk__in=known)
    if len(known) >= MOST or waiting.filter(variant=variant_id).exists():
        return
    row = RestockWait(subject=privacy.new_subject(), variant_id=variant_id, language=language)
    privacy.collect(row, notice="restock", email=email)
    _keep(row, email)


def wait_as_member(customer: Customer, variant_id: int, *, language: str) -> None:
    """The same at the address a member registered; once more changes nothing.

    It is collected anew, under the purposes the page shows: what was registered before the policy had this
    one may not be used for it.

    Raises:
        NothingToWaitForError: it is not sold, or not sold out.
    """
    _require_sold_out(variant_id)
    own = RestockWait.objects.filter(subject=customer.subject)
    if own.filter(variant=variant_id).exists() or own.count() >= MOST:
        return
    row = RestockWait(
        subject=customer.subject, customer_id=customer.pk, variant_id=variant_id, language=language
    )
    email = privacy.use(customer.email, purpose=ACCOUNT_DISPLAY)
    privacy.collect(row, notice="restock", email=email)
    # Two presses at once: the second finds the row of the first.
    with suppress(IntegrityError):
        _keep(row, email)


def follow(customer_id: UUID) -> None:
    """Write to the address a member has registered by now, of which both addresses said that it is theirs."""
    customer = Customer.objects.filter(pk=customer_id).first()
    if customer is None:
        return
    email = privacy.use(customer.email, purpose=IDENTITY)
    with transaction.atomic():
        for row in RestockWait.objects.select_for_update().filter(customer_id=customer_id):
            privacy.correct(row, notice="restock", email=email)
            row.save(update_fields=["email"])
            RESTOCK_EMAIL.put(email.address, subject=row.subject, record=row.pk)


def stop_waiting(customer: Customer, wait_id: UUID) -> None:
    """A member waits for this no longer."""
    forget(RestockWait.objects.filter(subject=customer.subject, pk=wait_id))


def tell_due() -> int:
    """Have everybody told whose variant can be bought again; how many."""
    ids = list(_due().values_list("pk", flat=True)[:AT_ONCE])
    return sum(_take(row_id) for row_id in ids)


def tell(wait_id: UUID) -> None:
    """Mail one of them, and forget the address; nobody where it was sold out again before.

    Whoever stopped the use meanwhile is not mailed; it is looked at again later: they may let it go on.
    """
    row = RestockWait.objects.filter(pk=wait_id, taken_at__isnull=False).first()
    if row is None:
        return
    standing = privacy.decide(row.email, purpose=RESTOCK)
    if isinstance(standing, privacy.Refusal) and standing.reason in _STOPPED:
        return
    item = sellables([row.variant_id])[row.variant_id]
    if not item.is_on_sale or item.available < 1:
        RestockWait.objects.filter(pk=row.pk).update(taken_at=None)
        return
    with override(row.language):
        path = reverse("products:product", kwargs={"slug": item.slug})
        message = BackInStock(
            to=row.email,
            language=row.language,
            shop_name=shop_facts().name,
            product=item.full_name,
            product_url=f"{settings.SMALL_TRADES.base_url}{path}",
        )
    privacy.disclose(message, through="mail", purpose=RESTOCK)
    forget([row])


def forget(rows: Iterable[RestockWait]) -> int:
    """Let them wait no longer: the rows, their look-ups, and the keys of their addresses; how many."""
    gone = list(rows)
    with transaction.atomic():
        for row in gone:
            RESTOCK_EMAIL.drop(row.pk)
        RestockWait.objects.filter(pk__in=[row.pk for row in gone]).delete()
    for row in gone:
        if row.customer_id is None:
            privacy.destroy(row.subject)
        elif not RestockWait.objects.filter(subject=row.subject).exists():
            privacy.destroy(row.subject, classes=[RESTOCK_RETENTION.id])
    return len(gone)


def forget_old(wait_id: UUID, *, since: dt.datetime) -> bool:
    """Let somebody go who has waited for ninety days then."""
    return forget(RestockWait.objects.filter(pk=wait_id, asked_at__lte=since - KEPT)) > 0


def forget_waits(subject: UUID) -> int:
    """Remove every row of a person who is erased; how many. Their keys go by the erasure."""
    rows = list(RestockWait.objects.filter(subject=subject))
    for row in rows:
        RESTOCK_EMAIL.drop(row.pk)
    RestockWait.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def _require_sold_out(variant_id: int) -> None:
    item = sellables([variant_id]).get(variant_id)
    if item is None or not item.is_on_sale or item.available > 0:
        raise NothingToWaitForError(variant_id)


def _keep(row: RestockWait, email: EmailAddress) -> None:
    with transaction.atomic():
        row.save()
        RESTOCK_EMAIL.put(email.address, subject=row.subject, record=row.pk)


def _due() -> QuerySet[RestockWait]:
    now = timezone.now()
    until = Q(variant__product__published_until=None) | Q(variant__product__published_until__gt=now)
    free = Q(taken_at=None) | Q(taken_at__lt=now - LOST_AFTER)
    return RestockWait.objects.filter(
        until, free, variant__available__gt=0, variant__is_sold=True, variant__product__published_at__lte=now
    ).order_by("asked_at")


def _take(wait_id: UUID) -> bool:
    now = timezone.now()
    with transaction.atomic():
        free = RestockWait.objects.filter(Q(taken_at=None) | Q(taken_at__lt=now - LOST_AFTER), pk=wait_id)
        if not free.update(taken_at=now):
            return False
        later("wishes.tell", wait_id)
    return True
