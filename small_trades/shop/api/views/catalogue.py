"""The catalogue, for anybody: public answers, kept and revalidated like the shop's pages."""

from small_trades.shop.api.operations import Call, operation
from small_trades.shop.api.problems import NOT_FOUND
from small_trades.shop.api.queries import catalogue
from small_trades.shop.api.shapes import (
    CategoryList,
    LanguageQuery,
    ProductFacts,
    ProductList,
    ProductQuery,
)


@operation("GET", "products", answer=ProductList, query=ProductQuery)
def products(call: Call) -> ProductList:
    """List the products on sale."""
    return catalogue.product_list(call.query)


@operation("GET", "products/{slug}", answer=ProductFacts, query=LanguageQuery, problems=(404,))
def product(_call: Call, slug: str) -> ProductFacts:
    """Read one product on sale."""
    found = catalogue.product(slug)
    if found is None:
        raise NOT_FOUND.because()
    return found


@operation("GET", "categories", answer=CategoryList, query=LanguageQuery)
def categories(_call: Call) -> CategoryList:
    """List the categories."""
    return CategoryList(catalogue.categories())
