"""Mails about orders: what was bought, paid, sent, given up."""

import datetime as dt
from dataclasses import dataclass

from small_trades import privacy
from small_trades.doors.mail.messages.base import Mail
from small_trades.policy.groups import PersonName, TrackingNumber


@dataclass(frozen=True, kw_only=True, repr=False)
class OrderMail(Mail):
    """A mail about an order; it carries the ledger's latest checkpoint for its receiver to keep."""

    name: privacy.Sealed[PersonName]
    order_code: str
    order_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What was bought, named in the language of the mail; yen with tax.

    `options` name what was chosen with each piece. What the customer typed for them is in no mail.
    """

    name: str
    quantity: int
    amount: int
    is_reduced: bool
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """How many pieces of something are in a parcel, named in the language of the mail."""

    name: str
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxPart:
    """The part of the total that is taxed at `percent`, and the tax in it."""

    percent: int
    amount: int
    tax: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The figures of the order in yen; `points` used lower the total, `earned` come once it is shipped."""

    subtotal: int
    shipping: int
    discount: int
    points: int
    fee: int
    total: int
    earned: int
    parts: tuple[TaxPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BankDetails:
    """Where to transfer to (a few lines, in the language of the mail), and until when."""

    account: str
    pay_until: dt.date


@dataclass(frozen=True, kw_only=True, repr=False)
class OrderConfirmation(OrderMail):
    """An order was received; with `bank`, it waits for a transfer."""

    placed_on: dt.date
    lines: tuple[Line, ...]
    totals: Totals
    payment_method: str
    delivery: str
    cancellation: str
    bank: BankDetails | None = None


@dataclass(frozen=True, kw_only=True, repr=False)
class GoodsReplaced(OrderMail):
    """Goods are sent for nothing, in exchange for some of the order `replaces` is the code of."""

    replaces: str
    inside: tuple[Pieces, ...]
    delivery: str


@dataclass(frozen=True, kw_only=True, repr=False)
class PaymentFailed(OrderMail):
    """A card payment did not go through; it can be tried again until `pay_until`."""

    total: int
    pay_until: dt.datetime


@dataclass(frozen=True, kw_only=True, repr=False)
class PaymentAwaited(OrderMail):
    """A number to pay with at a convenience store was issued; the order's page leads to it."""

    total: int
    pay_until: dt.datetime


@dataclass(frozen=True, kw_only=True, repr=False)
class RefundMade(OrderMail):
    """Money went back: `refunded` yen in all, of `total` that the order came to."""

    refunded: int
    total: int
    payment_method: str


@dataclass(frozen=True, kw_only=True, repr=False)
class TransferReminder(OrderMail):
    """A bank transfer has not arrived, and the order ends soon."""

    total: int
    bank: BankDetails


@dataclass(frozen=True, kw_only=True, repr=False)
class TransferReceived(OrderMail):
    """A bank transfer has arrived."""

    total: int


@dataclass(frozen=True, kw_only=True, repr=False)
class OrderShipped(OrderMail):
    """A parcel is on its way: what is `inside`, and what `follows` in another; empty for the last one."""

    carrier: str
    tracking: privacy.Sealed[TrackingNumber]
    tracking_url: str
    delivery: str
    inside: tuple[Pieces, ...]
    follows: tuple[Pieces, ...]


@dataclass(frozen=True, kw_only=True, repr=False)
class OrderCancelled(OrderMail):
    """An order was given up. `is_refunded`: money received for it goes back."""

    reason: str
    total: int
    is_refunded: bool


@dataclass(frozen=True, kw_only=True, repr=False)
class OrderOnHold(OrderMail):
    """The shop looks at an order before it goes on. Gives no reason and asks for nothing."""


@dataclass(frozen=True, kw_only=True, repr=False)
class OrderReleased(OrderMail):
    """The shop has looked at an order and it goes on; with `pay_until` it can be paid until then."""

    total: int
    pay_until: dt.datetime | None


@dataclass(frozen=True, kw_only=True, repr=False)
class OrderTakenIn(OrderMail):
    """To a member: an order placed without signing in is among theirs now."""
