"""Asking for the newsletter beside something else: a box ticked when registering, or with an order.

A ticked box does what the newsletter's own page does, and no more: it mails the link.
"""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import IDENTITY
from small_trades.shop.account.models import Customer
from small_trades.shop.kernel.later import later
from small_trades.shop.marketing.actions.subscribe import ask, ask_as_member, wish_of
from small_trades.shop.marketing.models import Subscription
from small_trades.shop.marketing.states import AskedOn
from small_trades.shop.orders.models import Order


def note_registration(customer_id: UUID) -> None:
    """Keep the wish of somebody who registers. No mail goes yet: the address may be a stranger's."""
    customer = Customer.objects.filter(pk=customer_id).first()
    if customer is not None:
        wish = wish_of(customer, language=customer.language, asked_on=AskedOn.REGISTRATION)
        with transaction.atomic():
            wish.save()
            if customer.is_verified:
                later("marketing.send_confirmation", wish.pk)


def begin_registered(customer_id: UUID) -> None:
    """The registration was confirmed: what it wished for is asked to be confirmed too, from now on."""
    wishes = Subscription.objects.filter(
        customer_id=customer_id, asked_on=AskedOn.REGISTRATION, confirmed_at=None, confirm_hash=""
    )
    for wish in wishes:
        with transaction.atomic():
            Subscription.objects.filter(pk=wish.pk).update(asked_at=timezone.now())
            later("marketing.send_confirmation", wish.pk)


def ask_with_order(order_id: UUID) -> None:
    """Mail the link to whoever ordered: a member at the registered address, a guest at that of the order."""
    order = Order.objects.filter(pk=order_id).first()
    if order is None:
        return
    customer = Customer.objects.filter(pk=order.customer_id).first() if order.customer_id else None
    if customer is not None:
        ask_as_member(customer, language=order.language, asked_on=AskedOn.CHECKOUT)
    else:
        email = privacy.use(order.email, purpose=IDENTITY)
        ask(email, language=order.language, asked_on=AskedOn.CHECKOUT)
