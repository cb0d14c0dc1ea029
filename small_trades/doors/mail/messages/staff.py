"""Mails to those who work here."""

import datetime as dt
from dataclasses import dataclass

from small_trades.doors.mail.messages.base import Mail


@dataclass(frozen=True, kw_only=True, repr=False)
class StaffMail(Mail):
    """A mail to somebody who works here. `desk_url`: the page of the desk that it is about."""

    desk_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFault:
    """An unexpected error: its type, its place in the code, how often and when last. Nothing that it said."""

    kind: str
    place: str
    count: int
    last_at: dt.datetime


@dataclass(frozen=True, kw_only=True, repr=False)
class ErrorsFound(StaffMail):
    """Errors that were not known yesterday; `more` are not in the mail."""

    faults: tuple[FoundFault, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FewLeft:
    """Something of which `left` pieces are left, named in the language of the mail."""

    name: str
    sku: str
    left: int


@dataclass(frozen=True, kw_only=True, repr=False)
class StockLow(StaffMail):
    """Goods that became few since the last such mail; `more` are not in it."""

    goods: tuple[FewLeft, ...]
    more: int


@dataclass(frozen=True, kw_only=True, repr=False)
class StaffSignIn(StaffMail):
    """A sign-in at the desk from a kind of device not seen before, to whom it was signed in as."""

    at: dt.datetime
    device: str
    browser: str
