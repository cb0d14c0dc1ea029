"""The errors that are kept, as the desk shows them."""

import datetime as dt
from dataclasses import dataclass

from small_trades.shop.faults.models import Fault
from small_trades.shop.faults.seen import Frame


@dataclass(frozen=True, slots=True)
class FaultView:
    """One error; `frames` with the innermost first, `place` that of ours where it came about."""

    id: int
    kind: str
    causes: tuple[str, ...]
    frames: tuple[Frame, ...]
    route: str
    process: str
    version: str
    count: int
    first_at: dt.datetime
    last_at: dt.datetime
    is_settled: bool

    @property
    def place(self) -> str:
        """File, line and function: the innermost of our own code, or the innermost at all."""
        own = [frame for frame in self.frames if frame.file.startswith("small_trades/")]
        found = next(iter(own or self.frames), None)
        return f"{found.file}:{found.line} {found.function}" if found else ""


def faults(*, is_settled: bool) -> tuple[FaultView, ...]:
    """All that are kept, the newest first; those that are settled, or the others."""
    rows = Fault.objects.filter(settled_at__isnull=not is_settled)
    return tuple(_view(row) for row in rows)


def fault(fault_id: int) -> FaultView | None:
    """One; None where it is not kept any more."""
    row = Fault.objects.filter(pk=fault_id).first()
    return _view(row) if row is not None else None


def mailed_at(at: dt.datetime) -> tuple[FaultView, ...]:
    """Those that the mail of this moment is about, the newest first."""
    return tuple(_view(row) for row in Fault.objects.filter(mailed_at=at))


def _view(row: Fault) -> FaultView:
    frames = tuple(Frame(*frame) for frame in reversed(row.frames))
    return FaultView(
        row.pk,
        row.kind,
        tuple(row.causes),
        frames,
        row.route,
        row.process,
        row.version,
        row.count,
        row.first_at,
        row.last_at,
        row.settled_at is not None,
    )
