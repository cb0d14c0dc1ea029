"""Answers to calls are kept for a day."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from small_trades import privacy
from small_trades.shop.api.actions.once import forget_answers

Due = privacy.retention.Due


def _answers(until: datetime, subject: UUID | None) -> Iterator[Due]:
    """Nobody's: orders are masked in them."""
    if subject is None:
        yield Due("answers", None, until)


def _forget(page: Sequence[Due], until: datetime) -> int:
    return sum(forget_answers(until) > 0 for _due in page)


CLOCKS: Final = (
    privacy.retention.Clock(
        "api.answers", "プログラムへの応答の控え", "Answers kept for programs", _answers, _forget
    ),
)
