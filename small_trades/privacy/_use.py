"""Opening: a verb with a purpose. The ledger row is durable before a value is returned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeVar, overload

from small_trades.privacy import _ledger as ledger
from small_trades.privacy import _record
from small_trades.privacy._actor import note_opened
from small_trades.privacy._broker import brokered
from small_trades.privacy._budget.counting import refusal_of
from small_trades.privacy._decide import ALLOWED, Decision, NotDeclared, Refusal, intend, is_closed
from small_trades.privacy._ledger import Event
from small_trades.privacy._open import Request, permitted
from small_trades.privacy._sealed import Sealed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from small_trades.privacy._decide import Intent
    from small_trades.privacy.vocabulary import Purpose

T = TypeVar("T")
A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")


@overload
def use(
    sealed: Sealed[T], *, purpose: Purpose, reason: str = "", skip_closed: Literal[False] = False
) -> T: ...
@overload
def use(
    sealed: Sealed[T] | None, *, purpose: Purpose, reason: str = "", skip_closed: bool = False
) -> T | None: ...
@overload
def use(sealed: tuple[Sealed[A], Sealed[B]], *, purpose: Purpose, reason: str = "") -> tuple[A, B]: ...
@overload
def use(
    sealed: tuple[Sealed[A], Sealed[B], Sealed[C]], *, purpose: Purpose, reason: str = ""
) -> tuple[A, B, C]: ...
@overload
def use(
    sealed: tuple[Sealed[Any] | None, ...], *, purpose: Purpose, reason: str = "", skip_closed: bool = False
) -> tuple[Any, ...]: ...
@overload
def use(
    sealed: list[Sealed[T]], *, purpose: Purpose, reason: str = "", skip_closed: Literal[False] = False
) -> list[T]: ...
@overload
def use(
    sealed: list[Sealed[T] | None], *, purpose: Purpose, reason: str = "", skip_closed: bool = False
) -> list[T | None]: ...
def use(sealed: Any, *, purpose: Purpose, reason: str = "", skip_closed: bool = False) -> Any:
    """Open one sealed value, or many at once, for a purpose.

    A list gives a list and a tuple a tuple, in the same order; None stays None. Everything of one call
    takes one key query and one ledger row per thousand people, so open a page's values together. `reason`
    is what staff say they need it for; the person can read it. With `skip_closed`, values that are shut for
    a reason of their own come back as None instead of failing the whole call: the key is gone or held for a
    law alone, the person objected, restricted or never consented, or the purpose was wider than when the
    value was collected. A rule about who asks for what still fails it.

    Raises Refused or Erased (recorded), Undeclared (recorded; a bug), Tampered (recorded).
    """
    is_single = sealed is None or isinstance(sealed, Sealed)
    items = [sealed] if is_single else list(sealed)
    opened = _use([item for item in items if item is not None], purpose, reason, skip_closed=skip_closed)
    queue = iter(opened)
    results = [None if item is None else next(queue) for item in items]
    if is_single:
        return results[0]
    return tuple(results) if isinstance(sealed, tuple) else results


def decide(
    sealed: Sealed[Any] | Sequence[Sealed[Any] | None], *, purpose: Purpose, reason: str = ""
) -> Decision:
    """Whether `use` would open it, without opening and without a row: Allowed, Refusal or NotDeclared."""
    items = [sealed] if isinstance(sealed, Sealed) else sealed
    return _decide([item for item in items if item is not None], purpose, reason)


@brokered
def _decide(sealed: list[Sealed[Any]], purpose: Purpose, reason: str) -> Decision:
    intent = intend(purpose, reason)
    if isinstance(intent, NotDeclared):
        return intent
    request = Request.of(sealed)
    request.checked_keys()
    decision = request.decide(intent, None)
    if isinstance(decision, NotDeclared | Refusal):
        return decision
    return next((verdict for verdict in request.closed(intent) if verdict is not None), ALLOWED)


@brokered
def _use(sealed: list[Sealed[Any]], purpose: Purpose, reason: str, *, skip_closed: bool) -> list[Any]:
    request = Request.of(sealed)
    intent = permitted(request, purpose, reason)
    if not sealed:
        return []
    closed = request.closed(intent)
    refusal = next((verdict for verdict in closed if not _may_pass(verdict, skip_closed=skip_closed)), None)
    if refusal is not None:
        facts: dict[str, Any] = {"purpose": intent.purpose.id, "groups": request.groups}
        _record.refuse(refusal, request.people, reason=intent.reason, **facts)
    if all(closed):
        return [None for _ in closed]
    return _open_recorded(request, intent, closed)


def _may_pass(verdict: Refusal | None, *, skip_closed: bool) -> bool:
    return verdict is None or (skip_closed and is_closed(verdict))


def _open_recorded(request: Request, intent: Intent, closed: list[Refusal | None]) -> list[Any]:
    opening = request.only([verdict is None for verdict in closed])
    refusal = refusal_of(intent, opening.tags)
    if refusal is not None:
        facts: dict[str, Any] = {"purpose": intent.purpose.id, "groups": opening.groups}
        _record.refuse(refusal, opening.people, reason=intent.reason, **facts)
    rows = _record.entries(
        Event.USE,
        intent.actor,
        opening.people,
        reason=intent.reason,
        purpose=intent.purpose.id,
        groups=opening.groups,
    )
    # Opening takes less time than the disk does to confirm the row, so it happens meanwhile.
    pending = [ledger.enqueue(row) for row in rows]
    try:
        opened = [None if verdict else request.open(index) for index, verdict in enumerate(closed)]
    finally:
        for row in pending:
            row.wait()
    note_opened()
    return opened
