"""Feeds: public and kept like pages, one for each language."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from small_trades.shop.feeds import queries
from small_trades.shop.feeds.xml import google_feed, news_feed
from small_trades.shop.site.formats import LANGUAGES


@require_safe
def google(request: HttpRequest) -> HttpResponse:
    """Everything on sale, as Google's merchant feed."""
    with translation.override(_language(request)):
        body = google_feed(queries.shop(), queries.offers(), request.build_absolute_uri)
    return HttpResponse(body, content_type="application/xml; charset=utf-8")


@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """The news, as RSS."""
    with translation.override(_language(request)):
        body = news_feed(queries.shop(), queries.entries(), request.build_absolute_uri)
    return HttpResponse(body, content_type="application/rss+xml; charset=utf-8")


def _language(request: HttpRequest) -> str:
    language = request.GET.get("lang", "ja")
    if language not in LANGUAGES:
        raise Http404
    return language
