"""The ledger as the desk reads it."""

from dataclasses import dataclass

from django.utils.translation import get_language

from small_trades.policy.declaration import POLICY
from small_trades.privacy import ledger

PER_PAGE = 100


@dataclass(frozen=True)
class LedgerPage:
    """Rows newest first; `before` leads to the older ones, None at the beginning of time."""

    rows: tuple[ledger.Row, ...]
    size: int
    before: int | None
    checkpoint: str
    purposes: dict[str, str]


def ledger_page(before: str | None) -> LedgerPage:
    """The hundred rows before a sequence number, or the newest."""
    size = ledger.size()
    is_number = before is not None and before.isascii() and before.isdigit() and len(before) <= len(str(size))
    last = min(int(before or 0) - 1, size) if is_number else size
    first = max(last - PER_PAGE, 0)
    rows = ledger.rows(since=first, until=last, limit=PER_PAGE) if last > 0 else ()
    return LedgerPage(
        rows=tuple(sorted(rows, key=lambda row: row.seq, reverse=True)),
        size=size,
        before=first + 1 if first > 0 else None,
        checkpoint=ledger.checkpoint(),
        purposes={
            purpose.id: purpose.name_en if get_language() == "en" else purpose.name_ja
            for purpose in POLICY.purposes
        },
    )
