"""Where somebody uses their rights, and as whom: a member on My information, anybody else by a proof.

The pages are the same; only the frame around them and the addresses differ.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from small_trades import privacy
from small_trades.privacy.rights import Channel, Identified
from small_trades.shop.account.access import CustomerRequest, customer_required
from small_trades.shop.orders.proof import Level, Proof

P = ParamSpec("P")
PROOF_LASTS: Final = 30 * 60
"""Seconds for which a browser that showed who its person is may use their rights."""
_PROOF: Final = "rights_proof"


@dataclass(frozen=True)
class Place:
    """Whose rights, how far they showed who they are, and in which frame the pages stand."""

    subject: UUID
    level: Level
    how: Identified
    channel: Channel
    app: str
    layout: str

    @property
    def is_member(self) -> bool:
        """Whether they are signed in."""
        return self.how == Identified.SIGNED_IN

    def address(self, page: str, **parts: str) -> str:
        """The address of one of the shared pages in this frame."""
        return reverse(f"{self.app}:{page}", kwargs=parts or None)


Page = Callable[Concatenate[HttpRequest, Place, P], HttpResponseBase]
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def for_members(page: Page[P]) -> View[P]:
    """The page on My information."""

    @wraps(page)
    @never_cache
    @customer_required
    def view(request: CustomerRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        place = Place(
            request.customer.subject,
            Level.ERASURE,
            Identified.SIGNED_IN,
            Channel.MY_PAGE,
            "privacy_center",
            "privacy_center/layout.html",
        )
        return page(request, place, *args, **kwargs)

    return view


def for_proven(page: Page[P]) -> View[P]:
    """The page for somebody without an account, who showed who they are a short while ago."""

    @wraps(page)
    @never_cache
    def view(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        place = proven_place(request)
        return redirect("rights:request") if place is None else page(request, place, *args, **kwargs)

    return view


def remember_proof(request: HttpRequest, proof: Proof) -> None:
    """Let this browser use the rights of the person it showed itself to be, for half an hour.

    The session gets a new key: whoever knew the old one has not shown anything.
    """
    request.session.cycle_key()
    request.session[_PROOF] = {
        "subject": str(proof.subject),
        "level": int(proof.level),
        "at": proof.at.timestamp(),
    }


def forget_proof(request: HttpRequest) -> None:
    """The person is done, or gone."""
    request.session.pop(_PROOF, None)


def proven_place(request: HttpRequest) -> Place | None:
    """The place of the person who was proved in this browser; None where nobody was, or too long ago."""
    held: dict[str, Any] | None = request.session.get(_PROOF)
    if held is None or timezone.now().timestamp() - held["at"] > PROOF_LASTS:
        forget_proof(request)
        return None
    subject = UUID(held["subject"])
    privacy.proved(subject)
    how, channel = Identified.KNOWN_FACTS, Channel.INQUIRY
    return Place(subject, Level(held["level"]), how, channel, "rights", "rights/layout.html")
