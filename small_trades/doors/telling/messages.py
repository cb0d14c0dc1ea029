"""The answer of a recipient that is told over a connection. It holds no value of anybody."""

from dataclasses import dataclass
from enum import StrEnum


class Answered(StrEnum):
    """RECEIVED: it has the notice and will do it; it is asked again later."""

    ACKNOWLEDGED = "acknowledged"
    RECEIVED = "received"
    REFUSED = "refused"
    NOT_POSSIBLE = "not-possible"


class Why(StrEnum):
    """Why a recipient did not do it, or why it need not be told."""

    NONE = ""
    UNKNOWN = "unknown"
    KEPT_BY_LAW = "kept-by-law"
    TOO_LATE = "too-late"
    OVER = "over"
    UNREACHED = "unreached"
    GONE = "gone"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the recipient says of one notice."""

    state: Answered
    why: Why = Why.NONE

    @classmethod
    def of(cls, told: object) -> "Answer":
        """From the JSON object a recipient sends. Raises ValueError where it is none."""
        if not isinstance(told, dict):
            raise ValueError("not an object")  # noqa: TRY004 - the sender's mistake, not the caller's
        state = Answered(str(told.get("state")))
        reason = str(told.get("reason", ""))
        known = reason in {word.value for word in Why}
        return cls(state, Why(reason) if known else Why.OTHER)
