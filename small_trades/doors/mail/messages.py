"""Every mail the shop sends, with all that may stand in it. Words: templates/mail/<name>.<language>.txt."""

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from small_trades import privacy
from small_trades.policy.declaration import MAIL_SERVICE
from small_trades.policy.groups import EmailAddress, PersonName, TrackingNumber


@dataclass(frozen=True, kw_only=True, repr=False)
class Mail(privacy.Message):
    """One mail to one person, in `ja` or `en`. `shop_name` signs it."""

    recipient: ClassVar[privacy.Recipient] = MAIL_SERVICE

    to: privacy.Sealed[EmailAddress]
    language: str
    shop_name: str


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


@dataclass(frozen=True, kw_only=True, repr=False)
class RefusalDecided(Mail):
    """An objection to a refusal was decided. Holds nothing that was typed: the page has the words."""

    is_granted: bool
    appeal_url: str


@dataclass(frozen=True, kw_only=True, repr=False)
class VerifyEmail(Mail):
    """Somebody registered with this address. Holds nothing they typed: they may be strangers to it."""

    link: str


@dataclass(frozen=True, kw_only=True, repr=False)
class AlreadyRegistered(Mail):
    """Somebody, perhaps the member, tried to register a member's address."""

    name: privacy.Sealed[PersonName]
    sign_in_url: str
    reset_url: str


@dataclass(frozen=True, kw_only=True, repr=False)
class PasswordReset(Mail):
    """A link to a new password."""

    name: privacy.Sealed[PersonName]
    link: str


@dataclass(frozen=True, kw_only=True, repr=False)
class PasswordChanged(Mail):
    """A password was changed, and sessions ended."""

    name: privacy.Sealed[PersonName]
    at: dt.datetime
    reset_url: str


@dataclass(frozen=True, kw_only=True, repr=False)
class EmailChangeOld(Mail):
    """To the present address: another one is to take its place."""

    name: privacy.Sealed[PersonName]
    link: str
    security_url: str


@dataclass(frozen=True, kw_only=True, repr=False)
class EmailChangeNew(Mail):
    """To the address that is to take another's place. Its owner may be a stranger: no name stands in it."""

    link: str


@dataclass(frozen=True, kw_only=True, repr=False)
class SignInNotice(Mail):
    """A sign-in from a kind of device not seen before; `device` and `browser` in the language of the mail."""

    name: privacy.Sealed[PersonName]
    at: dt.datetime
    device: str
    browser: str
    security_url: str


@dataclass(frozen=True, kw_only=True, repr=False)
class DormantAccount(Mail):
    """A registration that nobody used for years ends on a day, unless its member signs in before."""

    name: privacy.Sealed[PersonName]
    used_on: dt.date
    erased_on: dt.date
    sign_in_url: str


@dataclass(frozen=True, kw_only=True, repr=False)
class CodeMail(Mail):
    """A code of eight digits that works for ten minutes, in the browser that asked for it. Holds no name."""

    code: str


@dataclass(frozen=True, kw_only=True, repr=False)
class SignInCode(CodeMail):
    """A code to sign in with."""


@dataclass(frozen=True, kw_only=True, repr=False)
class IdentityCode(CodeMail):
    """A code that shows that a request comes from whoever reads the mail of this address."""


@dataclass(frozen=True, kw_only=True, repr=False)
class PasskeyMail(Mail):
    """A word about a passkey; `passkey` is what it is called, in the language of the mail."""

    name: privacy.Sealed[PersonName]
    at: dt.datetime
    passkey: str
    security_url: str


@dataclass(frozen=True, kw_only=True, repr=False)
class PasskeyAdded(PasskeyMail):
    """A passkey was added: whoever has it can sign in."""


@dataclass(frozen=True, kw_only=True, repr=False)
class PasskeyStopped(PasskeyMail):
    """A passkey was stopped, because somebody seems to have a copy of it."""


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


@dataclass(frozen=True, kw_only=True, repr=False)
class BreachNotice(Mail):
    """Information about the person may have leaked; `items` are words for what, not values."""

    code: str
    known_on: dt.date
    items: tuple[str, ...]
    contact_url: str


@dataclass(frozen=True, kw_only=True, repr=False)
class InformationDeleted(Mail):
    """The last mail to a person: their information is gone, or as much of it as could go.

    `code` shows the receipt. `held_until`: the last day of what a law keeps. `is_waiting`: the rest goes by
    itself when an order has arrived, or a refund was paid.
    """

    code: str
    at: dt.datetime
    held_until: dt.date | None
    is_waiting: bool


@dataclass(frozen=True, kw_only=True, repr=False)
class NewsletterConfirm(Mail):
    """Somebody asked for the newsletter with this address. No advertising, and nothing they typed."""

    link: str


@dataclass(frozen=True, kw_only=True, repr=False)
class NewsletterKnown(Mail):
    """Somebody asked for the newsletter with an address that has it already."""

    stop_url: str


@dataclass(frozen=True, kw_only=True, repr=False)
class BackInStock(Mail):
    """Something somebody asked about is in stock again; the one mail they asked for."""

    product: str
    product_url: str


@dataclass(frozen=True, kw_only=True, repr=False)
class NewsletterIssue(Mail):
    """One issue to one subscriber, with what the law asks of it (特定電子メール法 4, its Rules 7–9).

    Who sends it and where they are, how to stop it, and where to complain. `stop_url` also stands in the
    headers that mail programs make a button of (RFC 8058), beside a mail to `stop_address`.
    """

    subject: str
    body: str
    sender_name: str
    sender_address: str
    contact: str
    stop_url: str
    stop_address: str
    is_test: bool = False


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


class AddressRefusedError(privacy.DoorError):
    """The mail server refuses this one address; others may still be reached.

    `is_gone`: it says that there is no such mailbox, or not any more.
    """

    def __init__(self, message: str, *, permanent: bool, is_gone: bool) -> None:
        """Say which reply of the server it was, never the address."""
        self.is_gone = is_gone
        super().__init__(message, permanent=permanent)


MAILS: tuple[type[Mail], ...] = (
    OrderConfirmation,
    GoodsReplaced,
    PaymentFailed,
    PaymentAwaited,
    RefundMade,
    TransferReminder,
    TransferReceived,
    OrderShipped,
    OrderCancelled,
    OrderOnHold,
    OrderReleased,
    OrderTakenIn,
    RefusalDecided,
    VerifyEmail,
    AlreadyRegistered,
    PasswordReset,
    PasswordChanged,
    EmailChangeOld,
    EmailChangeNew,
    SignInNotice,
    DormantAccount,
    SignInCode,
    IdentityCode,
    PasskeyAdded,
    PasskeyStopped,
    InquiryReceived,
    InquiryAnswered,
    InquiryMailed,
    InquiryMailRefused,
    BreachNotice,
    InformationDeleted,
    NewsletterConfirm,
    NewsletterKnown,
    NewsletterIssue,
    BackInStock,
    ErrorsFound,
    StockLow,
    StaffSignIn,
)
"""Every kind of mail the door takes."""
