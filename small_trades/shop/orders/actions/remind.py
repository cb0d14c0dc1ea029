"""Remind of a bank transfer before its order ends: once."""

import datetime as dt
from typing import Final

from django.db import transaction

from small_trades.shop.kernel.later import later
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.states import OrderState, PaymentMethod
from small_trades.shop.site.queries import shop_facts

AT_LEAST_AFTER: Final = dt.timedelta(days=1)
"""Nobody is reminded of what they ordered today."""


def remind_due(now: dt.datetime) -> int:
    """Have a mail sent for every transfer whose order ends within the days that the trader set; how many."""
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
    count = 0
    for order in due.only("pk"):
        with transaction.atomic():
            # Whoever writes the moment sends the mail: a second worker finds it written.
            if Order.objects.filter(pk=order.pk, reminded_at=None).update(reminded_at=now):
                later("orders.send_transfer_reminder", order.pk)
                count += 1
    return count
