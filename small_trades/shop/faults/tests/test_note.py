"""Errors are grouped, counted, bounded, settled, and open again when they come again."""

import datetime as dt

import pytest

from small_trades.shop.faults.actions import note as noting
from small_trades.shop.faults.actions.note import Times, note
from small_trades.shop.faults.actions.settle import settle
from small_trades.shop.faults.models import Fault
from small_trades.shop.faults.queries import fault, faults
from small_trades.shop.faults.seen import Frame, Seen
from small_trades.shop.faults.tests.making import a_failure

pytestmark = pytest.mark.django_db

NINE = dt.datetime(2026, 11, 26, 9, tzinfo=dt.UTC)


def noted(one: Seen, count: int = 1, at: dt.datetime = NINE, process: str = "web") -> None:
    note([Times(one, count, at, at)], process=process)


def other(number: int) -> Seen:
    return Seen(f"a.Error{number}", (), (Frame("small_trades/a.py", number, "do"),), "")


def test_the_same_error_is_one_row_that_counts() -> None:
    noted(a_failure(), 3)
    noted(a_failure("home:home"), 4, NINE + dt.timedelta(hours=1), "task")
    (found,) = faults(is_settled=False)
    assert (found.count, found.first_at, found.last_at) == (7, NINE, NINE + dt.timedelta(hours=1))
    assert (found.route, found.process) == ("home:home", "task")
    assert found.place.startswith("small_trades/shop/faults/tests/making.py:")
    assert found.place.endswith(" failing")


def test_several_routes_of_one_error_in_one_batch() -> None:
    note([Times(a_failure(route), 1, NINE, NINE) for route in ("a:b", "c:d")], process="web")
    assert [found.count for found in faults(is_settled=False)] == [2]


def test_what_was_settled_opens_again_when_it_comes_again() -> None:
    noted(a_failure())
    (found,) = faults(is_settled=False)
    assert settle(found.id) is True
    assert settle(found.id) is False
    assert (faults(is_settled=False), len(faults(is_settled=True))) == ((), 1)
    Fault.objects.update(mailed_at=NINE)
    noted(a_failure())
    again = fault(found.id)
    assert again is not None
    assert (again.count, again.is_settled) == (2, False)
    assert Fault.objects.get().mailed_at is None, "and is news again"


def test_only_so_many_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(noting, "KEPT", 3)
    for number in range(5):
        noted(other(number), at=NINE + dt.timedelta(minutes=number))
    assert [found.kind for found in faults(is_settled=False)] == ["a.Error4", "a.Error3", "a.Error2"]
    assert fault(0) is None
