"""Goods arrive in the moment in which somebody else declines their return: one of both, and no deadlock."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
from django.db import connection, connections, transaction

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


PATIENCE_SECONDS = 30
WAITED_FOR = """
    SELECT EXISTS (
        SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))
    )
"""


def declined(request: ReturnRequest, *, began: Event) -> str:
    def asking(execute: Callable[..., Any], *asked: Any) -> Any:
        began.set()
        return execute(*asked)

    try:
        with connection.execute_wrapper(asking), privacy.acting_as(privacy.Actor.system("test")):
            decline(request.pk, InquiryText("届きませんでした"), staff_id=privacy.uuid7())
    except Exception as error:  # noqa: BLE001 - which one is what is asked
        return type(error).__name__
    finally:
        connections.close_all()
    return ""


def require_waiting(other: Future[str], *, began: Event) -> None:
    """Come back once the other waits for what is held here; AssertionError where it does not.

    On SQLite its first statement waits, whichever it is: there is one writer. PostgreSQL says who waits.
    """
    assert began.wait(PATIENCE_SECONDS)
    if connection.vendor == "postgresql":
        while not _is_waited_for():
            assert not other.done()


def _is_waited_for() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(WAITED_FOR)
        return bool(cursor.fetchone()[0])


def test_taking_in_and_declining_wait_for_each_other_in_one_order() -> None:
    order, _who, request = asked_for()
    began = Event()
    with ThreadPoolExecutor(1) as beside, privacy.acting_as(privacy.Actor.system("test")):
        accept(request.pk, InquiryText("お送りください"), staff_id=privacy.uuid7())
        with transaction.atomic():
            held(order.pk)
            other = beside.submit(declined, request, began=began)
            require_waiting(other, began=began)
            take_in_asked(order.pk, {0: 1}, to_stock=False, gives_money_back=True, request_id=request.pk)
        assert other.result(timeout=PATIENCE_SECONDS) == WrongStateError.__name__

    request.refresh_from_db()
    assert request.state == ReturnState.DONE
