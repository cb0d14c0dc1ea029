"""The formats there are, and which one a file has by its heading."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from small_trades.shop.products.importing import ec_cube, ours, shopify
from small_trades.shop.products.importing.reading import Line, encoding_of, heading_of, lines
from small_trades.shop.products.importing.reasons import FileFlaw, Flaw, Reason
from small_trades.shop.products.importing.shape import Parsed, Problem

Read = Callable[[Iterable[Line], dict[str, str], Sequence[str]], Iterator[Parsed]]
AUTO: Final = "auto"


@dataclass(frozen=True, slots=True)
class Format:
    """Our names of columns with those a file may use, the ones it must have, and how its lines are read."""

    columns: dict[str, tuple[str, ...]]
    needed: tuple[str, ...]
    read: Read


FORMATS: Final = {
    "ours": Format(ours.COLUMNS, ours.NEEDED, ours.read),
    "shopify": Format(shopify.COLUMNS, shopify.NEEDED, shopify.read),
    "ec-cube": Format(ec_cube.COLUMNS, ec_cube.NEEDED, ec_cube.read),
}


@dataclass(frozen=True, slots=True)
class Source:
    """A file whose encoding, format and heading are known."""

    path: Path
    encoding: str
    format: str
    heading: tuple[str, ...]
    columns: dict[str, str]

    def products(self) -> Iterator[Parsed]:
        """Every product of the file in its order; one that stood further above already is a problem."""
        seen: dict[str, int] = {}
        body = islice(lines(self.path, self.encoding), 1, None)
        for found in FORMATS[self.format].read(body, self.columns, self.heading):
            if found.product is None:
                yield found
            elif found.product.slug in seen:
                first = Problem(found.line, found.product.columns.get("slug", ""), Reason.AGAIN)
                yield Parsed(found.line, None, (*found.problems, first))
            else:
                seen[found.product.slug] = found.line
                yield found


def source(path: Path, *, wanted: str = AUTO) -> Source:
    """What this file is.

    Raises:
        FileFlaw: it is none of our formats, or not the wanted one.
        OSError: it cannot be read.
    """
    encoding = encoding_of(path)
    heading = heading_of(path, encoding)
    for name, one in FORMATS.items():
        columns = _columns(one, heading)
        missing = [column for column in one.needed if column not in columns]
        if name == wanted and missing:
            raise FileFlaw(Flaw.COLUMNS, one.columns[missing[0]][0])
        if not missing and wanted in {AUTO, name}:
            return Source(path, encoding, name, tuple(heading), columns)
    raise FileFlaw(Flaw.FORMAT)


def _columns(one: Format, heading: Sequence[str]) -> dict[str, str]:
    found = {
        name: next((theirs for theirs in spellings if theirs in heading), "")
        for name, spellings in one.columns.items()
    }
    return {name: theirs for name, theirs in found.items() if theirs}
