"""What a mail server means by refusing: this address, this mail, or the shop. Its words are not kept."""

import re
from typing import Final

from small_trades import privacy
from small_trades.doors.mail.messages import AddressRefusedError

_PERMANENT_FROM: Final = 500  # RFC 5321, 4.2.1: 4yz may be tried again, 5yz may not
_NO_MAILBOX: Final = frozenset({550, 551, 553, 556})  # RFC 5321, 4.2.3; RFC 7504, 4
# Bad mailbox, bad domain, bad syntax, moved, takes no mail; mailbox disabled (RFC 3463, 3.2-3.3; RFC 7505).
_GONE: Final = frozenset({b"5.1.1", b"5.1.2", b"5.1.3", b"5.1.6", b"5.1.10", b"5.2.1"})
_STATUS: Final = re.compile(rb"\s*([245]\.\d{1,3}\.\d{1,3})\b")


def of_address(replies: list[tuple[int, bytes]]) -> AddressRefusedError:
    """A refusal of the one recipient of a mail: the reply to RCPT."""
    code, words = min(replies)
    status = _STATUS.match(words)
    is_gone = status[1] in _GONE if status else code in _NO_MAILBOX
    permanent = code >= _PERMANENT_FROM
    return AddressRefusedError(f"SMTP {code}", permanent=permanent, is_gone=permanent and is_gone)


def of_mail(code: int, words: bytes) -> privacy.DoorError:
    """A refusal once the mail was there. It is the address's only where the server says so."""
    status = _STATUS.match(words)
    if status is not None and status[1] in _GONE:
        return AddressRefusedError(f"SMTP {code}", permanent=True, is_gone=True)
    return of_shop(code)


def of_shop(code: int) -> privacy.DoorError:
    """A refusal of the shop itself, whoever the mail was for."""
    return privacy.DoorError(f"SMTP {code}", permanent=code >= _PERMANENT_FROM)
