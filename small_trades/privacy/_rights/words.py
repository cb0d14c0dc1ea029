"""The words of rights: importable before any model."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date

ANSWER_WITHIN: Final = timedelta(days=14)
"""The clock of a request. Law says *without delay* (個人情報保護法 33, 34, 35); two weeks are usual."""

UNDO_WITHIN: Final = timedelta(hours=72)
"""For how long an erasure that was not asked for *now* can be called back."""


class RequestKind(StrEnum):
    """What a person may ask for (個人情報保護法 33-35)."""

    ACCESS = "access"
    PORT = "port"
    RECTIFY = "rectify"
    ERASE = "erase"
    RESTRICT = "restrict"
    OBJECT = "object"


class RequestState(StrEnum):
    """Where a request stands."""

    ASKED = "asked"
    IDENTIFIED = "identified"
    DECIDED = "decided"
    DONE = "done"
    WITHDRAWN = "withdrawn"


class Channel(StrEnum):
    """How a request came in."""

    MY_PAGE = "my-page"
    INQUIRY = "inquiry"
    MAIL = "mail"
    TELEPHONE = "telephone"
    LETTER = "letter"
    DESK = "desk"
    COMMAND = "command"


class Identified(StrEnum):
    """How the shop made sure who asks (政令 12; 指針 3-8-7: no more than the request warrants)."""

    SIGNED_IN = "signed-in"
    MAILED_CODE = "mailed-code"
    KNOWN_FACTS = "known-facts"
    DOCUMENT_SEEN = "document-seen"
    REPRESENTATIVE = "representative"


class Decision(StrEnum):
    """What became of a request."""

    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"


class ReasonCode(StrEnum):
    """Why a request was decided so. Words to choose from; more is said, sealed, in the inquiry's thread."""

    AS_ASKED = "as-asked"
    NOT_IDENTIFIED = "not-identified"
    NOTHING_HELD = "nothing-held"
    HARMS_OTHERS = "harms-others"  # 33(2)(i)
    HINDERS_BUSINESS = "hinders-business"  # 33(2)(ii)
    BREAKS_LAW = "breaks-law"  # 33(2)(iii)
    CONTENT_IS_RIGHT = "content-is-right"  # 34(2)
    NOT_NEEDED_FOR_PURPOSE = "not-needed-for-purpose"  # 34(2)
    NO_GROUND = "no-ground"  # 35(1), (3), (5)
    OTHER_MEASURE = "other-measure"  # 35(2), (4), (6): costly, and protected in another way
    KEPT_BY_LAW = "kept-by-law"
    ORDER_UNDER_WAY = "order-under-way"


class Standing(StrEnum):
    """How far a recipient knows of an erasure, or that there is nothing to tell it."""

    HOLDS_NOTHING = "holds-nothing"
    WAITING = "waiting"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    REFUSED = "refused"
    NOT_POSSIBLE = "not-possible"


class Fate(StrEnum):
    """What becomes of an entry when its person is erased."""

    GONE_NOW = "gone-now"
    KEPT_UNTIL = "kept-until"
    WAITING_FOR = "waiting-for"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an app says becomes of an entry: made by `GONE_NOW`, `kept_until(…)` and `waiting_for(…)`.

    `because_ja` and `because_en` name the law, or what is waited for. What is kept `by_law_alone` opens for
    purposes of legal obligation; else (a refusal that has not ended) its key stays as it is.
    """

    fate: Fate
    until: date | None = None
    because_ja: str = ""
    because_en: str = ""
    by_law_alone: bool = True


GONE_NOW: Final = Outcome(Fate.GONE_NOW)


def kept_until(day: date, *, because_ja: str, because_en: str, by_law_alone: bool = True) -> Outcome:
    """Kept until the end of a day, and why."""
    return Outcome(Fate.KEPT_UNTIL, day, because_ja, because_en, by_law_alone)


def waiting_for(*, because_ja: str, because_en: str) -> Outcome:
    """Needed until something ends whose day nobody knows: an order on its way."""
    return Outcome(Fate.WAITING_FOR, None, because_ja, because_en)
