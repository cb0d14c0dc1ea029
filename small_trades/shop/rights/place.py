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
    """Whose rights, how far they showed who they are, and in which frame the pages stand.

    `people` are all whom the proof showed, this one among them: a guest is somebody new with each order.
    """

    subject: UUID
    level: Level
    how: Identified
    channel: Channel
    app: str
    layout: str
    people: tuple[UUID, ...] = ()

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
        "levels": {str(subject): int(level) for subject, level in proof.levels.items()},
        "at": proof.at.timestamp(),
    }


def choose(request: HttpRequest, subject: str) -> bool:
    """Look at another of the people the proof showed; False where it did not show them."""
    held: dict[str, Any] = request.session[_PROOF]
    if subject not in held["levels"]:
        return False
    request.session[_PROOF] = {**held, "subject": subject}
    return True


def forget_proof(request: HttpRequest, place: Place | None = None) -> None:
    """The person is done, or gone. Of `place` alone, whoever else was shown stays so."""
    held: dict[str, Any] | None = request.session.pop(_PROOF, None)
    if held is None or place is None:
        return
    levels = {subject: level for subject, level in held["levels"].items() if subject != str(place.subject)}
    if levels:
        request.session[_PROOF] = {**held, "levels": levels, "subject": next(iter(levels))}


def proven_place(request: HttpRequest) -> Place | None:
    """The place of the person who was proved in this browser; None where nobody was, or too long ago."""
    held: dict[str, Any] | None = request.session.get(_PROOF)
    if held is None or timezone.now().timestamp() - held["at"] > PROOF_LASTS:
        forget_proof(request)
        return None
    subject = UUID(held["subject"])
    privacy.proved(subject)
    how, channel = Identified.KNOWN_FACTS, Channel.INQUIRY
    level = Level(held["levels"][held["subject"]])
    people = tuple(UUID(one) for one in held["levels"])
    return Place(subject, level, how, channel, "rights", "rights/layout.html", people)
