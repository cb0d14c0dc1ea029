"""Answers to calls are kept for a day, notices to programs for a month."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from small_trades import privacy
from small_trades.shop.api.actions.notices import forget_notices
from small_trades.shop.api.actions.once import forget_answers

Due = privacy.retention.Due


def _answers(until: datetime, subject: UUID | None) -> Iterator[Due]:
    """Nobody's: orders are masked in them."""
    if subject is None:
        yield Due("answers", None, until)


def _forget(page: Sequence[Due], until: datetime) -> int:
    return sum(forget_answers(until) > 0 for _due in page)


def _notices(until: datetime, subject: UUID | None) -> Iterator[Due]:
    """Nobody's: an order's code and state."""
    if subject is None:
        yield Due("notices", None, until)


def _forget_notices(page: Sequence[Due], until: datetime) -> int:
    return sum(forget_notices(until) > 0 for _due in page)


CLOCKS: Final = (
    privacy.retention.Clock(
        "api.notices", "プログラムへの通知の控え", "Notices sent to programs", _notices, _forget_notices
    ),
    privacy.retention.Clock(
        "api.answers", "プログラムへの応答の控え", "Answers kept for programs", _answers, _forget
    ),
)
