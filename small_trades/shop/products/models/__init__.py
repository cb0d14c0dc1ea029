"""The tables of the catalogue, its texts in Japanese and English. Nothing here belongs to a person."""

from small_trades.shop.products.models.banner import Banner
from small_trades.shop.products.models.imports import ImportProblem, ProductImport
from small_trades.shop.products.models.product import Product, ProductImage, Variant
from small_trades.shop.products.models.review import PublishedReview
from small_trades.shop.products.models.search import SearchEntry
from small_trades.shop.products.models.shelves import Category, Maker, Tag
from small_trades.shop.products.models.stock import StockMovement, StockReason

__all__ = [
    "Banner",
    "Category",
    "ImportProblem",
    "Maker",
    "Product",
    "ProductImage",
    "ProductImport",
    "PublishedReview",
    "SearchEntry",
    "StockMovement",
    "StockReason",
    "Tag",
    "Variant",
]
