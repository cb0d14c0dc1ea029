"""Whether: the three answers to the question who may open what, and for which purpose.

Allowed · Refusal (the rule says no) · NotDeclared (the program asks for what nobody declared: a bug).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from small_trades.privacy._actor import current_actor
from small_trades.privacy._keys.models import KeyState
from small_trades.privacy._policy import policy, used_for
from small_trades.privacy.errors import RefusalReason, Undeclared
from small_trades.privacy.vocabulary import ActorKind, LegalBasis, Purpose

if TYPE_CHECKING:
    from collections.abc import Iterable

    from small_trades.privacy._actor import Actor
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


@dataclass(frozen=True, slots=True)
class Intent:
    """Who wants to act for which purpose. Made by `intend`, so that actor and purpose are declared ones."""

    actor: Actor
    purpose: Purpose
    reason: str


def intend(purpose: object, reason: str) -> Intent | NotDeclared:
    """The intent of whoever is acting."""
    actor = current_actor()
    if actor is None:
        return NotDeclared("nobody is acting: no request, no `acting_as`")
    if not isinstance(purpose, Purpose):
        return NotDeclared("a purpose is one of the policy's Purpose objects")
    if not policy().declares(purpose):
        return NotDeclared(f"purpose {purpose.id}")
    return Intent(actor, purpose, reason.strip())


def judge_actor(intent: Intent) -> Allowed | Refusal:
    """Whether this kind of actor, in this role, with this reason, may use the purpose at all."""
    actor, purpose = intent.actor, intent.purpose
    if actor.kind not in purpose.actors:
        return Refusal(RefusalReason.ACTOR_NOT_ALLOWED, f"{actor.kind} for {purpose.id}")
    if actor.kind == ActorKind.STAFF:
        if purpose.roles and actor.role not in purpose.roles:
            return Refusal(RefusalReason.ROLE_NOT_ALLOWED, f"{actor.role} for {purpose.id}")
        if purpose.needs_reason and not intent.reason:
            return Refusal(RefusalReason.REASON_MISSING, purpose.id)
    return ALLOWED


def judge_categories(purpose: Purpose, sealed: Iterable[tuple[Category, int]]) -> Decision:
    """Whether the purpose uses each category, now and under the version it was collected with."""
    now = {category.id for category in purpose.uses}
    for category, version in sealed:
        if category.id not in now:
            return Refusal(RefusalReason.NOT_FOR_PURPOSE, f"{category.id} for {purpose.id}")
        try:
            then = used_for(purpose.id, version)
        except Undeclared as error:
            return NotDeclared(error.what)
        if category.id not in then:
            detail = f"{category.id} for {purpose.id}, collected under version {version}"
            return Refusal(RefusalReason.NOT_WHEN_COLLECTED, detail)
    return ALLOWED


def judge_recipient(purpose: Purpose, recipient: Recipient, categories: Iterable[Category]) -> Decision:
    """Whether the purpose provides to this recipient, and the recipient may receive each category."""
    if not policy().declares(recipient):
        return NotDeclared(f"recipient {recipient.id}")
    if recipient.id not in {declared.id for declared in purpose.recipients}:
        return Refusal(RefusalReason.RECIPIENT_NOT_DECLARED, f"{recipient.id} for {purpose.id}")
    receives = {category.id for category in recipient.receives}
    for category in categories:
        if category.id not in receives:
            return Refusal(RefusalReason.RECIPIENT_MAY_NOT_RECEIVE, f"{category.id} to {recipient.id}")
    return ALLOWED


def judge_key(purpose: Purpose, key: Key) -> Allowed | Refusal:
    """Whether the key still opens, and for this purpose."""
    if key.state == KeyState.DESTROYED:
        return Refusal(RefusalReason.ERASED)
    if key.state == KeyState.HELD and purpose.legal_basis != LegalBasis.LEGAL_OBLIGATION:
        return Refusal(RefusalReason.HELD_BY_LAW, purpose.id)
    return ALLOWED


def is_gone(refusal: Any) -> bool:
    """Whether the value is erased, or held by law alone: what `skip_erased` passes over."""
    return isinstance(refusal, Refusal) and refusal.reason in {
        RefusalReason.ERASED,
        RefusalReason.HELD_BY_LAW,
    }
