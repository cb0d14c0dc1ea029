"""Every operation of the API, declared beside its function: addresses and document come of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from small_trades.shop.api.queries.tokens import TokenFacts
from small_trades.shop.api.scopes import Scope

Run = Callable[..., Any]
CHANGES: Final = frozenset({"POST", "PATCH"})


@dataclass(frozen=True, slots=True)
class Call:
    """One call: who signed it, and its query and body, read into the shapes that the operation declared."""

    token: TokenFacts | None
    query: Any = None
    body: Any = None

    @property
    def signed(self) -> TokenFacts:
        """The token of an operation that has a scope. RuntimeError where it has none."""
        if self.token is None:
            raise RuntimeError("An operation without a scope knows no token.")
        return self.token


@dataclass(frozen=True, slots=True)
class Operation:
    """One method at one address. `answer` is the shape of success, `query` and `body` of what it reads."""

    method: str
    path: str
    run: Run
    answer: type
    scope: Scope | None = None
    query: type | None = None
    body: type | None = None
    status: int = 200
    problems: tuple[int, ...] = ()

    @property
    def id(self) -> str:
        """Its name in the document: that of its function."""
        return self.run.__name__

    @property
    def changes(self) -> bool:
        """Whether it changes something, and takes an Idempotency-Key."""
        return self.method in CHANGES


OPERATIONS: Final[list[Operation]] = []


def operation(method: str, path: str, **declared: Any) -> Callable[[Run], Run]:
    """Declare what `run(call, **parts of the path)` does; see `Operation`."""

    def declare(run: Run) -> Run:
        OPERATIONS.append(Operation(method, path, run, **declared))
        return run

    return declare
