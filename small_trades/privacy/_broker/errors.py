"""What can go wrong between a process and its broker, and how errors travel back from there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from small_trades.privacy._ledger.errors import LedgerBroken, LedgerUnavailable, NoSuchRow, NoteInvalid
from small_trades.privacy.errors import (
    DoorError,
    Erased,
    KeysDamaged,
    KeysUnusable,
    NotObjectable,
    OutOfOrder,
    PrivacyError,
    RefusalReason,
    Refused,
    Taken,
    Tampered,
    Undeclared,
)

if TYPE_CHECKING:
    from collections.abc import Callable


class BrokerAway(LedgerUnavailable):
    """The broker does not answer: nothing was opened for this process, and nothing may be done without it."""


class BrokerFailed(LedgerUnavailable):
    """The broker met an error of its own; its log has it, without values."""


class AskerFailed(PrivacyError):  # noqa: N818 -- says what is the case
    """In a broker: what it asked of the process that called failed there, by an error of that process."""


class AskerGone(OSError):  # noqa: N818 -- says what is the case
    """In a broker: the process that called is gone, or says what is no answer."""


_Parts = tuple["Callable[[Any], list[Any]]", "Callable[[list[Any]], Exception]"]


def _worded(kind: type[Exception]) -> _Parts:
    return lambda error: [str(error)], lambda parts: kind(*parts)


def _no_such_row(parts: list[Any]) -> NoSuchRow:
    error = NoSuchRow(parts[0], 0)
    error.args = (parts[1],)
    return error


_TRAVELLING: Final[dict[type[Exception], _Parts]] = {
    Refused: (
        lambda error: [error.reason.value, error.detail],
        lambda parts: Refused(RefusalReason(parts[0]), parts[1]),
    ),
    Erased: (lambda error: [error.detail], lambda parts: Erased(*parts)),
    Undeclared: (lambda error: [error.what], lambda parts: Undeclared(*parts)),
    NotObjectable: (lambda error: [error.purpose_id], lambda parts: NotObjectable(*parts)),
    OutOfOrder: (lambda error: [error.state], lambda parts: OutOfOrder(*parts)),
    DoorError: (
        lambda error: [str(error), error.permanent],
        lambda parts: DoorError(parts[0], permanent=bool(parts[1])),
    ),
    KeysDamaged: (lambda error: [error.count], lambda parts: KeysDamaged(*parts)),
    NoSuchRow: (lambda error: [error.seq, str(error)], _no_such_row),
    **{
        kind: _worded(kind)
        for kind in (
            *(Tampered, Taken, KeysUnusable, LedgerUnavailable, LedgerBroken, NoteInvalid, AskerFailed),
            *(TypeError, ValueError),
        )
    },
}
_BY_NAME: Final = {kind.__name__: parts for kind, parts in _TRAVELLING.items()}


def packed(error: Exception) -> list[Any] | None:
    """An error as it travels; None for one that does not, because its words may hold anything."""
    parts = _TRAVELLING.get(type(error))
    return None if parts is None else [type(error).__name__, *parts[0](error)]


def unpacked(answer: list[Any]) -> Exception:
    """The error again. BrokerFailed for one that did not travel."""
    name, *parts = answer
    if name not in _BY_NAME:
        return BrokerFailed(f"the broker failed ({name}); its log says more")
    return _BY_NAME[name][1](parts)
