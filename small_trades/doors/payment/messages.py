"""What goes to a payment provider and what comes back. Amounts are whole yen."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from small_trades import privacy
from small_trades.policy.declaration import PAYMENT_PROVIDER
from small_trades.policy.groups import EmailAddress, PaymentReference


@dataclass(frozen=True, kw_only=True, repr=False)
class PaymentRequest(privacy.Message):
    """Asks for a hosted page on which one payment can be made until `expires_at`.

    Asking again for the same payment gives the same page while it is open. The e-mail address is for EMV 3-D
    Secure, whose issuers need a way to tell the card holder from a stranger (card guideline 6.0).
    """

    recipient: ClassVar[privacy.Recipient] = PAYMENT_PROVIDER

    payment_id: str
    order_code: str
    amount: int
    currency: str = "JPY"
    description: str
    language: str
    success_url: str
    cancel_url: str
    expires_at: dt.datetime
    email: privacy.Sealed[EmailAddress]


@dataclass(frozen=True, slots=True)
class HostedPage:
    """Where the customer pays. `is_complete`: they already have, and its event is on its way."""

    url: str
    is_complete: bool = False


@dataclass(frozen=True, kw_only=True, repr=False)
class PaymentWithdrawal(privacy.Message):
    """Asks that nothing more be charged for a payment: its order was given up."""

    recipient: ClassVar[privacy.Recipient] = PAYMENT_PROVIDER

    payment_id: str
    order_code: str


@dataclass(frozen=True, kw_only=True, repr=False)
class RefundRequest(privacy.Message):
    """Asks for a payment to be given back in full."""

    recipient: ClassVar[privacy.Recipient] = PAYMENT_PROVIDER

    payment_id: str
    order_code: str
    amount: int
    reference: privacy.Sealed[PaymentReference]


@dataclass(frozen=True, kw_only=True, repr=False)
class CustomerCorrection(privacy.Message):
    """Whoever pays has another e-mail address: the payment, and what is right. Sent again, it is the same."""

    recipient: ClassVar[privacy.Recipient] = PAYMENT_PROVIDER

    notice_id: UUID
    payment_id: str
    email: privacy.Sealed[EmailAddress]


@dataclass(frozen=True, kw_only=True, repr=False)
class CustomerStop(privacy.Message):
    """What the provider was told of whoever paid is to be used no more, or erased. It holds no value."""

    recipient: ClassVar[privacy.Recipient] = PAYMENT_PROVIDER

    notice_id: UUID
    payment_id: str
    what: str


@dataclass(frozen=True, kw_only=True, repr=False)
class CustomerEnquiry(privacy.Message):
    """What became of a correction or a stop that the provider has taken in."""

    recipient: ClassVar[privacy.Recipient] = PAYMENT_PROVIDER

    notice_id: UUID


class EventKind(StrEnum):
    """What a provider may tell."""

    PAID = "paid"
    FAILED = "failed"
    REFUNDED = "refunded"


@dataclass(frozen=True, slots=True, repr=False)
class PaymentEvent:
    """One verified event. `event_id` is the provider's: the same event has the same id each time it comes."""

    provider: str
    event_id: str
    kind: EventKind
    payment_id: str
    amount: int
    currency: str
    reference: PaymentReference
