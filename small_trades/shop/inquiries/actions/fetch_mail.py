"""Emptying the shop's mailbox, letter by letter: each leaves it only once it is kept elsewhere."""

import logging
import time
from collections import Counter
from typing import Final

from small_trades import privacy
from small_trades.doors.inbox.messages import Mailbox
from small_trades.shop.inquiries.actions.take_mail import Taken, take_mail

logger = logging.getLogger(__name__)
BATCH: Final = 20
BATCH_SECONDS: Final = 30.0
"""The task worker has other things to do; the next minute takes the next ones."""


def fetch_mail() -> Counter[Taken]:
    """Take some of the letters that wait; how many became what.

    Raises:
        privacy.DoorError: the mail server is away, or lets the shop in no more.
    """
    counts: Counter[Taken] = Counter()
    end = time.monotonic() + BATCH_SECONDS
    with privacy.reach("inbox") as mailbox:
        for handle in mailbox.waiting():
            if counts.total() >= BATCH or time.monotonic() > end:
                break
            taken = _take(mailbox, handle)
            if taken is not None:
                counts[taken] += 1
    return counts


def _take(mailbox: Mailbox, handle: str) -> Taken | None:
    """Take one letter, then let go of it. One that cannot be taken now stays for the next time."""
    letter = mailbox.read(handle)
    if letter is None:
        return None
    try:
        taken = take_mail(letter)
    except privacy.PrivacyError as error:
        logger.warning("a mail stays in the inbox for now: %s", type(error).__name__)
        return None
    if taken == Taken.IGNORED:
        mailbox.put_aside(handle)
    else:
        mailbox.remove(handle)
    return taken
