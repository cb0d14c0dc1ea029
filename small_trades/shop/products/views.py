"""Public pages: they touch no session, no customer and no form token, so anyone's copy is everyone's."""

from dataclasses import asdict

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from small_trades.shop.products import picture_files, queries, remarketing
from small_trades.shop.products.context import home_context, list_context, product_context
from small_trades.shop.products.forms import AddToCartForm
from small_trades.shop.site import outside
from small_trades.shop.site.pages import render

FOR_GOOD = "public, max-age=31536000, immutable"


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The front page."""
    outside.declare(request, remarketing.home_viewed())
    return render(request, "products/home.html", home_context(request, queries.home_page()))


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Everything there is, searched, narrowed, sorted and paged by the address."""
    page = queries.list_page(queries.ListFilters.read(request.GET))
    outside.declare(request, remarketing.list_viewed())
    return render(request, "products/listing.html", list_context(request, page))


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """What may be meant by the letters typed so far, for the list below the search field."""
    typed = queries.ListFilters.read(request.GET).typed
    return JsonResponse({"suggestions": [asdict(found) for found in queries.suggestions(typed)]})


@require_safe
def category(request: HttpRequest, slug: str) -> HttpResponse:
    """One shelf, with the shelves below it."""
    page = queries.category_page(slug, queries.ListFilters.read(request.GET))
    if page is None:
        raise Http404
    outside.declare(request, remarketing.category_viewed(slug))
    return render(request, "products/category.html", list_context(request, page))


@require_safe
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that bears one tag, from all shelves."""
    page = queries.tag_page(slug, queries.ListFilters.read(request.GET))
    if page is None:
        raise Http404
    outside.declare(request, remarketing.list_viewed())
    return render(request, "products/tag.html", list_context(request, page))


@require_safe
def product(request: HttpRequest, slug: str) -> HttpResponse:
    """One product."""
    page = queries.product_page(slug)
    if page is None:
        raise Http404
    outside.declare(request, remarketing.product_viewed(page))
    return render(request, "products/product.html", product_context(request, page, AddToCartForm(page)))


@require_safe
def picture(request: HttpRequest, folder: str, name: str) -> HttpResponse:
    """One file of a picture. Its name tells its content, so whoever has it need never ask again."""
    del request
    content = picture_files.read(f"pictures/{folder}/{name}")
    if content is None:
        raise Http404
    answer = HttpResponse(content, content_type=f"image/{name.rpartition('.')[2]}")
    answer.headers["Cache-Control"] = FOR_GOOD
    return answer
