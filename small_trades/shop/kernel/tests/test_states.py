"""State tables allow what they declare and nothing else."""

from enum import StrEnum

import pytest

from small_trades.shop.kernel.states import StateTable, WrongStateError


class Door(StrEnum):
    OPEN = "open"
    SHUT = "shut"
    WALLED = "walled"


TABLE = StateTable(
    Door.OPEN,
    {
        Door.OPEN: frozenset({Door.SHUT}),
        Door.SHUT: frozenset({Door.OPEN, Door.WALLED}),
        Door.WALLED: frozenset(),
    },
)


def test_what_is_declared_may_happen() -> None:
    assert TABLE.may(Door.OPEN, Door.SHUT)
    TABLE.require(Door.SHUT, Door.WALLED)


def test_what_is_not_declared_is_refused() -> None:
    with pytest.raises(WrongStateError) as refused:
        TABLE.require(Door.WALLED, Door.OPEN)
    assert (refused.value.current, refused.value.wanted) == ("walled", "open")
