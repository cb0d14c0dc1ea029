"""Stopping uses of a person's information, and letting them go on. Each is a row the person can read."""

from uuid import UUID

from small_trades import privacy
from small_trades.policy.declaration import REVIEW_PUBLISHING
from small_trades.privacy.rights import Channel, Identified, Request, RequestKind, RequestState
from small_trades.shop.kernel.later import later
from small_trades.shop.reviews.actions import take_down
from small_trades.shop.rights.purposes import STOPPED, Way, way_of


def stop_all(subject: UUID) -> None:
    """Close everything of a person to staff and programs, but for what a law asks.

    Raises:
        Erased: nothing is left to close.
    """
    take_down(subject)
    privacy.restrict(subject, because=STOPPED)
    later("rights.tell_stop", subject)


def go_on(subject: UUID) -> bool:
    """Open it again; whether it was stopped. Single purposes that were objected to stay closed."""
    return privacy.lift(subject, because=STOPPED)


def stop_one(subject: UUID, purpose: privacy.Purpose, *, channel: Channel, how: Identified) -> Request | None:
    """Close one purpose at once; where that has to be decided by somebody, the request for it.

    Raises:
        NotObjectable: this purpose cannot be stopped on its own.
    """
    match way_of(purpose):
        case Way.HERE:
            if purpose is REVIEW_PUBLISHING:
                take_down(subject)
            privacy.object_to(subject, purpose=purpose, channel=channel.value)
            later("rights.tell_stop", subject)
            return None
        case Way.ASK:
            asked = privacy.rights.open_request(subject, RequestKind.OBJECT, channel=channel)
            is_new = asked.state == RequestState.ASKED
            return privacy.rights.identify(asked.id, how=how) if is_new else asked
        case _:
            raise privacy.NotObjectable(purpose.id)


def go_on_with(subject: UUID, purpose: privacy.Purpose, *, channel: Channel) -> bool:
    """Open one purpose again; whether it was closed."""
    return privacy.withdraw_objection(subject, purpose=purpose, channel=channel.value)


def withdraw(subject: UUID, purpose: privacy.Purpose, *, channel: Channel) -> bool:
    """Withdraw a consent; whether one stood. Those who were given something by it are told."""
    was_standing = privacy.withdraw_consent(subject, purpose=purpose, channel=channel.value)
    if was_standing:
        later("rights.tell_stop", subject)
    return was_standing
