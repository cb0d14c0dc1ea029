"""The tables that say what may follow what."""

import pytest

from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.orders.states import (
    CANCEL_REASON_NAMES,
    ORDER_STATE_NAMES,
    ORDER_STATES,
    ORDER_STATES_BACK,
    PAYMENT_METHOD_NAMES,
    PAYMENT_STATE_NAMES,
    PAYMENT_STATES,
    CancelReason,
    OrderState,
    PaymentMethod,
    PaymentState,
)
from small_trades.shop.orders.timeline import EVENT_NAMES, EventKind


def test_the_way_of_an_order_and_no_other() -> None:
    allowed = {
        (current, wanted)
        for current in OrderState
        for wanted in OrderState
        if ORDER_STATES.may(current, wanted)
    }

    assert allowed == {
        (OrderState.PLACED, OrderState.PAID),
        (OrderState.PLACED, OrderState.PACKING),
        (OrderState.PLACED, OrderState.CANCELLED),
        (OrderState.PAID, OrderState.PACKING),
        (OrderState.PAID, OrderState.CANCELLED),
        (OrderState.PACKING, OrderState.SHIPPED),
        (OrderState.SHIPPED, OrderState.DELIVERED),
        (OrderState.SHIPPED, OrderState.RETURNED),
        (OrderState.DELIVERED, OrderState.RETURNED),
        (OrderState.CANCELLED, OrderState.REFUNDED),
        (OrderState.RETURNED, OrderState.REFUNDED),
    }


def test_only_a_refund_that_comes_back_leads_back() -> None:
    allowed = {
        (current, wanted)
        for current in OrderState
        for wanted in OrderState
        if ORDER_STATES_BACK.may(current, wanted)
    }

    assert allowed == {
        (OrderState.REFUNDED, OrderState.CANCELLED),
        (OrderState.REFUNDED, OrderState.RETURNED),
    }


def test_a_payment_may_come_late_and_is_never_lost() -> None:
    assert PAYMENT_STATES.may(PaymentState.FAILED, PaymentState.PAID)
    assert PAYMENT_STATES.may(PaymentState.CANCELLED, PaymentState.REFUND_DUE)
    with pytest.raises(WrongStateError):
        PAYMENT_STATES.require(PaymentState.PAID, PaymentState.FAILED)


def test_everything_has_a_name() -> None:
    assert set(ORDER_STATE_NAMES) == set(OrderState)
    assert set(PAYMENT_STATE_NAMES) == set(PaymentState)
    assert set(PAYMENT_METHOD_NAMES) == set(PaymentMethod)
    assert set(CANCEL_REASON_NAMES) == set(CancelReason)
    assert set(EVENT_NAMES) == set(EventKind)
