"""Finding people at the desk: who matches, masked but for what was looked for, and recorded each time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from small_trades import privacy
from small_trades.policy.declaration import FINDING
from small_trades.policy.groups import PersonName
from small_trades.shop.account.lookups import CUSTOMER_EMAIL
from small_trades.shop.account.models import Customer
from small_trades.shop.desk.people_index import (
    ADDRESS,
    INDEX,
    INQUIRY,
    MEMBER,
    ORDER,
    names_of,
    number_of,
    squeeze,
)
from small_trades.shop.inquiries.lookups import INQUIRY_EMAIL
from small_trades.shop.inquiries.models import Inquiry
from small_trades.shop.kernel.codes import normalise_code
from small_trades.shop.kernel.text import digits
from small_trades.shop.orders.lookups import ORDER_EMAIL
from small_trades.shop.orders.models import Destination, Order

MOST_SHOWN: Final = 20
LEAST_LETTERS: Final = 2
LEAST_DIGITS: Final = 4
MASK: Final = "●●"
_ROWS: Final[dict[str, Any]] = {
    MEMBER: Customer.objects.all,
    ORDER: Order.objects.all,
    ADDRESS: lambda: Destination.objects.select_related("order"),
    INQUIRY: Inquiry.objects.all,
}
_TELEPHONE_SIGNS: Final = frozenset("+-()‐‑–—−ー－（）＋ 　.")


class By(StrEnum):
    """What somebody was looked for by; the value is what the ledger says."""

    NAME = "people: name or reading"
    TELEPHONE = "people: telephone"
    EMAIL = "people: e-mail address"
    CODE = "people: order or inquiry code"


class TooShortError(Exception):
    """What was typed would match half of everybody; `by` says which way it was read."""

    def __init__(self, by: By) -> None:
        """Keep how it was read."""
        super().__init__(by)
        self.by = by


@dataclass(frozen=True)
class Person:
    """Somebody found. `name` is masked but for the part that was looked for; nothing else is open."""

    name: str = field(repr=False)
    telephone: str = field(repr=False)
    member: UUID | None
    orders: tuple[str, ...]
    inquiries: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """Who was found, by what; `has_more` when more matched than are shown."""

    by: By
    people: tuple[Person, ...]
    has_more: bool


@dataclass(frozen=True, slots=True)
class _Match:
    kind: str
    record: UUID
    subject: UUID


def prepare() -> None:
    """Somebody is about to search."""
    INDEX.soon()


def how(typed: str) -> By:
    """What a text is, by its form."""
    if "@" in typed or "＠" in typed:
        return By.EMAIL
    if normalise_code(typed) and any(character.isalpha() for character in typed):
        return By.CODE
    is_number = all(character.isdigit() or character in _TELEPHONE_SIGNS for character in typed)
    return By.TELEPHONE if is_number and digits(typed) else By.NAME


def find(typed: str) -> Found:
    """At most twenty people who match, opened as whoever acts, with a ledger row that says who was shown.

    Raises:
        TooShortError: fewer than two letters, or four digits; nothing was looked for.
        privacy.Refused: the role does not find people; nothing was opened.
    """
    by, typed = how(typed), typed.strip()
    needle = _needle(by, typed)
    grouped = _grouped(_candidates(by, typed, needle))
    shown: list[tuple[UUID, Person]] = []
    has_more = False
    pending = list(grouped.items())
    while pending and not has_more:
        some, pending = pending[:MOST_SHOWN], pending[MOST_SHOWN:]
        for subject, person in _opened(by, needle, some):
            if len(shown) == MOST_SHOWN:
                has_more = True
                break
            shown.append((subject, person))
        has_more = has_more or (len(shown) == MOST_SHOWN and bool(pending))
    privacy.search_event(by.value, [subject for subject, _ in shown])
    return Found(by, tuple(person for _, person in shown), has_more)


def _needle(by: By, typed: str) -> str:
    if by == By.NAME:
        needle = squeeze(typed)
        if len(needle) < LEAST_LETTERS:
            raise TooShortError(by)
        return needle
    if by == By.TELEPHONE:
        needle = digits(typed)
        if "+" in typed or "＋" in typed:
            needle = "0" + needle.removeprefix("81").removeprefix("0") if needle.startswith("81") else needle
        if len(needle) < LEAST_DIGITS:
            raise TooShortError(by)
        return needle
    return typed


def _candidates(by: By, typed: str, needle: str) -> Iterator[_Match]:
    if by == By.EMAIL:
        hit = CUSTOMER_EMAIL.find(typed)
        kinds = [(MEMBER, [hit] if hit else []), (ORDER, ORDER_EMAIL.find_all(typed))]
        kinds.append((INQUIRY, INQUIRY_EMAIL.find_all(typed)))
        return (_Match(kind, hit.record, hit.subject) for kind, hits in kinds for hit in hits)
    if by == By.CODE:
        code = normalise_code(typed) or ""
        rows: list[tuple[str, Any]] = [
            (ORDER, Order.objects.filter(code=code)),
            (INQUIRY, Inquiry.objects.filter(code=code)),
        ]
        return (_Match(kind, row.pk, row.subject) for kind, found in rows for row in found)
    INDEX.refresh()
    entries = INDEX.by_name(needle) if by == By.NAME else INDEX.by_telephone(needle)
    return (_Match(entry.kind, record, entry.subject) for record, entry in entries)


def _grouped(matches: Iterable[_Match]) -> dict[UUID, list[_Match]]:
    grouped: dict[UUID, list[_Match]] = {}
    for match in matches:
        grouped.setdefault(match.subject, []).append(match)
    return grouped


def _opened(by: By, needle: str, some: list[tuple[UUID, list[_Match]]]) -> Iterator[tuple[UUID, Person]]:
    """Those of some people whom whoever acts may find, opened in one use."""
    rows = _rows(match for _, matches in some for match in matches)
    flat = [
        (subject, rows[match.record])
        for subject, matches in some
        for match in matches
        if match.record in rows
    ]
    sealed = [
        handle for _, row in flat for handle in (_whole(row).name, _reach(row) if by != By.EMAIL else None)
    ]
    opened = privacy.use(sealed, purpose=FINDING, skip_closed=True) if sealed else []
    seen: dict[UUID, list[tuple[Any, PersonName, object]]] = {}
    for (subject, row), name, reach in zip(flat, opened[::2], opened[1::2], strict=True):
        if isinstance(name, PersonName) and _still_matches(by, needle, name, reach):
            seen.setdefault(subject, []).append((row, name, reach))
    for subject, of_person in seen.items():
        yield subject, _person(by, needle, of_person)


def _rows(matches: Iterable[_Match]) -> dict[UUID, Any]:
    wanted: dict[str, list[UUID]] = {}
    for match in matches:
        wanted.setdefault(match.kind, []).append(match.record)
    return {pk: row for kind, records in wanted.items() for pk, row in _ROWS[kind]().in_bulk(records).items()}


def _whole(row: Any) -> Any:
    """The order of one of its addresses; of anything else the row itself."""
    return row.order if isinstance(row, Destination) else row


def _reach(row: Any) -> Any:
    if isinstance(row, Customer):
        return row.telephone
    return row.ship_to if isinstance(row, (Order, Destination)) else None


def _still_matches(by: By, needle: str, name: PersonName, reach: object) -> bool:
    """Whether what is sealed now is still what the index proposed."""
    if by == By.NAME:
        return any(needle in squeeze(text) for text in (*names_of(name), *names_of(reach)))
    if by == By.TELEPHONE:
        return needle in number_of(reach)
    return True


def _person(by: By, needle: str, of_person: list[tuple[Any, PersonName, object]]) -> Person:
    _, name, reach = of_person[0]
    # An order that matches by several of its addresses is one.
    rows = list(dict.fromkeys(_whole(row) for row, _, _ in of_person))
    members = [row for row in rows if isinstance(row, Customer)]
    owners = [row.customer_id for row in rows if not isinstance(row, Customer) and row.customer_id]
    return Person(
        name=shown_name(name, needle if by == By.NAME else ""),
        telephone=f"…{number_of(reach)[-4:]}" if by == By.TELEPHONE else "",
        member=members[0].pk if members else next(iter(owners), None),
        orders=tuple(row.code for row in rows if isinstance(row, Order)),
        inquiries=tuple(row.code for row in rows if isinstance(row, Inquiry)),
    )


def shown_name(name: PersonName, needle: str) -> str:
    """A name of which only the part that was looked for is open: `山田 ●●`."""
    for family, given in ((name.family, name.given), (name.family_kana, name.given_kana)):
        folded, at = squeeze(family), squeeze(family + given).find(needle)
        if needle and at >= 0:
            is_family, is_given = at < len(folded), at + len(needle) > len(folded)
            return f"{name.family if is_family else MASK} {name.given if is_given and name.given else MASK}"
    return f"{MASK} {MASK}"
