"""What goes to a payment provider and what comes back. Amounts are whole yen."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from small_trades import privacy
from small_trades.policy.declaration import PAYMENT_PROVIDER
from small_trades.policy.groups import EmailAddress, PaymentReference


class PayWith(StrEnum):
    """What a hosted page takes. KONBINI: cash at a convenience store, days later, under a number."""

    CARD = "card"
    KONBINI = "konbini"


@dataclass(frozen=True, kw_only=True, repr=False)
class PaymentRequest(privacy.Message):
    """Asks for a hosted page on which one payment can be made until `expires_at`.

    `reference` is the page that was opened before for the same payment, where one was: while it is open or
    complete, the same one is answered. The e-mail address is for EMV 3-D Secure, whose issuers need a way to
    tell the card holder from a stranger (card guideline 6.0), and for the number to pay with at a store.
    """

    recipient: ClassVar[privacy.Recipient] = PAYMENT_PROVIDER

    payment_id: str
    order_code: str
    amount: int
    currency: str = "JPY"
    pay_with: PayWith = PayWith.CARD
    description: str
    language: str
    success_url: str
    cancel_url: str
    expires_at: dt.datetime
    email: privacy.Sealed[EmailAddress]
    reference: privacy.Sealed[PaymentReference] | None = None


@dataclass(frozen=True, slots=True, repr=False)
class HostedPage:
    """Where the customer pays, and how the provider finds it again.

    `is_new`: it is not the page that the request named. `is_complete`: they already have paid, and the event
    is on its way.
    """

    url: str
    reference: PaymentReference
    is_new: bool = False
    is_complete: bool = False


@dataclass(frozen=True, kw_only=True, repr=False)
class PaymentWithdrawal(privacy.Message):
    """Asks that nothing more be charged for a payment: its order was given up."""

    recipient: ClassVar[privacy.Recipient] = PAYMENT_PROVIDER

    payment_id: str
    order_code: str
    reference: privacy.Sealed[PaymentReference] | None = None


@dataclass(frozen=True, kw_only=True, repr=False)
class RefundRequest(privacy.Message):
    """Asks for some or all of a payment to be given back. Asking twice with one `refund_id` gives it once."""

    recipient: ClassVar[privacy.Recipient] = PAYMENT_PROVIDER

    payment_id: str
    refund_id: str
    order_code: str
    amount: int
    reference: privacy.Sealed[PaymentReference]


@dataclass(frozen=True, kw_only=True, repr=False)
class PaymentInquiry(privacy.Message):
    """Asks what has become of a payment. Answered with a `PaymentEvent` for each thing that has happened."""

    recipient: ClassVar[privacy.Recipient] = PAYMENT_PROVIDER

    payment_id: str
    order_code: str
    reference: privacy.Sealed[PaymentReference]


class EventKind(StrEnum):
    """What a provider may tell. AWAITED: the customer holds a number to pay with at a store."""

    AWAITED = "awaited"
    PAID = "paid"
    FAILED = "failed"
    REFUNDED = "refunded"
    REFUND_FAILED = "refund-failed"
    OTHER = "other"


@dataclass(frozen=True, slots=True, repr=False)
class PaymentEvent:
    """One verified event. `event_id` names what happened: told twice or asked for, it is the same.

    `refund_id` is the shop's number of a refund; empty for money that was given back at the provider's desk.
    """

    provider: str
    event_id: str
    kind: EventKind
    payment_id: str
    amount: int
    currency: str
    reference: PaymentReference
    refund_id: str = ""
