"""Inquiries at the desk: closed until somebody opens one to answer it."""

import datetime as dt
from dataclasses import dataclass, field

from small_trades import privacy
from small_trades.policy.declaration import INQUIRY_ANSWER
from small_trades.policy.groups import InquiryText, PersonName
from small_trades.shop.inquiries.queries import InquiryThread, ThreadMessage


@dataclass(frozen=True)
class OpenMessage:
    """One message, open."""

    at: dt.datetime
    is_from_shop: bool
    is_by_mail: bool
    attachments: int
    is_cut: bool
    text: str = field(repr=False)


@dataclass(frozen=True)
class OpenThread:
    """An inquiry whose sender and words are open, for this one page."""

    name: PersonName = field(repr=False)
    messages: tuple[OpenMessage, ...]


def open_to_answer(thread: InquiryThread) -> OpenThread:
    """Open the sender's name and all messages, in one use that the sender can read about.

    Raises:
        privacy.Refused: the policy does not let this role answer inquiries; nothing was opened.
    """
    sealed = [thread.name, *(message.text for message in thread.messages)]
    opened = privacy.use(sealed, purpose=INQUIRY_ANSWER)
    name, texts = opened[0], opened[1:]
    if not isinstance(name, PersonName):
        raise TypeError("the first group is the name")
    messages = tuple(_message(message, text) for message, text in zip(thread.messages, texts, strict=True))
    return OpenThread(name, messages)


def _message(message: ThreadMessage, text: object) -> OpenMessage:
    return OpenMessage(
        at=message.at,
        is_from_shop=message.is_from_shop,
        is_by_mail=message.is_by_mail,
        attachments=message.attachments,
        is_cut=message.is_cut,
        text=text.text if isinstance(text, InquiryText) else "",
    )
