"""Refusals end, and so does what was kept to recognise somebody or something unusual."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from small_trades import privacy
from small_trades.policy.declaration import REFUSAL_RETENTION
from small_trades.shop.misuse.actions import forget
from small_trades.shop.misuse.queries.signals import TRACES_KEPT

Due = privacy.retention.Due
Clock = privacy.retention.Clock


def _over(until: datetime, subject: UUID | None) -> Iterator[Due]:
    rows = forget.over(until) if subject is None else forget.over(until).filter(subject=subject)
    for refusal in rows.order_by("pk").iterator():
        yield Due(refusal.pk, refusal.subject, min(refusal.expires_at, until))


def _forget_refusal(due: Due, until: datetime) -> bool:
    return forget.forget_refusal(due.record, until)


def _words(until: datetime, subject: UUID | None) -> Iterator[Due]:
    """The person is gone already, so their words belong to nobody."""
    if subject is None:
        for refusal in forget.of_the_erased():
            yield Due(refusal.pk, None, until)


def _forget_words(due: Due, until: datetime) -> bool:
    return forget.forget_words(due.record, until)


def _traces(until: datetime, subject: UUID | None) -> Iterator[Due]:
    """Hashes of old orders: nobody's, whoever they came from."""
    if subject is None:
        for lookup in forget.old_traces(until):
            yield Due(lookup, None, until)


def _forget_traces(page: Sequence[Due], until: datetime) -> int:
    return sum(due.record.forget_before(until - TRACES_KEPT) > 0 for due in page)


one_by_one = privacy.retention.one_by_one
CLOCKS: Final = (
    Clock(
        "misuse.refusals",
        "期限の過ぎたお断り",
        "Refusals that have ended",
        _over,
        one_by_one(_forget_refusal),
        kept_for=REFUSAL_RETENTION,
    ),
    Clock(
        "misuse.words",
        "消去された方の異議のお申し出",
        "Objections of persons erased since",
        _words,
        one_by_one(_forget_words),
    ),
    Clock("misuse.traces", "照合用の値", "Values to compare orders by", _traces, _forget_traces),
)
