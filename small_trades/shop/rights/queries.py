"""What rights read: everything about one person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from small_trades import privacy
from small_trades.policy.declaration import POLICY, RIGHTS
from small_trades.privacy.rights import Entry, Export, Fate, Receipt
from small_trades.shop.account.lookups import CUSTOMER_EMAIL
from small_trades.shop.account.models import Customer
from small_trades.shop.account.words import Words
from small_trades.shop.inquiries.lookups import INQUIRY_EMAIL
from small_trades.shop.inquiries.models import Inquiry
from small_trades.shop.orders.lookups import ORDER_EMAIL
from small_trades.shop.orders.models import Order
from small_trades.shop.rights.wording import STANDINGS
from small_trades.shop.site.formats import in_language
from small_trades.shop.wishes.lookups import RESTOCK_EMAIL

MOST_PEOPLE: Final = 20
"""Whom one mailed code stands for: a guest who ordered oftener shows the older orders by writing to us."""


def copy_of(subject: UUID, *, reason: str = "") -> Export:
    """Everything about a person, opened a page at a time for their request; staff say for what `reason`.

    Raises:
        Refused: the role or the state of the values does not allow it. It is in the ledger.
    """
    return privacy.rights.export(subject, purpose=RIGHTS, reason=reason)


def held_about(subject: UUID) -> tuple[Entry, ...]:
    """What is held and what would become of it, unopened; that somebody looked is in the ledger."""
    privacy.search_event("people: what is held", [subject])
    return privacy.rights.entries(subject)


def subjects_of(email: str, *, reason: str = "") -> tuple[UUID, ...]:
    """Everybody known by an e-mail address: the member first, then guests by orders, inquiries and waits.

    Who was shown is in the ledger, with the reason.
    """
    found = [
        hit.subject
        for index in (CUSTOMER_EMAIL, ORDER_EMAIL, INQUIRY_EMAIL, RESTOCK_EMAIL)
        for hit in index.find_all(email)
    ]
    people = tuple(dict.fromkeys(found))
    privacy.search_event("people: e-mail address", people, reason=reason)
    return people


@dataclass(frozen=True)
class Line:
    """One thing in a preview: what, how often, and until when because of what."""

    title: str
    times: int
    until: date | None
    because: str


@dataclass(frozen=True)
class Preview:
    """What a deletion would do today; `last_day` is when the last of it goes, where a day is known."""

    gone_now: tuple[Line, ...]
    kept: tuple[Line, ...]
    waiting: tuple[Line, ...]
    last_day: date | None


def preview(subject: UUID) -> Preview:
    """What would become of everything about a person, unopened; equal lines are one."""
    shown = privacy.rights.preview_erasure(subject)
    return Preview(_lines(shown.gone_now), _lines(shown.kept), _lines(shown.waiting), shown.last_day)


def _lines(found: tuple[Entry, ...]) -> tuple[Line, ...]:
    counted: dict[tuple[str, date | None, str], int] = {}
    for entry in found:
        outcome = entry.outcome
        because = "" if outcome.fate == Fate.GONE_NOW else in_language(outcome, "because")
        key = (in_language(entry.held, "label"), outcome.until, because)
        counted[key] = counted.get(key, 0) + 1
    return tuple(Line(title, times, until, because) for (title, until, because), times in counted.items())


def known_by(email: str) -> tuple[UUID, ...]:
    """Whom a code that is mailed to an address may stand for: the member, then the newest guests.

    At most MOST_PEOPLE. That somebody looked is in the ledger.
    """
    first, *others = subjects_of(email) or (None,)
    newest = sorted(others, reverse=True)
    return tuple(filter(None, (first, *newest)))[:MOST_PEOPLE]


@dataclass(frozen=True)
class Record:
    """What somebody is known by in the shop, without a value: codes of orders and inquiries, and when."""

    subject: UUID
    is_member: bool
    orders: tuple[tuple[str, datetime], ...]
    inquiries: tuple[tuple[str, datetime], ...]


def records_of(subjects: Iterable[UUID]) -> tuple[Record, ...]:
    """By what each person is known, unopened; in the order given."""
    wanted = tuple(subjects)
    members = set(Customer.objects.filter(subject__in=wanted).values_list("subject", flat=True))
    orders = _codes(Order.objects.filter(subject__in=wanted).values_list("subject", "code", "placed_at"))
    asked = _codes(Inquiry.objects.filter(subject__in=wanted).values_list("subject", "code", "opened_at"))
    return tuple(
        Record(one, one in members, tuple(orders.get(one, ())), tuple(asked.get(one, ()))) for one in wanted
    )


def _codes(rows: Iterable[tuple[UUID, str, datetime]]) -> dict[UUID, list[tuple[str, datetime]]]:
    found: dict[UUID, list[tuple[str, datetime]]] = {}
    for subject, code, at in rows:
        found.setdefault(subject, []).append((code, at))
    return found


@dataclass(frozen=True)
class Told:
    """Somebody who had received something, and how far they know of the deletion."""

    name: str
    words: Words


def told_of(receipt: Receipt) -> tuple[Told, ...]:
    """Everybody who had received something of the person whose receipt it is, and how far they know."""
    names = {one.id: in_language(one, "name") for one in POLICY.recipients}
    standing = privacy.rights.standing_of(receipt)
    return tuple(Told(names.get(one, one), STANDINGS[how]) for one, how in standing.items())
