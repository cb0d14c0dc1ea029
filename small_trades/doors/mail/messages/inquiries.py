"""Mails about inquiries."""

import datetime as dt
from dataclasses import dataclass

from small_trades.doors.mail.messages.base import Mail


@dataclass(frozen=True, kw_only=True, repr=False)
class InquiryMail(Mail):
    """A mail about an inquiry. Holds nothing that was typed: the address may be a stranger's.

    With `reply_to`, an answer to this mail becomes a message in the inquiry. `files`: how many came with it;
    none goes with the mail.
    """

    code: str
    thread_url: str
    reply_to: str = ""
    files: int = 0


@dataclass(frozen=True, kw_only=True, repr=False)
class InquiryReceived(InquiryMail):
    """An inquiry arrived; it is answered by `answer_by`."""

    answer_by: dt.date


@dataclass(frozen=True, kw_only=True, repr=False)
class InquiryAnswered(InquiryMail):
    """There is an answer to an inquiry, on its page."""


@dataclass(frozen=True, kw_only=True, repr=False)
class InquiryMailed(InquiryMail):
    """A mail became an inquiry, or a message in one; `attachments` did not, nor its end where `is_cut`.

    `answer_by` is None where nothing waits for an answer any more. `request_url`: where to ask for what is
    held about oneself, which takes proof of who one is.
    """

    answer_by: dt.date | None
    attachments: int
    is_cut: bool
    request_url: str


@dataclass(frozen=True, kw_only=True, repr=False)
class InquiryMailRefused(Mail):
    """A mail to the shop was not taken, and nothing of it was kept. `has_card`: a card number, it seems."""

    has_card: bool
    form_url: str
