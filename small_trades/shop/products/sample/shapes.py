"""Shapes of the sample shop: plain data that the command `sample` turns into rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

TaxRate = Literal[8, 10]


@dataclass(frozen=True, kw_only=True)
class SampleMaker:
    """A workshop that makes goods. `reading` is the name in hiragana; its drawing is `maker-<slug>.svg`."""

    slug: str
    name_ja: str
    name_en: str
    reading: str
    place_ja: str
    place_en: str
    story_ja: str
    story_en: str


@dataclass(frozen=True, kw_only=True)
class SampleCategory:
    """A shelf. `parent` is the slug of the shelf above; a shelf without one has `category-<slug>.svg`."""

    slug: str
    name_ja: str
    name_en: str
    parent: str | None = None
    order: int


@dataclass(frozen=True, kw_only=True)
class SampleAxisValue:
    """One choice on an axis, such as 大 / Large."""

    slug: str
    name_ja: str
    name_en: str


@dataclass(frozen=True, kw_only=True)
class SampleAxis:
    """What the variants of a product differ in, such as 大きさ / Size, in the order shown."""

    slug: str
    name_ja: str
    name_en: str
    values: tuple[SampleAxisValue, ...]


@dataclass(frozen=True, kw_only=True)
class SampleVariant:
    """One thing that can be put in the cart.

    `axis` maps each axis slug of the product to a value slug; it is empty when there is only one variant.
    `price` and `reference_price` are yen with tax; `reference_price` is what the maker suggests.
    """

    sku: str
    name_ja: str
    name_en: str
    price: int
    stock: int
    weight_g: int
    axis: Mapping[str, str] = field(default_factory=dict)
    reference_price: int | None = None


@dataclass(frozen=True, kw_only=True)
class SampleProduct:
    """A product. `maker` and `category` are slugs, descriptions safe Markdown; its drawing `<slug>.svg`."""

    slug: str
    code: str
    maker: str
    category: str
    name_ja: str
    name_en: str
    reading: str
    summary_ja: str
    summary_en: str
    description_ja: str
    description_en: str
    alt_ja: str
    alt_en: str
    tax_rate: TaxRate
    variants: tuple[SampleVariant, ...]
    axes: tuple[SampleAxis, ...] = ()
    tags: tuple[str, ...] = ()
    published_days_ago: int


@dataclass(frozen=True, kw_only=True)
class SampleTag:
    """A word that gathers products across shelves; products name it by slug."""

    slug: str
    name_ja: str
    name_en: str
