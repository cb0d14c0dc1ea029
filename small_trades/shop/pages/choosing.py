"""The choice about outside services: one cookie, which the page's script reads, and the browser's own signal.

The cookie says `refuse`, or `allow.` with what was allowed (see outside.consent_mark). It names nobody. What
a member chooses is recorded as their consent besides, and a withdrawal binds wherever they are signed in.
"""

from typing import Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from small_trades import privacy
from small_trades.policy.declaration import POLICY, REMARKETING
from small_trades.shop.site import outside
from small_trades.shop.site.formats import current_language

COOKIE = "outside_services"
CHANNEL = "outside-services"
DAY = 24 * 3600
DAYS_KEPT = next(cookie.days or 0 for cookie in POLICY.cookies if cookie.name == COOKIE)

State = Literal["unused", "signal", "allowed", "refused", "open"]
Choice = Literal["allow", "refuse"]


class NoChoice(ValueError):  # noqa: N818 - says what was sent instead
    """Neither `allow` nor `refuse` was sent."""


def has_signal(request: HttpRequest) -> bool:
    """Whether the browser refuses for its person: `Sec-GPC: 1` (Global Privacy Control, W3C)."""
    return request.headers.get("Sec-GPC", "").strip() == "1"


def state(request: HttpRequest) -> State:
    """How things stand for this browser; its signal wins over whatever it stored.

    Always reads the cookie, so that an answer made from this is never public.
    """
    stored = request.COOKIES.get(COOKIE, "")
    if outside.service() is None:
        return "unused"
    if has_signal(request):
        return "signal"
    if stored == f"allow.{outside.consent_mark()}":
        return "refused" if _has_withdrawn(request) else "allowed"
    return "refused" if stored == "refuse" else "open"


def chosen(request: HttpRequest, word: str) -> Choice:
    """What is to be kept of what was sent: no `allow` against the browser's signal, or for no service at all.

    Raises:
        NoChoice: something else was sent.
    """
    if word not in {"allow", "refuse"}:
        raise NoChoice
    is_possible = outside.service() is not None and not has_signal(request)
    return "allow" if word == "allow" and is_possible else "refuse"


def keep(request: HttpRequest, response: HttpResponse, choice: Choice) -> None:
    """Store the choice in the browser, and with a refusal take the advertising cookies out of it.

    A shop that uses no service has nothing to remember.
    """
    if outside.service() is None:
        return
    value = f"allow.{outside.consent_mark()}" if choice == "allow" else choice
    response.set_cookie(COOKIE, value, max_age=DAYS_KEPT * DAY, secure=True, httponly=False, samesite="Lax")
    if choice == "refuse":
        for name in request.COOKIES.keys() & set(outside.ADVERTISING_COOKIES):
            response.delete_cookie(name, samesite="Lax")


def record(request: HttpRequest, choice: Choice) -> None:
    """Record the choice of a member who is signed in: the words they were asked, or the withdrawal.

    Before the cookie is set, so that no browser sends on a consent that is not on record.
    """
    subject = _member(request)
    if subject is None or outside.service() is None:
        return
    if choice == "allow":
        privacy.give_consent(
            subject,
            purpose=REMARKETING,
            text=privacy.ConsentText(ja=_words("ja"), en=_words("en")),
            language=current_language(),
            channel=CHANNEL,
        )
    else:
        privacy.withdraw_consent(subject, purpose=REMARKETING, channel=CHANNEL)


def _words(language: str) -> str:
    with translation.override(language):
        asked = outside.question()
    return f"{asked.title}\n{asked.text}"


def _has_withdrawn(request: HttpRequest) -> bool:
    """Whether the member who is signed in here once consented and no longer does."""
    subject = _member(request)
    if subject is None:
        return False
    given = [consent for consent in privacy.consents_of(subject) if consent.purpose_id == REMARKETING.id]
    return bool(given) and not privacy.has_consent(subject, REMARKETING)


def _member(request: HttpRequest) -> UUID | None:
    customer = getattr(request, "customer", None)
    return customer.subject if customer else None
