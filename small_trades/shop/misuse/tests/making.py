"""Refusals for tests: proposed by one, confirmed by another, of somebody who ordered."""

from collections.abc import Collection
from uuid import UUID, uuid4

from small_trades import privacy
from small_trades.policy.groups import EmailAddress, EvidenceText
from small_trades.privacy.testing import plant
from small_trades.shop.misuse.actions.appeal import Objection, object_to
from small_trades.shop.misuse.actions.confirm import confirm
from small_trades.shop.misuse.actions.propose import Proposal, propose
from small_trades.shop.misuse.actions.remember import remember
from small_trades.shop.misuse.marks import Marks, marks_of
from small_trades.shop.misuse.models import Appeal, Refusal
from small_trades.shop.misuse.reasons import Mark, Reason
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.tests.making import Guest, placed

ANNA, BEN = uuid4(), uuid4()
"""Two members of staff."""


def staff(who: UUID = ANNA) -> privacy.Actor:
    """A member of the staff, acting."""
    return privacy.Actor.staff(who, "manager")


def marks(who: Guest) -> Marks:
    """By what a guest is recognised."""
    return marks_of(name=who.name, email=who.email, ship_to=who.ship_to)


def ordered(who: Guest, **changes: object) -> Order:
    """An order of theirs, found by its marks as the checkout makes it."""
    order = Order.objects.get(pk=placed(by=who, **changes))
    remember(order.pk, subject=order.subject, marks=marks(who))
    return order


def proposed(
    who: Guest,
    *,
    person: UUID | None = None,
    reason: Reason = Reason.UNPAID,
    by: Collection[Mark] = tuple(Mark),
    days: int = 90,
    evidence: str = "",
) -> Refusal:
    """A refusal that only Anna wants so far."""
    wanted = Proposal(
        person=person or privacy.new_subject(),
        marks=marks(who).only(by),
        reason=reason,
        evidence=EvidenceText(evidence or plant("text")),
        days=days,
    )
    with privacy.acting_as(staff()):
        return Refusal.objects.get(pk=propose(wanted, staff_id=ANNA).id)


def refused(who: Guest, **options: object) -> Refusal:
    """A refusal in force: Anna wanted it, Ben confirmed it."""
    made = proposed(who, **options)  # type: ignore[arg-type] # the options of `proposed`
    with privacy.acting_as(staff(BEN)):
        confirm(made.pk, staff_id=BEN)
    made.refresh_from_db()
    return made


def objected(refusal: Refusal, *, text: str = "", email: str = "", language: str = "ja") -> Appeal:
    """An objection that waits."""
    with privacy.acting_as(privacy.Actor.visitor()):
        object_to(
            refusal.pk,
            Objection(EvidenceText(text or plant("text")), EmailAddress(email or plant("email")), language),
        )
    return Appeal.objects.get(refusal=refusal, decided_at=None)
