"""My information, composed from what every app holds and from the ledger."""

from dataclasses import dataclass
from datetime import date

from small_trades import privacy
from small_trades.policy.declaration import ACCOUNT_DISPLAY
from small_trades.shop.account.models import Customer
from small_trades.shop.account.use_lists import UseFilter, count_uses, latest_uses
from small_trades.shop.account.uses import Kind, Use
from small_trades.shop.account.words import Words
from small_trades.shop.rights.shown import NAMES, lines
from small_trades.shop.site.formats import current_language, in_language
from small_trades.shop.site.formats import date as day_in_words

RECENT = 5
ORIGINS = 30


@dataclass(frozen=True)
class Item:
    """One value: its name and its lines. Without lines, it is held in a form that cannot be shown."""

    name: Words
    lines: tuple[str, ...]


@dataclass(frozen=True)
class HeldThing:
    """One thing that is held: what it is, its values, plain facts, and the last day it is kept."""

    title: str
    items: tuple[Item, ...]
    facts: tuple[tuple[str, str], ...]
    kept_until: date | None


@dataclass(frozen=True)
class Information:
    """The first page: what is held, where it came from, and the newest uses by others than the member."""

    held: tuple[HeldThing, ...]
    origins: tuple[Use, ...]
    recent: tuple[Use, ...]
    counts: dict[Kind, int]


def information(customer: Customer) -> Information:
    """What My information begins with."""
    subject = customer.subject
    return Information(
        held=held(customer),
        origins=latest_uses(subject, {Kind.ENTERED}, ORIGINS),
        recent=latest_uses(subject, {Kind.SHOP, Kind.GIVEN, Kind.ALERT}, RECENT),
        counts=count_uses(subject, UseFilter()),
    )


def held(customer: Customer) -> tuple[HeldThing, ...]:
    """Everything the shop holds about the member, opened for them in one use."""
    found = privacy.held(customer.subject)
    sealed = [value for thing in found for value in thing.sealed]
    may_open = [_may_show(value) for value in sealed]
    opened = iter(
        privacy.use(
            [value for value, may in zip(sealed, may_open, strict=True) if may], purpose=ACCOUNT_DISPLAY
        )
    )
    shown = iter(
        Item(_name(value), lines(next(opened)) if may else ())
        for value, may in zip(sealed, may_open, strict=True)
    )
    return tuple(_thing(thing, tuple(next(shown) for _value in thing.sealed)) for thing in found)


def _may_show(value: privacy.Sealed[object]) -> bool:
    return isinstance(privacy.decide(value, purpose=ACCOUNT_DISPLAY), privacy.Allowed)


def _name(value: privacy.Sealed[object]) -> Words:
    group = repr(value).strip("‹›")
    return NAMES.get(group, group)


def _thing(thing: privacy.Held, items: tuple[Item, ...]) -> HeldThing:
    is_japanese = current_language() == "ja"
    facts = tuple((ja if is_japanese else en, _written(value)) for ja, en, value in thing.facts)
    return HeldThing(in_language(thing, "label"), items, facts, thing.kept_until)


def _written(value: str) -> str:
    """A plain fact as the page's language writes it: apps give days as `2026-11-23`."""
    try:
        return day_in_words(date.fromisoformat(value))
    except ValueError:
        return value
