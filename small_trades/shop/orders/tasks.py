"""What happens to orders in the background: ids in, nothing else. A door that is shut is tried again."""

import datetime as dt
from functools import partial
from typing import Final

from django.utils import timezone
from django_tasks import task

from small_trades import privacy
from small_trades.shop.kernel.attempts import attempt_at
from small_trades.shop.orders.actions import cancel, erased_payments, notify, reconcile, refund, remind

WAITS: Final = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))
"""How long after each failed attempt the next one comes; after the last, the task ends as failed."""
_try = partial(attempt_at, waits=WAITS)


@task()
def send_confirmation(order_id: str, attempt: int = 0) -> None:
    """Mail the confirmation."""
    _try(send_confirmation, notify.confirmation, order_id, attempt)


@task()
def send_payment_failed(order_id: str, attempt: int = 0) -> None:
    """Mail that a card was declined, unless another has been taken since."""
    _try(send_payment_failed, notify.payment_failed, order_id, attempt)


@task()
def send_transfer_received(order_id: str, attempt: int = 0) -> None:
    """Mail that the money has arrived."""
    _try(send_transfer_received, notify.transfer_received, order_id, attempt)


@task()
def send_transfer_reminder(order_id: str, attempt: int = 0) -> None:
    """Mail that a transfer is still awaited."""
    _try(send_transfer_reminder, notify.transfer_reminder, order_id, attempt)


@task()
def remind_of_transfers() -> None:
    """Remind, once, of transfers whose orders end soon. The worker asks for it hourly."""
    with privacy.acting_as(privacy.Actor.system("orders.remind_of_transfers")):
        remind.remind_due(timezone.now())


@task()
def send_shipped(shipment_id: str, attempt: int = 0) -> None:
    """Mail the tracking number of a parcel, what is inside and what follows."""
    _try(send_shipped, notify.shipped, shipment_id, attempt)


@task()
def send_taken_in(order_id: str, attempt: int = 0) -> None:
    """Mail a member that an earlier order is among theirs."""
    _try(send_taken_in, notify.taken_in, order_id, attempt)


@task()
def send_cancelled(order_id: str, attempt: int = 0) -> None:
    """Mail that the order was given up."""
    _try(send_cancelled, notify.cancelled, order_id, attempt)


@task()
def send_on_hold(order_id: str, attempt: int = 0) -> None:
    """Mail that the shop looks at the order first."""
    _try(send_on_hold, notify.on_hold, order_id, attempt)


@task()
def send_released(order_id: str, attempt: int = 0) -> None:
    """Mail that the order goes on."""
    _try(send_released, notify.released, order_id, attempt)


@task()
def refund_payment(order_id: str, attempt: int = 0) -> None:
    """Ask the provider for the money back."""
    _try(refund_payment, refund.request_refund, order_id, attempt)


@task()
def withdraw_payment(order_id: str, attempt: int = 0) -> None:
    """Ask the provider to close its page."""
    _try(withdraw_payment, refund.withdraw_payment, order_id, attempt)


@task()
def return_erased_payment(payment_id: str, attempt: int = 0) -> None:
    """Ask the provider to give back what came in after an erasure."""
    _try(return_erased_payment, erased_payments.give_back, payment_id, attempt)


@task()
def reconcile_erased_payment(payment_id: str, attempt: int = 0) -> None:
    """Ask the provider what has become of it."""
    _try(reconcile_erased_payment, erased_payments.reconcile, payment_id, attempt)


@task()
def send_awaited(order_id: str, attempt: int = 0) -> None:
    """Mail the way to the number for the store."""
    _try(send_awaited, notify.awaited, order_id, attempt)


@task()
def send_refund_made(order_id: str, attempt: int = 0) -> None:
    """Mail that money went back."""
    _try(send_refund_made, notify.refund_made, order_id, attempt)


@task()
def reconcile_payment(order_id: str, attempt: int = 0) -> None:
    """Ask the provider what has become of a payment."""
    _try(reconcile_payment, reconcile.reconcile, order_id, attempt)


@task()
def reconcile_unsettled() -> None:
    """Ask about every payment and refund that the provider has still to tell of. The worker asks hourly.

    A refund that the provider should have made long ago is asked for again.
    """
    for order_id in reconcile.unsettled():
        reconcile_payment.enqueue(str(order_id))
    for order_id in refund.overdue(timezone.now()):
        refund_payment.enqueue(str(order_id))
    for payment_id in erased_payments.unsettled():
        return_erased_payment.enqueue(str(payment_id))
        reconcile_erased_payment.enqueue(str(payment_id))
    erased_payments.forget_old(timezone.now())


@task()
def expire_unpaid() -> None:
    """Cancel what was not paid in time. The worker asks for it every minute."""
    with privacy.acting_as(privacy.Actor.system("orders.expire_unpaid")):
        cancel.expire_due(timezone.now())
