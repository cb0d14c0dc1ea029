"""What goes wrong, as programs read it (RFC 9457, application/problem+json). Always in English."""

from dataclasses import dataclass, field
from typing import Final

PROBLEM_TYPE: Final = "application/problem+json"


@dataclass(frozen=True, slots=True)
class WrongPart:
    """One part of a call that cannot be read: a JSON Pointer into the body, or a parameter's name."""

    detail: str
    pointer: str = ""
    parameter: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong. `type` is the word to switch on; `detail` is for people."""

    type: str
    title: str
    status: int
    detail: str = ""
    errors: tuple[WrongPart, ...] = ()


class ApiProblem(Exception):  # noqa: N818 - RFC 9457 calls it so
    """A call ends here; nothing was changed. `headers` belong to the answer."""

    def __init__(self, problem: Problem, headers: dict[str, str] | None = None) -> None:
        """Keep what the answer says."""
        super().__init__(problem.title)
        self.problem = problem
        self.headers = headers or {}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem."""

    status: int
    word: str
    title: str
    headers: dict[str, str] = field(default_factory=dict)

    def because(self, detail: str = "", *errors: WrongPart, **headers: str) -> ApiProblem:
        """The problem to raise: `NOT_FOUND.because("gone")`; `Retry_After="5"` becomes a header."""
        problem = Problem(f"urn:small-trades:problem:{self.word}", self.title, self.status, detail, errors)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        return ApiProblem(problem, {**self.headers, **given})


BAD_REQUEST: Final = Kind(400, "bad-request", "The request cannot be read")
UNSIGNED: Final = Kind(
    401, "unsigned", "The call needs a valid token", {"WWW-Authenticate": 'Bearer realm="small-trades"'}
)
FORBIDDEN: Final = Kind(403, "forbidden", "The token does not allow this")
REFUSED: Final = Kind(403, "refused", "The privacy policy does not allow this")
NOT_FOUND: Final = Kind(404, "not-found", "There is no such thing")
NOT_ALLOWED: Final = Kind(405, "method-not-allowed", "This address does not know the method")
WRONG_STATE: Final = Kind(409, "wrong-state", "It does not stand where that is possible")
STOCK_CHANGED: Final = Kind(409, "stock-changed", "The stock is not what was seen")
TOO_LARGE: Final = Kind(413, "too-large", "The body is too large")
NOT_JSON: Final = Kind(415, "not-json", "The body must be application/json")
INVALID: Final = Kind(422, "invalid", "Parts of the call are not valid")
KEY_REUSED: Final = Kind(422, "key-reused", "The Idempotency-Key was used for another call")
TOO_MANY: Final = Kind(429, "too-many-calls", "Too many calls")
BUDGET_SPENT: Final = Kind(429, "budget-spent", "Too many people were opened within an hour")
CARRIER_AWAY: Final = Kind(503, "carrier-away", "The carrier did not take the parcel; nothing was changed")
AWAY: Final = Kind(503, "away", "The keys cannot be asked for at the moment; nothing was changed")
