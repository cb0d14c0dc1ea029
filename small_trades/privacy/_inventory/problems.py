"""A reason not to start."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StartProblem:
    """`id` is stable (`privacy.E001`); `hint` says what to do."""

    id: str
    message: str
    hint: str

    def __str__(self) -> str:
        return f"{self.id}: {self.message}\n    {self.hint}"
