"""Pages for machines and browsers, and the pages of errors."""

from datetime import date, timedelta

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import DatabaseError, connections
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from small_trades.shop.site import queries, style_guide
from small_trades.shop.site.environment import POLICY
from small_trades.shop.site.middleware import language_of
from small_trades.shop.site.pages import Explanation, broken_page, error_page, render
from small_trades.shop.site.sitemap import sitemap_addresses

PLAIN = "text/plain; charset=utf-8"
PRIVATE_PLACES = ("account", "cart", "checkout", "demo", "desk", "mypage", "orders")
# RFC 9116 2.5.5 recommends less than a year, so that nobody writes to an address long abandoned.
SECURITY_CONTACT_DAYS = 180


@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """The process lives and answers; asks nothing else."""
    return HttpResponse("ok\n", content_type=PLAIN, headers={"Cache-Control": "no-store"})


@require_safe
def readyz(_request: HttpRequest) -> HttpResponse:
    """Whether each of the stores answers a question; 503 names those that do not."""
    states = {alias: _answers(alias) for alias in connections}
    lines = "".join(f"{alias}: {'ok' if is_up else 'unreachable'}\n" for alias, is_up in states.items())
    status = 200 if all(states.values()) else 503
    return HttpResponse(lines, content_type=PLAIN, status=status, headers={"Cache-Control": "no-store"})


def _answers(alias: str) -> bool:
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read: everything but places that belong to one person."""
    refused = [f"Disallow: {prefix}/{place}/" for place in PRIVATE_PLACES for prefix in ("", "/en")]
    sitemap_address = request.build_absolute_uri(reverse("site:sitemap"))
    lines = ["User-agent: *", *refused, "", f"Sitemap: {sitemap_address}", ""]
    return HttpResponse("\n".join(lines), content_type=PLAIN)


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page in both languages (sitemaps.org, with hreflang alternates)."""
    context = {"addresses": sitemap_addresses()}
    body = render_to_string("site/sitemap.xml", context, request, using="jinja2")
    return HttpResponse(body, content_type="application/xml")


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report a weakness (RFC 9116)."""
    expires = timezone.now().date() + timedelta(days=SECURITY_CONTACT_DAYS)
    lines = [
        f"Contact: mailto:{queries.shop_facts().inquiry_email}",
        f"Expires: {expires.isoformat()}T00:00:00Z",
        "Preferred-Languages: ja, en",
        f"Canonical: {request.build_absolute_uri(reverse('site:security.txt'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type=PLAIN)


@require_safe
def change_password(_request: HttpRequest) -> HttpResponse:
    """Where password managers send people (W3C: A Well-Known URL for Changing Passwords)."""
    return HttpResponseRedirect(reverse("mypage:security"))


@require_safe
def passkey_endpoints(_request: HttpRequest) -> JsonResponse:
    """Where password managers send people to add and remove passkeys (W3C: Passkey Endpoints)."""
    page = f"{settings.SMALL_TRADES.base_url}{reverse('mypage:passkeys')}"
    return JsonResponse({"enroll": page, "manage": page})


@require_safe
def webauthn_origins(_request: HttpRequest) -> JsonResponse:
    """The shop's names that share its passkeys (W3C Web Authentication Level 3, 5.11)."""
    return JsonResponse({"origins": list(settings.SMALL_TRADES.origins)})


@require_safe
def gpc(_request: HttpRequest) -> HttpResponse:
    """The shop honours Global Privacy Control (`Sec-GPC`)."""
    effective: date = import_string(POLICY).effective
    return JsonResponse({"gpc": True, "lastUpdate": effective.isoformat()})


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """Every component on one page; in demonstrations only."""
    return render(request, "site/style.html", style_guide.examples(request))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 where the request was too large to read."""
    is_too_large = isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent)
    with translation.override(language_of(request.path_info)):
        return error_page(request, 413 if is_too_large else 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403. The exception's words are for developers and stay unseen."""
    del exception
    with translation.override(language_of(request.path_info)):
        return error_page(request, 403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    del exception
    with translation.override(language_of(request.path_info)):
        return error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500."""
    with translation.override(language_of(request.path_info)):
        return broken_page(500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without a valid token: mostly one that was open for too long."""
    del reason
    because = Explanation(
        _("Please send the form once more"),
        _("It was open for long, or cookies are switched off. Go back, reload the page and send it again."),
    )
    return error_page(request, 403, because=because)
