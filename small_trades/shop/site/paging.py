"""Pages of a list with stable addresses."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

_AROUND = 1


@dataclass(frozen=True, slots=True)
class Paging:
    """A page of a list: `number` from 1, `total` things in all, `query` the address's other parameters."""

    number: int
    per_page: int
    total: int
    path: str
    query: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(
        cls, typed: str | None, *, per_page: int, total: int, path: str, query: Iterable[tuple[str, str]] = ()
    ) -> "Paging":
        """The page that a visitor asked for; nonsense is the first page, too much the last."""
        number = int(typed) if typed and typed.isascii() and typed.isdigit() and len(typed) < 10 else 1  # noqa: PLR2004 - fits an int32
        last = max(1, -(-total // per_page))
        kept = tuple((name, value) for name, value in query if value and name != "page")
        return cls(min(max(number, 1), last), per_page, total, path, kept)

    @property
    def last(self) -> int:
        """The number of the last page; 1 for an empty list."""
        return max(1, -(-self.total // self.per_page))

    @property
    def start(self) -> int:
        """The index of the first thing on this page, from 0: `things[start:stop]`."""
        return (self.number - 1) * self.per_page

    @property
    def stop(self) -> int:
        """The index after the last thing on this page."""
        return min(self.start + self.per_page, self.total)

    @property
    def numbers(self) -> tuple[int | None, ...]:
        """First, last and the neighbours of this page; None where numbers are left out."""
        wanted = sorted({1, self.last, *range(self.number - _AROUND, self.number + _AROUND + 1)})
        numbers: list[int | None] = []
        for number in (n for n in wanted if 1 <= n <= self.last):
            previous = numbers[-1] if numbers else None
            if previous is not None and number - previous == 2:  # noqa: PLR2004 - a gap of one page is shown as that page
                numbers.append(number - 1)
            elif previous is not None and number - previous > 1:
                numbers.append(None)
            numbers.append(number)
        return tuple(numbers)

    def href(self, number: int) -> str:
        """The address of a page of the same list; the first page has no page parameter."""
        query = [*self.query, ("page", str(number))] if number > 1 else list(self.query)
        return f"{self.path}?{urlencode(query)}" if query else self.path
