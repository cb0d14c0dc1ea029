"""The outside service in use, and the pages that may carry its tag: public ones that declare an event.

A view says what its page tells (`declare`). Whether the browser may load anything is decided afterwards by
facts: PublicPageMiddleware calls `open_page` for an answer that opened no personal value. Every other answer
keeps the strict Content-Security-Policy, so that even a mistake in a template loads nothing there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from small_trades import privacy
from small_trades.doors.ads.messages import AdEvent
from small_trades.policy.declaration import POLICY
from small_trades.policy.outside_services import OUTSIDE_SERVICES, OutsideService, Refusal
from small_trades.shop.site.policy_headers import CSP, HEADERS, REFERRER, opened_to

_EVENT = "small_trades.ad_event"
_GOOGLE_SCRIPT = "https://www.googletagmanager.com"
ADVERTISING_COOKIES = tuple(cookie.name for cookie in POLICY.cookies if cookie.kind == "advertising")
_DAYS: Mapping[str, int | None] = MappingProxyType({cookie.name: cookie.days for cookie in POLICY.cookies})


def service() -> OutsideService | None:
    """The declared service with what the trader's settings say of it, or None where none is used."""
    return _service(settings.SMALL_TRADES.ads)


@lru_cache(maxsize=8)
def _service(ads: Any) -> OutsideService | None:
    if ads.provider == "none":
        return None
    declared = OUTSIDE_SERVICES[ads.provider]
    own = Refusal(text_ja=ads.company, text_en=ads.company, href=ads.refusal_url)
    return replace(
        declared,
        company=declared.company or ads.company,
        country=declared.country or ads.country,
        refusals=(*declared.refusals, own) if ads.refusal_url else declared.refusals,
        sources=tuple((name, (ads.origin,) if ads.origin else origins) for name, origins in declared.sources),
    )


def origins(of: OutsideService) -> tuple[str, ...]:
    """Every address a browser may be sent to, once each."""
    return tuple(sorted({origin for _name, group in of.sources for origin in group}))


def consent_mark() -> str:
    """What a consent was about, `google.2`: another service, or another version of the policy, asks anew."""
    return f"{settings.SMALL_TRADES.ads.provider}.{privacy.policy_in_force()}"


@dataclass(frozen=True, slots=True)
class Question:
    """What a visitor is asked, in the current language: these very words are what a member consents to."""

    title: str
    text: str


def question() -> Question:
    """The words of the question. They name who would be told; "" where no service is used."""
    used = service()
    return Question(
        _("May we use an advertising service?"),
        _(
            "If you allow it, your browser tells %(company)s which goods you looked at, so that our "
            "advertisements can be shown on other sites. Never your name, address or orders. Nothing is sent "
            "before you choose, and all of the shop works either way."
        )
        % {"company": used.company if used else ""},
    )


def declare(request: HttpRequest, event: AdEvent | None) -> None:
    """Say what this page tells after consent. A page asked for with a query never tells anything.

    Search words are typed by people, and a tag can read its page's address.
    """
    if event is not None and service() is not None and not request.META.get("QUERY_STRING"):
        request.META[_EVENT] = event


def block(request: HttpRequest) -> dict[str, Any] | None:
    """What the page's data block holds for the script, or None where the page carries no tag."""
    event: AdEvent | None = request.META.get(_EVENT)
    if event is None or service() is None:
        return None
    # All of them: whoever allowed a service that is no longer used is rid of its cookies as well.
    return {"event": event.as_data(), "mark": consent_mark(), "cookies": list(ADVERTISING_COOKIES)}


def open_page(request: HttpRequest, response: HttpResponseBase) -> None:
    """Let a public answer that declared an event load from the service in use."""
    used = service()
    if used is None or _EVENT not in request.META:
        return
    response.headers[CSP] = opened_to(used.sources)
    # To another origin this says nothing at all, and the address of this page is no secret within the shop.
    response.headers[REFERRER] = HEADERS[REFERRER]


def tag() -> dict[str, str | int]:
    """What the script needs to load the tag of the service in use; asked for after consent only."""
    ads, used = settings.SMALL_TRADES.ads, service()
    if used is None:
        return {"provider": "none"}
    if used.provider == "neutral":
        return {"provider": "neutral", "id": ads.id, "endpoint": f"{ads.origin}/events"}
    return {
        "provider": "google",
        "id": ads.id,
        "script": f"{ads.origin or _GOOGLE_SCRIPT}/gtag/js?id={ads.id}",
        "cookie_days": min(_DAYS[name] or 0 for name in used.cookies),
    }
