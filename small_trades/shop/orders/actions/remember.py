"""Keep the way by which a guest finds an order in step with the address given for it."""

from uuid import UUID

from small_trades.policy.groups import EmailAddress
from small_trades.shop.orders.lookups import ORDER_EMAIL


def remember_email(order_id: UUID, *, subject: UUID, email: EmailAddress) -> None:
    """Let the order of this id, placed or still to be placed, be found by this address and no other."""
    ORDER_EMAIL.put(email.address, subject=subject, record=order_id)


def forget_email(order_id: UUID) -> None:
    """Let the order of this id be found by no address."""
    ORDER_EMAIL.drop(order_id)
