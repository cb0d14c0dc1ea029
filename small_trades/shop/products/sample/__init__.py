"""A small trader's shop to look at: eight makers and about fifty products, as plain data without Django."""

from small_trades.shop.products.sample.categories import CATEGORIES, TAGS
from small_trades.shop.products.sample.makers import MAKERS
from small_trades.shop.products.sample.options import OPTIONS, SampleOption
from small_trades.shop.products.sample.products import PRODUCTS
from small_trades.shop.products.sample.shapes import (
    SampleAxis,
    SampleAxisValue,
    SampleCategory,
    SampleMaker,
    SampleProduct,
    SampleTag,
    SampleVariant,
)

__all__ = [
    "CATEGORIES",
    "MAKERS",
    "OPTIONS",
    "PRODUCTS",
    "TAGS",
    "SampleAxis",
    "SampleAxisValue",
    "SampleCategory",
    "SampleMaker",
    "SampleOption",
    "SampleProduct",
    "SampleTag",
    "SampleVariant",
]
