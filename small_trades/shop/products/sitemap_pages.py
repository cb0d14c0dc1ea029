"""What of the catalogue stands in the sitemap."""

from collections.abc import Iterable

from django.utils import timezone

from small_trades.shop.products.models import Category, Tag
from small_trades.shop.products.queries.cards import on_sale
from small_trades.shop.site.sitemap import SitemapPage


def pages() -> Iterable[SitemapPage]:
    """The front page, the lists, tags that something on sale bears, and every product on sale."""
    yield SitemapPage("products:home")
    yield SitemapPage("products:list")
    for slug in Category.objects.values_list("slug", flat=True):
        yield SitemapPage("products:category", {"slug": slug})
    for slug in Tag.objects.filter(products__in=on_sale()).distinct().values_list("slug", flat=True):
        yield SitemapPage("products:tag", {"slug": slug})
    for slug, changed in on_sale().values_list("slug", "changed_at"):
        yield SitemapPage("products:product", {"slug": slug}, timezone.localdate(changed))
