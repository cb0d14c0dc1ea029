"""An order of somebody who was erased meanwhile can still be given up, and its stock comes back."""

import pytest

from small_trades import privacy
from small_trades.shop.orders.actions.cancel import cancel
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.states import CancelReason, OrderState
from small_trades.shop.orders.tests.making import cup, line, placed

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_nothing_is_left_to_close_of_somebody_erased() -> None:
    variant = cup(available=3)
    order = Order.objects.get(pk=placed(line(variant)))
    privacy.destroy(order.subject)

    with privacy.acting_as(privacy.Actor.system("test")):
        cancel(order.pk, reason=CancelReason.CUSTOMER)

    order.refresh_from_db()
    variant.refresh_from_db()
    assert (order.state, variant.available) == (OrderState.CANCELLED, 3)
