"""States as the choices of a column."""

from enum import StrEnum


def choices(states: type[StrEnum]) -> list[tuple[str, str]]:
    """Value and label of each."""
    return [(state.value, state.value) for state in states]
