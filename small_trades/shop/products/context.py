"""What the template of the product page is given, by the page and by the cart that shows its errors."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from small_trades.shop.products.forms import AddToCartForm
from small_trades.shop.products.queries import HomePage, ListPage, ProductPage
from small_trades.shop.products.queries.reviews import reviews_part
from small_trades.shop.products.structured import breadcrumbs, organization, product_data, review_data
from small_trades.shop.site.queries import shop_facts


def home_context(request: HttpRequest, page: HomePage) -> dict[str, Any]:
    """The front page, and who runs the shop."""
    facts = shop_facts()
    home = request.build_absolute_uri(reverse("products:home"))
    return {"page": page, "structured_data": [organization(facts.name, home, facts.inquiry_email)]}


def list_context(request: HttpRequest, page: ListPage) -> dict[str, Any]:
    """A list, and the way to it."""
    address = request.build_absolute_uri(request.path)
    return {"page": page, "structured_data": [breadcrumbs(page.trail, address, request.build_absolute_uri)]}


def product_context(request: HttpRequest, page: ProductPage, form: AddToCartForm) -> dict[str, Any]:
    """The page, its form, and its structured data."""
    path = reverse("products:product", kwargs={"slug": page.slug})
    address = request.build_absolute_uri(path)
    reviews = reviews_part(page.slug, request.GET.get("page"), path=path)
    data = [
        product_data(page, address, request.build_absolute_uri) | review_data(reviews),
        breadcrumbs(page.trail, address, request.build_absolute_uri),
    ]
    return {"page": page, "form": form, "path": path, "reviews": reviews, "structured_data": data}
