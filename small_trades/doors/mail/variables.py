"""What may stand in the words of each mail, by name. Whoever writes them can use these and nothing else."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from small_trades.doors.mail import messages as m

_PASSKEY: Final = "name at* passkey* security_url* shop_name*"
_CODE: Final = "shop_name code* closing*"
_ORDER: Final = "name shop_name order_code order_url"

DECLARED: Final[dict[type[m.Mail], str]] = {
    m.OrderConfirmation: f"{_ORDER} placed_on lines* payment_method* bank* delivery* cancellation* closing*",
    m.GoodsReplaced: f"{_ORDER} replaces* contents* delivery closing*",
    m.PaymentFailed: f"{_ORDER} total* pay_until* closing*",
    m.PaymentAwaited: f"{_ORDER} total* pay_until* order_url* closing*",
    m.RefundMade: f"{_ORDER} total refunded* payment_method* closing*",
    m.TransferReminder: f"{_ORDER} total* bank_pay_until* bank_account* closing*",
    m.TransferReceived: f"{_ORDER} total* closing*",
    m.OrderShipped: (
        f"{_ORDER} headline opening contents* carrier* tracking_number* tracking_url* delivery closing*"
    ),
    m.OrderCancelled: f"{_ORDER} reason* refund* closing*",
    m.OrderOnHold: f"{_ORDER} closing*",
    m.OrderReleased: f"{_ORDER} next_step* closing*",
    m.OrderTakenIn: f"{_ORDER} closing*",
    m.RefusalDecided: "decision* appeal_url* shop_name*",
    m.VerifyEmail: "shop_name link* closing*",
    m.AlreadyRegistered: "name shop_name sign_in_url* reset_url* closing*",
    m.PasswordReset: "name shop_name link* closing*",
    m.PasswordChanged: "name at* reset_url* shop_name*",
    m.EmailChangeOld: "name link* security_url* shop_name*",
    m.EmailChangeNew: "shop_name link* closing*",
    m.SignInNotice: "name at* device* browser security_url* shop_name*",
    m.DormantAccount: "name used_on erased_on* sign_in_url* shop_name*",
    m.SignInCode: _CODE,
    m.IdentityCode: _CODE,
    m.PasskeyAdded: _PASSKEY,
    m.PasskeyStopped: _PASSKEY,
    m.InquiryReceived: "shop_name code* answer_by* thread_url* files reply_hint* closing*",
    m.InquiryAnswered: "shop_name code* thread_url* files reply_hint* closing*",
    m.InquiryMailed: (
        "shop_name code* answer_by* thread_url* files reply_hint* attachments* cut* request_url* closing*"
    ),
    m.InquiryMailRefused: "shop_name reason* form_url* closing*",
    m.BreachNotice: "code known_on* items* contact_url* shop_name*",
    m.InformationDeleted: "at* waiting* kept* code* shop_name*",
    m.NewsletterConfirm: "shop_name link* closing*",
    m.NewsletterKnown: "shop_name stop_url* closing*",
    m.NewsletterIssue: "shop_name test_mark subject body* legal*",
    m.BackInStock: "shop_name product* product_url* closing*",
    m.ErrorsFound: "faults* more desk_url* shop_name*",
    m.StockLow: "goods* more desk_url* shop_name*",
    m.StaffSignIn: "at* device* browser desk_url* shop_name*",
}
"""A mail to its variables; a star: its text must hold it, such as links, amounts, what a law asks."""

SUBJECT_MUST: Final[dict[type[m.Mail], frozenset[str]]] = {
    m.NewsletterIssue: frozenset({"test_mark", "subject"}),
    m.BreachNotice: frozenset({"code"}),
    # By the code in a subject an answer to the mail finds its inquiry.
    m.InquiryReceived: frozenset({"code"}),
    m.InquiryAnswered: frozenset({"code"}),
    m.InquiryMailed: frozenset({"code"}),
}
"""What the subject of a mail must hold."""

LABELS: Final[dict[str, str | Promise]] = {
    "answer_by": _("By when the shop answers"),
    "appeal_url": _("Page of the objection"),
    "at": _("When it happened"),
    "attachments": _("Word about files that were not taken, where there were some"),
    "bank": _("Where and until when to transfer, where the order waits for it"),
    "bank_account": _("Bank account of the shop"),
    "bank_pay_until": _("Until when to transfer"),
    "body": _("Text of the issue"),
    "browser": _("Kind of browser"),
    "cancellation": _("Conditions of cancelling and returns"),
    "carrier": _("Carrier"),
    "closing": _("Closing of the mail: what every mail of this kind ends with"),
    "code": _("Code"),
    "contact_url": _("Page for questions"),
    "contents": _("What is in the parcel, and what follows in another"),
    "cut": _("Word that the mail was too long, where it was"),
    "decision": _("What was decided"),
    "delivery": _("How and when it is delivered"),
    "desk_url": _("Page of the desk"),
    "device": _("Kind of device"),
    "erased_on": _("Day of the deletion"),
    "faults": _("Types of the errors, their places in the program, how often and when last"),
    "files": _("Word about files that came with it, where there were some"),
    "form_url": _("Page of the inquiry form"),
    "goods": _("Goods of which few are left"),
    "headline": _("In the subject: whether all or a part of the order has left"),
    "items": _("What information it concerns"),
    "kept": _("Until when a law keeps orders, where it does"),
    "known_on": _("Day it became known"),
    "legal": _("What the law asks of a newsletter: how to stop it, sender, address, complaints"),
    "lines": _("Goods and amounts"),
    "link": _("The link of this mail"),
    "more": _("Word that there are more, where there are"),
    "name": _("Name of the customer"),
    "next_step": _("What comes next: paying, or nothing"),
    "opening": _("Whether all or a part of the order has left"),
    "order_code": _("Order code"),
    "order_url": _("Page of the order"),
    "passkey": _("What the passkey is called"),
    "pay_until": _("Until when to pay"),
    "payment_method": _("Way to pay"),
    "placed_on": _("Day of the order"),
    "product": _("Name of the product"),
    "product_url": _("Page of the product"),
    "reason": _("Reason"),
    "refund": _("Whether money goes back"),
    "refunded": _("Amount given back"),
    "replaces": _("Code of the order whose goods are replaced"),
    "reply_hint": _("Word that the mail can be answered, where it can"),
    "request_url": _("Page for requests about one's information"),
    "reset_url": _("Page for a new password"),
    "security_url": _("Page of the sign-in security"),
    "shop_name": _("Name of the shop"),
    "sign_in_url": _("Page for signing in"),
    "stop_url": _("Link that stops the newsletter"),
    "subject": _("Subject of the issue"),
    "test_mark": _("Word that this is a test, where it is"),
    "thread_url": _("Page of the inquiry"),
    "total": _("Total of the order"),
    "tracking_number": _("Tracking number"),
    "tracking_url": _("Page of the carrier"),
    "used_on": _("Day of the last use"),
    "waiting": _("Word that something follows later, where it does"),
}
"""A variable to what it stands for."""
