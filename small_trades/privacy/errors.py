# ruff: noqa: N818 -- what is raised reads as a sentence: `raise Refused(reason)`
"""Errors of the engine. None carries a personal value: messages name groups, columns and purposes.

PrivacyError
├── Refused        the rule said no; shown to the actor, recorded
│   └── Erased     the key was destroyed: nobody can open the value again
├── Undeclared     a programming error: something the policy does not declare
├── Tampered       a ciphertext is not where it was sealed, or was changed
├── Unverified     an inbound message could not be proved to come from the door's other side
│   └── Replayed   it could, but it was already handled
├── NotObjectable  a purpose that a law demands cannot be objected to
├── OutOfOrder     a request, an erasure or a version is not where the verb takes it from
├── FolderShut     this process may not write beside the published versions of the policy
├── Taken          a unique look-up already points at another record
├── KeysUnusable   the key-encryption key is missing or belongs to another store
├── LedgerUnavailable  the row could not be made durable, so nothing was done
│   └── BrokerAway the key broker does not answer
├── KeysDamaged    some keys of the store do not open; `count` says how many
├── DoorError      the other side did not take the message; `permanent` says whether to try again
└── StartRefused   the program's declarations and its stores do not agree
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from small_trades.privacy._inventory.problems import StartProblem


class RefusalReason(StrEnum):
    """Why the rule said no. The value is stable: it is what the ledger keeps."""

    NOT_FOR_PURPOSE = "not-for-purpose"
    NOT_WHEN_COLLECTED = "not-when-collected"
    ACTOR_NOT_ALLOWED = "actor-not-allowed"
    ROLE_NOT_ALLOWED = "role-not-allowed"
    REASON_MISSING = "reason-missing"
    HELD_BY_LAW = "held-by-law"
    ERASED = "erased"
    NOT_IN_FORCE = "not-in-force"
    NOT_YOURS = "not-yours"
    NO_CONSENT = "no-consent"
    OBJECTED = "objected"
    RESTRICTED = "restricted"
    BUDGET_SPENT = "budget-spent"
    RECIPIENT_NOT_DECLARED = "recipient-not-declared"
    RECIPIENT_MAY_NOT_RECEIVE = "recipient-may-not-receive"
    NO_GROUND = "no-ground"
    COUNTRY_NOT_NAMED = "country-not-named"


class PrivacyError(Exception):
    """Root of everything the engine raises on purpose."""


class Refused(PrivacyError):
    """The policy, the actor's role or the state of a key does not allow it. The refusal is in the ledger."""

    def __init__(self, reason: RefusalReason, detail: str = "") -> None:
        self.reason = reason
        self.detail = detail
        super().__init__(f"{reason.value}: {detail}" if detail else reason.value)

    @property
    def is_gone(self) -> bool:
        """Whether the person was erased: what is left of the value, if anything, opens for a law alone."""
        return self.reason in {RefusalReason.ERASED, RefusalReason.HELD_BY_LAW}

    @property
    def is_stopped(self) -> bool:
        """Whether the person stopped this use, or somebody did for them: trying again cannot help."""
        return self.reason in {RefusalReason.RESTRICTED, RefusalReason.OBJECTED}


class Erased(Refused):
    """The key that opened the value was destroyed, or the person was erased."""

    def __init__(self, detail: str = "") -> None:
        super().__init__(RefusalReason.ERASED, detail)


class Undeclared(PrivacyError):
    """Code asked for what the policy does not declare. Never shown to a visitor as a refusal: it is a bug."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(what)


class Tampered(PrivacyError):
    """A ciphertext does not belong to the person, record, column or policy version it was found at."""


class Unverified(PrivacyError):
    """An inbound message has no valid proof of its sender."""


class Replayed(Unverified):
    """An inbound message with a valid proof was handled before. Answer it with success and do nothing."""


class OutOfOrder(PrivacyError):
    """A request, an erasure or a version of the policy cannot do this from where it is: `state`."""

    def __init__(self, state: str) -> None:
        self.state = state
        super().__init__(f"not from the state {state}")


class FolderShut(PrivacyError):
    """This process may not write beside the published versions: whoever deploys posts by command."""


class Taken(PrivacyError):
    """A unique look-up holds this value for another record."""


class NotObjectable(PrivacyError):
    """The purpose rests on a legal obligation: an objection to it would promise what cannot be kept."""

    def __init__(self, purpose_id: str) -> None:
        self.purpose_id = purpose_id
        super().__init__(f"{purpose_id} rests on a legal obligation: it cannot be objected to")


class KeysUnusable(PrivacyError):
    """The key-encryption key file is missing, malformed, or not the one this key store was wrapped with."""


class KeysDamaged(PrivacyError):
    """Some wrapped keys were changed or moved: a rotation stopped before it would have lost them for good."""

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(f"{count} wrapped keys do not open; the old epoch's key was kept")


class DoorError(PrivacyError):
    """A door could not deliver. `permanent`: trying again cannot help."""

    def __init__(self, message: str = "", *, permanent: bool) -> None:
        self.permanent = permanent
        super().__init__(message or ("permanent failure" if permanent else "temporary failure"))


class StartRefused(PrivacyError):
    """The start-up inventory found problems; the message lists them all with their ids and hints."""

    def __init__(self, problems: Sequence[StartProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(["The program does not start:", *(str(problem) for problem in problems)]))
