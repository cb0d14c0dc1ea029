"""Everything that reads the catalogue."""

from small_trades.shop.products.queries.cards import FEW_LEFT, cards, stock_state
from small_trades.shop.products.queries.desk import (
    DeskProduct,
    DeskProducts,
    EditableProduct,
    EditableVariant,
    LowStock,
    Movement,
    category_choices,
    desk_products,
    editable_product,
    editable_variant,
    low_stock,
    maker_choices,
    movements,
)
from small_trades.shop.products.queries.filters import ListFilters
from small_trades.shop.products.queries.home import HomePage, home_page
from small_trades.shop.products.queries.listing import ListPage, category_page, list_page, tag_page
from small_trades.shop.products.queries.product import (
    MOST_AT_ONCE,
    ProductPage,
    VariantChoice,
    price_now,
    product_id_on_sale,
    product_page,
    product_page_of_variant,
)
from small_trades.shop.products.queries.sellable import Sellable, sellables
from small_trades.shop.products.queries.suggestions import Suggestion, suggestions

__all__ = [
    "FEW_LEFT",
    "MOST_AT_ONCE",
    "DeskProduct",
    "DeskProducts",
    "EditableProduct",
    "EditableVariant",
    "HomePage",
    "ListFilters",
    "ListPage",
    "LowStock",
    "Movement",
    "ProductPage",
    "Sellable",
    "Suggestion",
    "VariantChoice",
    "cards",
    "category_choices",
    "category_page",
    "desk_products",
    "editable_product",
    "editable_variant",
    "home_page",
    "list_page",
    "low_stock",
    "maker_choices",
    "movements",
    "price_now",
    "product_id_on_sale",
    "product_page",
    "product_page_of_variant",
    "sellables",
    "stock_state",
    "suggestions",
    "tag_page",
]
