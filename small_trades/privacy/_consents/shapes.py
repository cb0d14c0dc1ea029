"""What consents, objections and restrictions look like from outside; importable before any model."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from small_trades.privacy.vocabulary import ActorKind

LANGUAGES: Final = ("ja", "en")
_WORD: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


@dataclass(frozen=True, slots=True)
class ConsentText:
    """The exact words a person agrees to, in both languages. ValueError where one is missing."""

    ja: str
    en: str

    def __post_init__(self) -> None:
        if not (self.ja.strip() and self.en.strip()):
            raise ValueError("A consent is given to words, in Japanese and in English.")

    @property
    def digest(self) -> str:
        """SHA-256 over both languages, each behind its length in bytes: one number for one wording."""
        parts = [text.encode() for text in (self.ja, self.en)]
        return sha256(b"".join(len(part).to_bytes(8) + part for part in parts)).hexdigest()


@dataclass(frozen=True, slots=True)
class ConsentRecord:
    """One consent as it was given, and its withdrawal. `policy_version` is the one it was given under."""

    id: UUID
    subject: UUID
    purpose_id: str
    text: ConsentText
    policy_version: int
    language: str
    channel: str
    given_at: datetime
    withdrawn_at: datetime | None = None
    withdrawn_channel: str = ""

    @property
    def is_standing(self) -> bool:
        """Whether it was not withdrawn."""
        return self.withdrawn_at is None


@dataclass(frozen=True, slots=True)
class Restriction:
    """An objection to one purpose (`is_objection`), or a restriction for a reason that is a fixed word.

    `purposes` None: all; `actors` None: everybody but the person; `record` None: every value of theirs.
    """

    id: UUID
    subject: UUID
    is_objection: bool
    because: str
    purposes: frozenset[str] | None
    actors: frozenset[ActorKind] | None
    record: UUID | None
    channel: str
    made_at: datetime
    lifted_at: datetime | None = None
    lifted_channel: str = ""

    @property
    def is_standing(self) -> bool:
        """Whether it was not lifted."""
        return self.lifted_at is None

    @property
    def is_of_everything(self) -> bool:
        """Whether it closes every value for every purpose."""
        return self.record is None and self.purposes is None


def fixed_word(word: str, what: str) -> str:
    """`word`, or ValueError: channels and reasons are lower-case words with hyphens, never free text."""
    if not _WORD.fullmatch(word):
        raise ValueError(f"{what} is a fixed word such as 'my-page', of at most 40 letters, digits, hyphens.")
    return word
