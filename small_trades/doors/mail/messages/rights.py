"""Mails about what is known of a person, and what was decided about them."""

import datetime as dt
from dataclasses import dataclass

from small_trades.doors.mail.messages.base import Mail


@dataclass(frozen=True, kw_only=True, repr=False)
class RefusalDecided(Mail):
    """An objection to a refusal was decided. Holds nothing that was typed: the page has the words."""

    is_granted: bool
    appeal_url: str


@dataclass(frozen=True, kw_only=True, repr=False)
class BreachNotice(Mail):
    """Information about the person may have leaked; `items` are words for what, not values."""

    code: str
    known_on: dt.date
    items: tuple[str, ...]
    contact_url: str


@dataclass(frozen=True, kw_only=True, repr=False)
class InformationDeleted(Mail):
    """The last mail to a person: their information is gone, or as much of it as could go.

    `code` shows the receipt. `held_until`: the last day of what a law keeps. `is_waiting`: the rest goes by
    itself when an order has arrived, or a refund was paid.
    """

    code: str
    at: dt.datetime
    held_until: dt.date | None
    is_waiting: bool
