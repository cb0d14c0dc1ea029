"""What a visitor asks of a list, read from the address and written back to it."""

import re
from dataclasses import dataclass, replace
from typing import Any, Literal, Protocol, cast
from urllib.parse import urlencode

from small_trades.shop.kernel import text
from small_trades.shop.products.search_text import MOST_LETTERS

Sort = Literal["match", "new", "price-low", "price-high", "name"]
SORTS: tuple[Sort, ...] = ("match", "new", "price-low", "price-high", "name")
MOST_MAKERS = 20
MOST_TAGS = 20
_SLUG = re.compile(r"[a-z0-9_-]{1,80}")
_PRICE = re.compile(r"(\d{0,7})-(\d{0,7})", re.ASCII)


class Parameters(Protocol):
    """What Django's QueryDict offers for reading."""

    def get(self, key: str) -> Any:
        """The last value of a parameter, or None."""

    def getlist(self, key: str) -> list[Any]:
        """Every value of a parameter."""


@dataclass(frozen=True, slots=True)
class PriceRange:
    """Yen with tax, both ends included; None is open."""

    least: int | None
    most: int | None

    def __str__(self) -> str:
        """As the address writes it: `2000-4999`, `10000-`, `-1999`."""
        return f"{'' if self.least is None else self.least}-{'' if self.most is None else self.most}"

    def holds(self, price: int) -> bool:
        """Whether a price lies in the range."""
        return (self.least or 0) <= price and (self.most is None or price <= self.most)


@dataclass(frozen=True, slots=True)
class ListFilters:
    """One list of products: `typed` is the query as typed, the slugs need not exist, `page` is read later."""

    typed: str = ""
    category: str = ""
    makers: tuple[str, ...] = ()
    price: PriceRange | None = None
    in_stock: bool = False
    sort: Sort | None = None
    page: str = ""
    tags: tuple[str, ...] = ()

    @classmethod
    def read(cls, parameters: Parameters) -> "ListFilters":
        """Read an address. What cannot be understood is left out, so that every address shows a list."""
        sort = parameters.get("sort")
        return cls(
            typed=text.one_line(str(parameters.get("q") or ""))[:MOST_LETTERS],
            category=_slug(parameters.get("category")),
            makers=_slugs(parameters.getlist("maker"))[:MOST_MAKERS],
            tags=_slugs(parameters.getlist("tag"))[:MOST_TAGS],
            price=_price(parameters.get("price")),
            in_stock=parameters.get("in_stock") == "1",
            sort=cast("Sort", sort) if sort in SORTS else None,
            page=str(parameters.get("page") or ""),
        )

    @property
    def sorted_by(self) -> Sort:
        """How the list is sorted: as asked, else a search by match and any other list the newest first."""
        if self.sort and (self.sort != "match" or self.typed):
            return self.sort
        return "match" if self.typed else "new"

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the search words and the sorting narrows the list."""
        return bool(self.category or self.makers or self.tags or self.price or self.in_stock)

    def parameters(self) -> tuple[tuple[str, str], ...]:
        """The address parameters, always in the same order and without the page."""
        named = (
            ("q", self.typed),
            ("category", self.category),
            *(("maker", maker) for maker in self.makers),
            *(("tag", tag) for tag in self.tags),
            ("price", str(self.price or "")),
            ("in_stock", "1" if self.in_stock else ""),
            ("sort", self.sort or ""),
        )
        return tuple((name, value) for name, value in named if value)

    def href(self, path: str, **changes: Any) -> str:
        """The address of this list with some filters changed, at its first page."""
        query = urlencode(replace(self, **changes).parameters())
        return f"{path}?{query}" if query else path

    def toggled(self, maker: str) -> tuple[str, ...]:
        """The makers with one added or, where it was chosen, taken out."""
        return _toggled(self.makers, maker)

    def tags_with(self, tag: str) -> tuple[str, ...]:
        """The tags with one added or, where it was chosen, taken out."""
        return _toggled(self.tags, tag)


def _toggled(slugs: tuple[str, ...], one: str) -> tuple[str, ...]:
    return tuple(slug for slug in slugs if slug != one) if one in slugs else (*slugs, one)


def _slugs(typed: list[Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(slug for one in typed if (slug := _slug(one))))


def _slug(typed: object) -> str:
    return typed if isinstance(typed, str) and _SLUG.fullmatch(typed) else ""


def _price(typed: object) -> PriceRange | None:
    found = _PRICE.fullmatch(typed) if isinstance(typed, str) else None
    if found is None or found.group() == "-":
        return None
    least, most = (int(end) if end else None for end in found.groups())
    return PriceRange(least, most)
