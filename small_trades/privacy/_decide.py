"""Whether: the three answers to the question who may open what, and for which purpose.

Allowed · Refusal (the rule says no) · NotDeclared (the program asks for what nobody declared: a bug).

What may be done with a value is the declaration ∩ the version in force ∩ the version it was sealed under, or
a consent given since ∩ what the person closed ∩ the state of its key. The first two are one answer for a
whole request, the others one for each value.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from small_trades.privacy._actor import current_actor, is_own
from small_trades.privacy._force import in_force, needs_consent, rests_on_law, used_for
from small_trades.privacy._keys.models import KeyState
from small_trades.privacy._policy import policy
from small_trades.privacy.errors import RefusalReason, Undeclared
from small_trades.privacy.vocabulary import ActorKind, Purpose

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from small_trades.privacy._actor import Actor
    from small_trades.privacy._consents.standing import Closed
    from small_trades.privacy._force import Stated
    from small_trades.privacy._keys.store import Key
    from small_trades.privacy.vocabulary import Category, Recipient


@dataclass(frozen=True, slots=True)
class Allowed:
    """It may be opened."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """It may not, and why."""

    reason: RefusalReason
    detail: str = ""


@dataclass(frozen=True, slots=True)
class NotDeclared:
    """The question makes no sense under this policy: what is missing from it."""

    what: str


Decision = Allowed | Refusal | NotDeclared
ALLOWED = Allowed()
CLOSED: Final = frozenset(
    {
        RefusalReason.ERASED,
        RefusalReason.HELD_BY_LAW,
        RefusalReason.NOT_WHEN_COLLECTED,
        RefusalReason.NO_CONSENT,
        RefusalReason.OBJECTED,
        RefusalReason.RESTRICTED,
    }
)


@dataclass(frozen=True, slots=True)
class Intent:
    """Who wants to act for which purpose. Made by `intend`, so that actor and purpose are declared ones.

    `stated` is the purpose as the version in force has it, None where that dropped it.
    """

    actor: Actor
    purpose: Purpose
    reason: str
    stated: Stated | None
    is_law: bool
    needs_consent: bool


def intend(purpose: object, reason: str) -> Intent | NotDeclared:
    """The intent of whoever is acting."""
    actor = current_actor()
    if actor is None:
        return NotDeclared("nobody is acting: no request, no `acting_as`")
    if not isinstance(purpose, Purpose):
        return NotDeclared("a purpose is one of the policy's Purpose objects")
    if not policy().declares(purpose):
        return NotDeclared(f"purpose {purpose.id}")
    stated = in_force().purposes.get(purpose.id)
    is_law, by_consent = rests_on_law(purpose), needs_consent(purpose, stated)
    return Intent(actor, purpose, reason.strip(), stated, is_law, by_consent)


def judge_actor(intent: Intent) -> Allowed | Refusal:
    """Whether this kind of actor, in this role, with this reason, may use the purpose at all."""
    actor, purpose, stated = intent.actor, intent.purpose, intent.stated
    if stated is None:
        return Refusal(RefusalReason.NOT_IN_FORCE, purpose.id)
    if actor.kind not in purpose.actors or actor.kind not in stated.actors:
        return Refusal(RefusalReason.ACTOR_NOT_ALLOWED, f"{actor.kind} for {purpose.id}")
    if actor.kind == ActorKind.STAFF:
        if any(roles and actor.role not in roles for roles in (purpose.roles, stated.roles)):
            return Refusal(RefusalReason.ROLE_NOT_ALLOWED, f"{actor.role} for {purpose.id}")
        if (purpose.needs_reason or stated.needs_reason) and not intent.reason:
            return Refusal(RefusalReason.REASON_MISSING, purpose.id)
    return ALLOWED


def judge_categories(intent: Intent, sealed: Iterable[tuple[Category, int]]) -> Decision:
    """Whether the purpose uses each category now, and the version it was sealed under is a known one."""
    purpose = intent.purpose
    now = {category.id for category in purpose.uses}
    if intent.stated is not None:
        now &= intent.stated.uses
    for category, version in sealed:
        if category.id not in now:
            return Refusal(RefusalReason.NOT_FOR_PURPOSE, f"{category.id} for {purpose.id}")
        try:
            used_for(purpose.id, version)
        except Undeclared as error:
            return NotDeclared(error.what)
    return ALLOWED


def judge_recipient(intent: Intent, recipient: Recipient, categories: Iterable[Category]) -> Decision:
    """Whether the purpose provides to this recipient, and the recipient may receive each category."""
    if not policy().declares(recipient):
        return NotDeclared(f"recipient {recipient.id}")
    purpose = intent.purpose
    declared = {entry.id for entry in purpose.recipients}
    if intent.stated is not None:
        declared &= intent.stated.recipients
    if recipient.id not in declared:
        return Refusal(RefusalReason.RECIPIENT_NOT_DECLARED, f"{recipient.id} for {purpose.id}")
    receives = {category.id for category in recipient.receives} & in_force().receives.get(
        recipient.id, frozenset()
    )
    for category in categories:
        if category.id not in receives:
            return Refusal(RefusalReason.RECIPIENT_MAY_NOT_RECEIVE, f"{category.id} to {recipient.id}")
    return ALLOWED


def judge_key(intent: Intent, key: Key) -> Refusal | None:
    """Why the key does not open for this intent, or not for this actor; None where it does."""
    if key.state == KeyState.DESTROYED:
        return Refusal(RefusalReason.ERASED)
    if key.state == KeyState.HELD and not intent.is_law:
        return Refusal(RefusalReason.HELD_BY_LAW, intent.purpose.id)
    if intent.actor.kind == ActorKind.CUSTOMER and not is_own(intent.actor, key.subject):
        return Refusal(RefusalReason.NOT_YOURS, intent.purpose.id)
    return None


def judge_closures(
    intent: Intent, subject: UUID, record: UUID | None, standing: Iterable[Closed]
) -> Refusal | None:
    """Whether an objection or a restriction of the person closes the value; a legal obligation never is."""
    purpose = intent.purpose
    for closed in standing:
        if intent.is_law or not closed.reaches(purpose, record):
            continue
        if closed.is_objection:
            return Refusal(RefusalReason.OBJECTED, purpose.id)
        if intent.actor.kind in closed.actors and not is_own(intent.actor, subject):
            return Refusal(RefusalReason.RESTRICTED, purpose.id)
    return None


def asks_for_consent(intent: Intent, category_id: str, version: int) -> bool:
    """Whether only a consent can let the purpose use a category sealed under this version."""
    return intent.needs_consent or category_id not in used_for(intent.purpose.id, version)


def judge_consent(intent: Intent, category_id: str, version: int, consented: Iterable[int]) -> Refusal | None:
    """Where a consent is asked for: whether one stands that was given under a version with the category."""
    purpose = intent.purpose
    if any(category_id in used_for(purpose.id, given) for given in consented):
        return None
    if intent.needs_consent:
        return Refusal(RefusalReason.NO_CONSENT, f"{category_id} for {purpose.id}")
    detail = f"{category_id} for {purpose.id}, collected under version {version}"
    return Refusal(RefusalReason.NOT_WHEN_COLLECTED, detail)


def is_closed(refusal: Any) -> bool:
    """Whether it lies with this person's value, not with who asks for what: `skip_closed` passes over it."""
    return isinstance(refusal, Refusal) and refusal.reason in CLOSED
