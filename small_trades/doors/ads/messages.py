"""What an advertising service may be told. Each type can hold a fact about goods and nothing about a person.

    ProductViewed(product=ProductMark("blue-cup"), price=Yen(2200)).as_data()
    # {"event": "product-viewed", "product": "blue-cup", "price": 2200, "currency": "JPY"}

The browser sends these, so no socket is opened here and no value is opened either: see decision 0013.
"""

import re
from dataclasses import dataclass, fields
from enum import Enum
from typing import Any, ClassVar, get_type_hints

from small_trades.policy.outside_services import EVENTS

MOST_YEN = 9_999_999
# Django's SlugField, in lower case: no space, no @, no letter of a Japanese name.
_MARK = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
LONGEST_MARK = 80
# A telephone number, a card number, a date of birth with a name: no mark of goods needs so many digits.
_DIGITS = re.compile(r"(?:\d[-_]?){8}")


class NotAMark(ValueError):  # noqa: N818 - says what the given text is not
    """The text is no mark of goods; the sentence does not repeat it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands for goods in an address, such as `blue-cup`. Raises NotAMark for anything else."""

    text: str

    def __post_init__(self) -> None:
        if (
            len(self.text) > LONGEST_MARK
            or not _MARK.fullmatch(self.text)
            or _DIGITS.search(self.text) is not None
        ):
            raise NotAMark(
                f"A {type(self).__name__} is lower-case letters, digits and hyphens, as in blue-cup."
            )


class ProductMark(Mark):
    """The mark of a product."""


class CategoryMark(Mark):
    """The mark of a category."""


@dataclass(frozen=True, slots=True)
class Yen:
    """A price in yen, tax included, from 0 to 9,999,999; ValueError beyond."""

    amount: int

    def __post_init__(self) -> None:
        if isinstance(self.amount, bool) or not 0 <= self.amount <= MOST_YEN:
            raise ValueError(f"A price lies between 0 and {MOST_YEN} yen.")


class Currency(Enum):
    """ISO 4217."""

    JPY = "JPY"


class PageKind(Enum):
    """The kinds of pages that are not about one thing."""

    HOME = "home"
    LIST = "list"


# Whatever may stand in an event. Text, numbers, ids of people and sealed values may not.
ALLOWED_TYPES = frozenset({ProductMark, CategoryMark, Yen, Currency, PageKind})


@dataclass(frozen=True, kw_only=True)
class AdEvent:
    """An event as declared in policy/outside_services.py under `name`."""

    name: ClassVar[str]

    def as_data(self) -> dict[str, str | int]:
        """What is sent: the event's name and its declared fields."""
        told = {item.name: _plain(getattr(self, item.name)) for item in fields(self)}
        return {"event": self.name, **told}


@dataclass(frozen=True, kw_only=True)
class HomeViewed(AdEvent):
    """The front page was viewed."""

    name: ClassVar[str] = "home-viewed"
    page: PageKind = PageKind.HOME


@dataclass(frozen=True, kw_only=True)
class ListViewed(AdEvent):
    """The list of all products was viewed."""

    name: ClassVar[str] = "list-viewed"
    page: PageKind = PageKind.LIST


@dataclass(frozen=True, kw_only=True)
class CategoryViewed(AdEvent):
    """A category was viewed."""

    name: ClassVar[str] = "category-viewed"
    category: CategoryMark


@dataclass(frozen=True, kw_only=True)
class ProductViewed(AdEvent):
    """The page of a product was viewed."""

    name: ClassVar[str] = "product-viewed"
    product: ProductMark
    price: Yen
    currency: Currency = Currency.JPY


AD_EVENTS: tuple[type[AdEvent], ...] = (HomeViewed, ListViewed, CategoryViewed, ProductViewed)


class Undeclared(TypeError):  # noqa: N818 - as the engine's Undeclared
    """An event type and the policy differ; the program does not start."""


def check_events(events: tuple[type[AdEvent], ...] = AD_EVENTS) -> None:
    """Every event type is declared, field by field, and holds allowed types only. Raises Undeclared."""
    declared = {event.name: tuple(item.name for item in event.fields) for event in EVENTS}
    written = {event.name: tuple(item.name for item in fields(event)) for event in events}
    if written != declared:
        raise Undeclared(f"Events {written} are not those of policy/outside_services.py: {declared}.")
    for event in events:
        hints = get_type_hints(event)
        for item in fields(event):
            if hints[item.name] not in ALLOWED_TYPES:
                raise Undeclared(f"{event.__name__}.{item.name} could hold a person: {hints[item.name]!r}.")


def _plain(value: Any) -> str | int:
    match value:
        case Mark():
            return value.text
        case Yen():
            return value.amount
        case Enum():
            return str(value.value)
    raise Undeclared(f"{type(value).__name__} is no type of an event.")


check_events()
