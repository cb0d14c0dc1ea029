"""Who is acting, and what a request has done: ambient per request or task, never shared with another."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from small_trades.privacy.vocabulary import ActorKind

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts. `role` is a staff role, or the name of a system task.

    `session` marks one sign-in, by random letters and digits; it begins the request ids of its ledger rows,
    so that what was done with a stolen cookie can be told from what its owner did.
    """

    kind: ActorKind
    id: UUID | None = None
    role: str = ""
    subject: UUID | None = None
    session: str = ""

    @classmethod
    def visitor(cls) -> Actor:
        """Anybody who has not signed in."""
        return cls(ActorKind.VISITOR)

    @classmethod
    def customer(cls, customer_id: UUID, subject: UUID) -> Actor:
        """A signed-in customer, and the person they are."""
        return cls(ActorKind.CUSTOMER, customer_id, subject=subject)

    @classmethod
    def staff(cls, staff_id: UUID, role: str, *, session: str = "") -> Actor:
        """A signed-in member of the staff, in one role. ValueError for a session that is no plain word."""
        if session and not session.isalnum():
            raise ValueError("A session is marked by letters and digits.")
        return cls(ActorKind.STAFF, staff_id, role, session=session)

    @classmethod
    def system(cls, task: str) -> Actor:
        """The program itself, in a task or command that has a name."""
        return cls(ActorKind.SYSTEM, role=task)


class Facts:
    """What has happened within one request or task so far."""

    __slots__ = ("has_opened", "proved", "request_id")

    def __init__(self) -> None:
        self.request_id = uuid4().hex
        self.has_opened = False
        self.proved: set[UUID] = set()


_actor: ContextVar[Actor | None] = ContextVar("actor", default=None)
_facts: ContextVar[Facts | None] = ContextVar("facts", default=None)


def current_actor() -> Actor | None:
    """Whoever acts here, or None outside every request and task."""
    return _actor.get()


def current_facts() -> Facts | None:
    """What has happened in this request or task so far, or None outside every one."""
    return _facts.get()


def set_actor(actor: Actor) -> None:
    """Say who is behind the rest of this request. RuntimeError outside one: there it would never end."""
    if _facts.get() is None:
        raise RuntimeError("set_actor belongs in a request; elsewhere use `with acting_as(actor):`.")
    _actor.set(actor)


@contextmanager
def acting_as(actor: Actor) -> Iterator[None]:
    """Act as somebody for a while: a task, a command, a test."""
    is_outermost = _facts.get() is None
    facts_token = _facts.set(Facts()) if is_outermost else None
    token = _actor.set(actor)
    try:
        yield
    finally:
        _actor.reset(token)
        if facts_token is not None:
            _facts.reset(facts_token)


@contextmanager
def request_scope() -> Iterator[None]:
    """One request: a visitor's until somebody says otherwise, with facts of its own."""
    facts_token = _facts.set(Facts())
    token = _actor.set(Actor.visitor())
    try:
        yield
    finally:
        _actor.reset(token)
        _facts.reset(facts_token)


@contextmanager
def acting_in(actor: Actor | None, facts: Facts | None) -> Iterator[Facts | None]:
    """One call on behalf of a request or task of another process."""
    facts_token, token = _facts.set(facts), _actor.set(actor)
    try:
        yield facts
    finally:
        _actor.reset(token)
        _facts.reset(facts_token)


def proved(subject: UUID) -> None:
    """Whoever acts in the rest of this request or task has proved to be this person.

    A signed-in customer opens values of their own subject alone. A view calls this after it has verified what
    only that person knows: an order's code and e-mail address, a mailed link. RuntimeError outside both.
    """
    facts = _facts.get()
    if facts is None:
        raise RuntimeError("proved belongs in a request or task: what was proved ends with it.")
    facts.proved.add(subject)


def is_own(actor: Actor, subject: UUID) -> bool:
    """Whether the actor is the person: signed in as them, or proved to be them in this request."""
    if actor.kind == ActorKind.CUSTOMER and actor.subject == subject:
        return True
    facts = _facts.get()
    return facts is not None and subject in facts.proved


def opened_personal_value() -> bool:
    """Whether this request or task has opened a personal value."""
    facts = _facts.get()
    return facts is not None and facts.has_opened


def note_opened() -> None:
    """Remember that a personal value was opened here."""
    facts = _facts.get()
    if facts is not None:
        facts.has_opened = True


def request_id() -> str:
    """What ties ledger rows and log lines of one request or task together; empty outside both.

    It begins with the actor's session and a full stop, where there is one.
    """
    facts, actor = _facts.get(), _actor.get()
    if facts is None:
        return ""
    return f"{actor.session}.{facts.request_id}" if actor is not None and actor.session else facts.request_id
