"""Why a file is not taken."""

from enum import StrEnum


class Flaw(StrEnum):
    """One reason, for the sentence that is shown."""

    EMPTY = "empty"
    TOO_HEAVY = "too-heavy"
    LONG_TEXT = "long-text"
    UNKNOWN = "unknown"
    HEIC = "heic"
    MISMATCH = "mismatch"
    TOO_LARGE = "too-large"
    BROKEN = "broken"
    ENCRYPTED = "encrypted"
    ACTIVE = "active"
    TOO_LONG = "too-long"
    TOO_MUCH_WORK = "too-much-work"
    BUSY = "busy"
    CARD = "card"


class FileFlaw(Exception):  # noqa: N818 - says what it is about
    """A file is not taken; nothing of it was kept."""

    def __init__(self, flaw: Flaw) -> None:
        """Keep the reason."""
        super().__init__(flaw.value)
        self.flaw = flaw
