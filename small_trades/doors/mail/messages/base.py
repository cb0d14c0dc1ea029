"""What every mail has, and how an address can refuse one."""

from dataclasses import dataclass
from typing import ClassVar

from small_trades import privacy
from small_trades.policy.declaration import MAIL_SERVICE
from small_trades.policy.groups import EmailAddress


@dataclass(frozen=True, kw_only=True, repr=False)
class Mail(privacy.Message):
    """One mail to one person, in `ja` or `en`. `shop_name` signs it."""

    recipient: ClassVar[privacy.Recipient] = MAIL_SERVICE

    to: privacy.Sealed[EmailAddress]
    language: str
    shop_name: str


class AddressRefusedError(privacy.DoorError):
    """The mail server refuses this one address; others may still be reached.

    `is_gone`: it says that there is no such mailbox, or not any more.
    """

    def __init__(self, message: str, *, permanent: bool, is_gone: bool) -> None:
        """Say which reply of the server it was, never the address."""
        self.is_gone = is_gone
        super().__init__(message, permanent=permanent)
