"""Remind of a bank transfer before its order ends: once."""

import datetime as dt
from functools import partial
from typing import Final
from uuid import UUID

from django.db import transaction

from small_trades.shop.kernel.do_each import do_each
from small_trades.shop.kernel.later import later
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.states import OrderState, PaymentMethod
from small_trades.shop.site.queries import shop_facts

AT_LEAST_AFTER: Final = dt.timedelta(days=1)
"""Nobody is reminded of what they ordered today."""


def remind_due(now: dt.datetime) -> int:
    """Have a mail sent for every transfer whose order ends within the days that the trader set; how many.

    Raises:
        LeftStandingError: some met an error that nobody expected, each logged; all others are reminded.
    """
    days = shop_facts().payment_rules.reminder_days
    if not days:
        return 0
    due = Order.objects.filter(
        state=OrderState.PLACED,
        payment_method=PaymentMethod.BANK_TRANSFER,
        held_since=None,
        reminded_at=None,
        placed_at__lte=now - AT_LEAST_AFTER,
        expires_at__gt=now,
        expires_at__lte=now + dt.timedelta(days=days),
    )
    orders = list(due.values_list("pk", flat=True))
    return do_each(orders, partial(_remind, now=now), or_else="a transfer could not be reminded of")


@transaction.atomic
def _remind(order_id: UUID, *, now: dt.datetime) -> bool:
    # Whoever writes the moment sends the mail: a second worker finds it written.
    if not Order.objects.filter(pk=order_id, reminded_at=None).update(reminded_at=now):
        return False
    later("orders.send_transfer_reminder", order_id)
    return True
