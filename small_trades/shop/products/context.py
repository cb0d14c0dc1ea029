"""What the template of the product page is given, by the page and by the cart that shows its errors."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from small_trades.shop.products.forms import AddToCartForm
from small_trades.shop.products.queries import ProductPage
from small_trades.shop.products.structured import breadcrumbs, product_data


def product_context(request: HttpRequest, page: ProductPage, form: AddToCartForm) -> dict[str, Any]:
    """The page, its form, and its structured data."""
    path = reverse("products:product", kwargs={"slug": page.slug})
    address = request.build_absolute_uri(path)
    data = [
        product_data(page, address, request.build_absolute_uri),
        breadcrumbs(page.trail, address, request.build_absolute_uri),
    ]
    return {"page": page, "form": form, "path": path, "structured_data": data}
