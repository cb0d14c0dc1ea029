"""The key broker: the engine's verbs in a process of their own, which alone holds keys and ledger.

A verb marked `@brokered` runs where it is called, unless `settings.PRIVACY["BROKER"]` names a socket: then
the call goes there, with who is acting, and the broker judges, writes the row, opens, and answers. What the
caller gets are the values of that one call; it never holds a key.
"""

from __future__ import annotations

from contextlib import nullcontext
from functools import wraps
from typing import TYPE_CHECKING, Any, Final, ParamSpec, TypeVar, overload

from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

P = ParamSpec("P")
R = TypeVar("R")
QUICK: Final = 8.0
"""Seconds a caller waits for an answer; with connecting it stays below ten."""
PATIENT: Final = 900.0
"""For verbs that read the whole ledger or re-wrap every key."""

VERBS: Final[dict[str, Callable[..., Any]]] = {}
"""What a broker does for others, by name: no other function can be called through the socket."""


def socket_path() -> str:
    """Where this process reaches its broker; empty when it does everything itself."""
    return str(settings.PRIVACY.get("BROKER", ""))


@overload
def brokered(verb: Callable[P, R], /) -> Callable[P, R]: ...
@overload
def brokered(
    *, seconds: float, within: Callable[[], AbstractContextManager[Any]] = ...
) -> Callable[[Callable[P, R]], Callable[P, R]]: ...
def brokered(
    verb: Callable[..., Any] | None = None,
    /,
    *,
    seconds: float = QUICK,
    within: Callable[[], AbstractContextManager[Any]] = nullcontext,
) -> Any:
    """Let a verb run in the broker where there is one. Arguments and result are what `wire` can carry.

    `within` is open in the calling process while the broker works.
    """
    if verb is None:
        return lambda marked: _brokered(marked, seconds, within)
    return _brokered(verb, seconds, within)


def _brokered(
    verb: Callable[P, R], seconds: float, within: Callable[[], AbstractContextManager[Any]]
) -> Callable[P, R]:
    name = f"{verb.__module__.rpartition('privacy.')[2]}.{verb.__qualname__}"
    VERBS[name] = verb

    @wraps(verb)
    def here_or_there(*args: P.args, **kwargs: P.kwargs) -> R:
        path = settings.PRIVACY.get("BROKER")
        if not path:
            return verb(*args, **kwargs)
        from small_trades.privacy._broker.client import call  # noqa: PLC0415 -- it needs what this module marks

        with within():
            answer: R = call(str(path), name, args, kwargs, seconds=seconds)
        return answer

    return here_or_there
