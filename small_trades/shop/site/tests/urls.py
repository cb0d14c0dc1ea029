"""Small pages that do one thing each, for the tests of the middlewares, before those of the shop."""

from importlib import import_module

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.urls import include, path
from django.utils.translation import get_language

from small_trades import privacy
from small_trades.shop.site.pages import error_page, render

made: list[str] = []


def plain(request: HttpRequest) -> HttpResponse:
    made.append(request.get_full_path())
    return HttpResponse(f"page {len(made)} {get_language()} " + "x" * 2000)


def session(request: HttpRequest) -> HttpResponse:
    request.session.get("anything")
    return plain(request)


def form(request: HttpRequest) -> HttpResponse:
    get_token(request)
    return plain(request)


def reads_cookie(request: HttpRequest) -> HttpResponse:
    request.COOKIES.get("cart")
    return plain(request)


def sets_cookie(request: HttpRequest) -> HttpResponse:
    response = plain(request)
    response.set_cookie("cart_count", "3")
    return response


def varies(request: HttpRequest) -> HttpResponse:
    response = plain(request)
    response.headers["Vary"] = "Accept"
    return response


def claims_public(request: HttpRequest) -> HttpResponse:
    request.session.get("anything")
    return HttpResponse("mine", headers={"Cache-Control": "public, max-age=9999"})


def lasting(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("picture", headers={"Cache-Control": "public, max-age=31536000, immutable"})


def streams(_request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse([b"a", b"b"])


def moves(_request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect("/plain/")


def breaks(_request: HttpRequest) -> HttpResponse:
    raise RuntimeError


def away(_request: HttpRequest) -> HttpResponse:
    raise privacy.BrokerAway("the key broker cannot be reached")


def busy(request: HttpRequest) -> HttpResponse:
    return error_page(request, 429, retry_after=60)


def reads_post(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(len(request.POST)))


def drawn(request: HttpRequest) -> HttpResponse:
    return render(request, "site/error.html", {"error": {"title": "<b>", "text": "t"}, "error_status": 418})


views = (
    plain,
    session,
    form,
    reads_cookie,
    sets_cookie,
    varies,
    claims_public,
    lasting,
    streams,
    moves,
    breaks,
    away,
    busy,
    reads_post,
    drawn,
)
pages = [path(f"{view.__name__}/", view, name=view.__name__) for view in views]
# By name: an import would tie this app to all those above it.
the_shop = import_module("small_trades.config.urls")
urlpatterns = [*pages, path("en/", include(pages)), *the_shop.urlpatterns]
handler400 = "small_trades.shop.site.views.bad_request"
handler403 = "small_trades.shop.site.views.permission_denied"
handler404 = "small_trades.shop.site.views.page_not_found"
handler500 = "small_trades.shop.site.views.server_error"
