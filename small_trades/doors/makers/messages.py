"""What a maker is told, and what it is asked to forget."""

from dataclasses import dataclass
from typing import ClassVar

from small_trades import privacy
from small_trades.policy.declaration import MAKER
from small_trades.policy.groups import EmailAddress, PersonName, Telephone


@dataclass(frozen=True, kw_only=True, repr=False)
class MakerContact(privacy.Message):
    """How the maker reaches somebody who consented to it, and what about."""

    recipient: ClassVar[privacy.Recipient] = MAKER

    name: privacy.Sealed[PersonName]
    email: privacy.Sealed[EmailAddress]
    telephone: privacy.Sealed[Telephone] | None
    maker: str
    order_code: str
    about: str


@dataclass(frozen=True, kw_only=True, repr=False)
class MakerNotice(privacy.Message):
    """That a maker must correct or forget what it was given. It holds no value: the code says whose."""

    recipient: ClassVar[privacy.Recipient] = MAKER

    maker: str
    order_code: str
    what: str
