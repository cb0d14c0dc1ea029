"""Public pages of words: the same for everybody. And the choice about outside services, which is not."""

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from small_trades.shop.pages import choosing, queries
from small_trades.shop.pages.safety import safety_facts
from small_trades.shop.site import outside
from small_trades.shop.site.origin import is_from_here
from small_trades.shop.site.pages import render


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """The policy in force."""
    return render(request, "pages/privacy.html", {"page": queries.policy_page()})


@require_safe
def privacy_versions(request: HttpRequest) -> HttpResponse:
    """Every version of the policy."""
    return render(request, "pages/privacy_versions.html", {"versions": queries.policy_versions()})


@require_safe
def privacy_version(request: HttpRequest, number: int) -> HttpResponse:
    """One version of the policy, as it was published."""
    page = queries.policy_page(number)
    if page is None:
        raise Http404
    return render(
        request, "pages/privacy_version.html", {"page": page, "changes": queries.version_changes(number)}
    )


@require_safe
def outside_services(request: HttpRequest) -> HttpResponse:
    """What is sent where, why, and how to refuse (電気通信事業法 27-12)."""
    return render(request, "pages/outside_services.html", {"services": queries.outside_services()})


@require_safe
def outside_setting(request: HttpRequest) -> HttpResponse:
    """What this browser's choice is, and both answers, for browsers with and without scripts."""
    context = {
        "state": choosing.state(request),
        "service": queries.outside_service(),
        "days": choosing.DAYS_KEPT,
    }
    return render(request, "pages/outside_setting.html", context)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def outside_choose(request: HttpRequest) -> HttpResponse:
    """Remember the choice in this browser. The form stands on public pages, so it carries no token."""
    if request.method != "POST":
        return redirect("pages:outside_setting")
    if not is_from_here(request):
        raise PermissionDenied
    try:
        kept = choosing.chosen(request, request.POST.get("choice", ""))
    except choosing.NoChoice as wrong:
        raise BadRequest from wrong
    choosing.record(request, kept)
    is_script = "application/json" in request.headers.get("Accept", "")
    response = JsonResponse({"choice": kept}) if is_script else redirect("pages:outside_setting")
    choosing.keep(request, response, kept)
    return response


@require_safe
def outside_tag(request: HttpRequest) -> HttpResponse:
    """What the script needs to load the tag: nothing, unless this browser allowed it and sends no refusal."""
    is_allowed = choosing.state(request) == "allowed"
    return JsonResponse(outside.tag() if is_allowed else {"provider": "none"})


@require_safe
def safety(request: HttpRequest) -> HttpResponse:
    """The safety measures in force."""
    return render(request, "pages/safety.html", {"facts": safety_facts()})


@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """The terms of use in force."""
    return render(request, "pages/terms.html", {"page": queries.terms_page()})


@require_safe
def legal(request: HttpRequest) -> HttpResponse:
    """The notice under 特定商取引法."""
    return render(request, "pages/legal.html", {"items": queries.legal_notice()})


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """The shop about itself, with its latest news."""
    return render(request, "pages/about.html", {"text": queries.about(), "news": queries.news(limit=3)})


@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """All news, the newest first."""
    return render(request, "pages/news.html", {"news": queries.news()})
