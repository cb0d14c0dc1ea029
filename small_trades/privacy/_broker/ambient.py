"""Who is acting, taken along to the broker and put in place there for one call."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from uuid import UUID

from small_trades.privacy._actor import Actor, Facts, acting_in, current_actor, current_facts
from small_trades.privacy._budget.counting import Approved, current_pot, taking_from
from small_trades.privacy.vocabulary import ActorKind

if TYPE_CHECKING:
    from collections.abc import Iterator


def taken() -> dict[str, Any]:
    """The actor, facts and pot of this request or task, as JSON says them."""
    actor, facts, pot = current_actor(), current_facts(), current_pot()
    return {
        "actor": None
        if actor is None
        else [actor.kind.value, _hex(actor.id), actor.role, _hex(actor.subject), actor.session],
        "request": None
        if facts is None
        else [facts.request_id, [subject.hex for subject in facts.proved], facts.has_opened],
        "pot": None if pot is None else [pot.pot.hex, pot.most],
    }


@contextmanager
def put(said: dict[str, Any]) -> Iterator[Facts | None]:
    """Act as who was `taken` elsewhere, with facts to look at afterwards. ValueError for anything else."""
    actor, facts, pot = said.get("actor"), said.get("request"), said.get("pot")
    with (
        acting_in(
            None if actor is None else _actor(*actor), None if facts is None else _facts(*facts)
        ) as own,
        taking_from(None if pot is None else Approved(UUID(hex=pot[0]), int(pot[1]))),
    ):
        yield own


def _actor(kind: str, actor_id: str | None, role: str, subject: str | None, session: str) -> Actor:
    return Actor(ActorKind(kind), _uuid(actor_id), str(role), _uuid(subject), str(session))


def _facts(request_id: str, proved: list[str], has_opened: bool) -> Facts:  # noqa: FBT001 -- as it was sent
    facts = Facts()
    facts.request_id = str(request_id)
    facts.proved = {UUID(hex=subject) for subject in proved}
    facts.has_opened = bool(has_opened)
    return facts


def _hex(number: UUID | None) -> str | None:
    return None if number is None else number.hex


def _uuid(text: str | None) -> UUID | None:
    return None if text is None else UUID(hex=text)
