"""Goods arrive in the moment in which somebody else declines their return: one of both, and no deadlock."""

from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest
from django.db import connections, transaction

from small_trades import privacy
from small_trades.policy.groups import InquiryText
from small_trades.shop.desk.actions.returns import take_in_asked
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.orders.actions.changing import held
from small_trades.shop.returns.actions.decide import accept, decline
from small_trades.shop.returns.models import ReturnRequest
from small_trades.shop.returns.states import ReturnState
from small_trades.shop.returns.tests.making import asked_for

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)


def declined(request: ReturnRequest) -> str:
    try:
        with privacy.acting_as(privacy.Actor.system("test")):
            decline(request.pk, InquiryText("届きませんでした"), staff_id=privacy.uuid7())
    except Exception as error:  # noqa: BLE001 - which one is what is asked
        return type(error).__name__
    finally:
        connections.close_all()
    return ""


def test_taking_in_and_declining_wait_for_each_other_in_one_order() -> None:
    order, _who, request = asked_for()
    with ThreadPoolExecutor(1) as beside, privacy.acting_as(privacy.Actor.system("test")):
        accept(request.pk, InquiryText("お送りください"), staff_id=privacy.uuid7())
        with transaction.atomic():
            held(order.pk)
            other = beside.submit(declined, request)
            sleep(0.5)
            take_in_asked(order.pk, {0: 1}, to_stock=False, gives_money_back=True, request_id=request.pk)
        assert other.result(timeout=30) == WrongStateError.__name__

    request.refresh_from_db()
    assert request.state == ReturnState.DONE
