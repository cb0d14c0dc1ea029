"""The one shape that every format is read into. None is what the file does not say: it stays as it is."""

import datetime as dt
from dataclasses import dataclass, field

from small_trades.shop.products.importing.reasons import Reason

LONGEST_VALUE = 80


@dataclass(frozen=True, slots=True)
class Problem:
    """What cannot be stored: the line of the file (its first is 1), the column as the file names it, and why.

    `value` is the beginning of what stood there. A `note` is said and stops nothing.
    """

    line: int
    column: str
    reason: Reason
    value: str = ""

    @property
    def is_note(self) -> bool:
        """Whether the product of this line is stored all the same."""
        return self.reason in NOTES


NOTES = frozenset({Reason.PICTURE_OUTSIDE, Reason.PICTURE_MISSING, Reason.PICTURE_BAD})


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedOption:
    """What a variant is chosen by, such as size, with this variant's value."""

    name_ja: str
    value_ja: str
    name_en: str = ""
    value_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedVariant:
    """A variant; yen with tax, grams, pieces. `reference_price` 0 is none, a `gtin` holds digits alone.

    `picture` names one of the product's pictures, "" none in particular.
    """

    line: int
    sku: str
    price: int
    name_ja: str | None = None
    name_en: str | None = None
    options: tuple[ImportedOption, ...] = ()
    reference_price: int | None = None
    tax_rate: int | None = None
    stock: int | None = None
    weight_g: int | None = None
    is_sold: bool | None = None
    is_suggested: bool | None = None
    gtin: str | None = None
    picture: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedPicture:
    """A picture by its file's name; `is_outside` when the file gives an address instead of a name."""

    line: int
    column: str
    name: str
    is_outside: bool
    alt_ja: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedProduct:
    """A product, known by its slug; `maker` and `category` are names, `columns` what the file calls them.

    A code that `is_made_up`, for a format without such, is for new products alone. `terms` maps columns of
    `Product` to what the file says of them, None where it empties one; what it does not name stays.
    `options` are names of what can be had with each piece, beside what goes with every product.
    """

    line: int
    slug: str
    code: str
    is_made_up: bool
    name_ja: str
    variants: tuple[ImportedVariant, ...]
    name_en: str | None = None
    reading: str | None = None
    maker: str | None = None
    category: str | None = None
    tags: tuple[str, ...] | None = None
    summary_ja: str | None = None
    summary_en: str | None = None
    description_ja: str | None = None
    description_en: str | None = None
    is_published: bool | None = None
    pictures: tuple[ImportedPicture, ...] = ()
    terms: dict[str, dt.datetime | dt.date | int | None] = field(default_factory=dict)
    options: tuple[str, ...] | None = None
    columns: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Parsed:
    """The lines of one product: the product, or None where a problem that is no note stops it."""

    line: int
    product: ImportedProduct | None
    problems: tuple[Problem, ...]
