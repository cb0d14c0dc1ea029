"""Declared state tables: what may follow what, in one place for each thing that has states."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

State = TypeVar("State", bound=StrEnum)


class WrongStateError(Exception):
    """A thing cannot go from its state to another; nothing was changed."""

    def __init__(self, current: str, wanted: str) -> None:
        """Keep both states, so that the caller can say why in the person's language."""
        super().__init__(f"{current} cannot become {wanted}")
        self.current = current
        self.wanted = wanted


@dataclass(frozen=True)
class StateTable(Generic[State]):
    """Which states may follow each state; a state with no followers is final."""

    start: State
    followers: Mapping[State, frozenset[State]]

    def may(self, current: State, wanted: State) -> bool:
        """Whether the table allows the change."""
        return wanted in self.followers[current]

    def require(self, current: State, wanted: State) -> None:
        """Refuse a change that the table does not allow.

        Raises:
            WrongStateError: the change is not in the table.
        """
        if not self.may(current, wanted):
            raise WrongStateError(current, wanted)
