"""Why an order waits for a person to look at it, and how the wait ends. Nothing here refuses anybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class HoldReason(StrEnum):
    """What made somebody look. A reason says what was counted, never that somebody did wrong."""

    ORDERS_EMAIL = "orders-email"
    ORDERS_TELEPHONE = "orders-telephone"
    ORDERS_PLACE = "orders-place"
    ORDERS_BROWSER = "orders-browser"
    FAILED_PAYMENTS = "failed-payments"
    NAMES_AT_PLACE = "names-at-place"
    PLACES_OF_EMAIL = "places-of-email"
    LARGE_AMOUNT = "large-amount"
    NEW_AND_URGENT = "new-and-urgent"
    STAFF = "staff"


HOLD_REASON_WORDS: Final[dict[HoldReason, str | Promise]] = {
    HoldReason.ORDERS_EMAIL: _("%(count)s orders with this e-mail address within 24 hours"),
    HoldReason.ORDERS_TELEPHONE: _("%(count)s orders with this telephone number within 24 hours"),
    HoldReason.ORDERS_PLACE: _("%(count)s orders to this address within 24 hours"),
    HoldReason.ORDERS_BROWSER: _("%(count)s orders from this browser within 24 hours"),
    HoldReason.FAILED_PAYMENTS: _("%(count)s card payments of this person failed within 24 hours"),
    HoldReason.NAMES_AT_PLACE: _("%(count)s different names at this address within 30 days"),
    HoldReason.PLACES_OF_EMAIL: _("%(count)s different addresses with this e-mail address within 30 days"),
    HoldReason.LARGE_AMOUNT: _("The total is %(count)s times what orders here usually come to"),
    HoldReason.NEW_AND_URGENT: _("A first order, of a large amount, for the earliest day there is"),
    HoldReason.STAFF: _("A member of the staff wants to look at it"),
}


class HoldEnd(StrEnum):
    """How a wait ended. The first four release the order."""

    ASKED = "asked"
    KNOWN = "known"
    EXPLAINED = "explained"
    HARMLESS = "harmless"
    CANCELLED = "cancelled"


HOLD_END_WORDS: Final[dict[HoldEnd, str | Promise]] = {
    HoldEnd.ASKED: _("The customer was asked and everything is in order"),
    HoldEnd.KNOWN: _("The customer is known to us"),
    HoldEnd.EXPLAINED: _("The order itself explains it (presents, a company, a family)"),
    HoldEnd.HARMLESS: _("Looked at, nothing speaks against it"),
    HoldEnd.CANCELLED: _("The order was cancelled"),
}
RELEASING: Final = tuple(end for end in HoldEnd if end != HoldEnd.CANCELLED)


@dataclass(frozen=True, slots=True)
class Because:
    """One reason with what was counted: orders, names, failed payments, times the usual amount."""

    reason: HoldReason
    count: int

    def __str__(self) -> str:
        """The sentence in the language of the page."""
        return str(HOLD_REASON_WORDS[self.reason]) % {"count": self.count}

    def kept(self) -> dict[str, Any]:
        """As it stands in the table."""
        return {"reason": self.reason.value, "count": self.count}

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Because":
        """As it was read from the table."""
        return cls(HoldReason(kept["reason"]), int(kept["count"]))
