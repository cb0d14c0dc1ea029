"""Mails to those who work here. Each is written when it is sent, and names nobody."""

from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from small_trades import privacy
from small_trades.doors.mail.messages import (
    ErrorsFound,
    FewLeft,
    FoundFault,
    StaffMail,
    StaffSignIn,
    StockLow,
)
from small_trades.policy.declaration import STAFF_DUTIES
from small_trades.shop.desk.models import Digest, DigestKind, DigestLetter, Staff, StaffSession, ToldLow
from small_trades.shop.faults.queries import mailed_at
from small_trades.shop.products.queries.desk import low_stock
from small_trades.shop.site.queries import shop_facts

MOST: Final = 30
"""So many errors or goods stand in a mail; the desk has all."""


def send_digest(letter_id: UUID) -> None:
    """One day's mail to one of those it concerns; nothing where there is no news any more."""
    letter = DigestLetter.objects.select_related("digest", "staff").filter(pk=letter_id).first()
    if letter is None:
        return
    language = shop_facts().staff_mails.language
    with override(language):
        write = _errors if letter.digest.kind == DigestKind.ERRORS else _stock
        message = write(letter.digest, letter.staff, language)
    if message is not None and letter.staff.is_active:
        privacy.disclose(message, through="mail", purpose=STAFF_DUTIES)
    letter.delete()


def send_sign_in(session_id: UUID) -> None:
    """Tell somebody that they signed in at the desk from a kind of device not seen before."""
    session = StaffSession.objects.select_related("staff").filter(pk=session_id).first()
    if session is None or not session.staff.is_active:
        return
    language = shop_facts().staff_mails.language
    with override(language):
        message = StaffSignIn(
            **_common(session.staff, language, "desk:security"),
            at=session.began_at,
            device=str(session.get_device_display()),
            browser=str(session.get_browser_display()),
        )
    privacy.disclose(message, through="mail", purpose=STAFF_DUTIES)


def _errors(digest: Digest, staff: Staff, language: str) -> StaffMail | None:
    found = mailed_at(digest.made_at)
    if not found:
        return None
    return ErrorsFound(
        **_common(staff, language, "desk:errors"),
        faults=tuple(
            FoundFault(kind=fault.kind, place=fault.place, count=fault.count, last_at=fault.last_at)
            for fault in found[:MOST]
        ),
        more=max(len(found) - MOST, 0),
    )


def _stock(digest: Digest, staff: Staff, language: str) -> StaffMail | None:
    told = list(ToldLow.objects.filter(told_at=digest.made_at).values_list("pk", flat=True))
    found = low_stock(among=told, most=len(told))
    if not found:
        return None
    return StockLow(
        **_common(staff, language, "desk:products"),
        goods=tuple(
            FewLeft(name=f"{low.name} {low.variant_name}".strip(), sku=low.sku, left=low.available)
            for low in found[:MOST]
        ),
        more=max(len(found) - MOST, 0),
    )


def _common(staff: Staff, language: str, page: str) -> dict[str, Any]:
    return {
        "to": staff.email,
        "language": language,
        "shop_name": shop_facts().name,
        "desk_url": settings.SMALL_TRADES.base_url + reverse(page),
    }
