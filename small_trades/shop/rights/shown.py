"""How an opened group is written on the page: a name for it, and its lines."""

from django.utils.translation import gettext_lazy as _

from small_trades.policy.groups import (
    DeliveryAddress,
    EmailAddress,
    EvidenceText,
    FileLabel,
    GiftWords,
    InquiryText,
    LeftOutFiles,
    OrderNote,
    OrderWords,
    PasskeyCredential,
    PaymentReference,
    PersonName,
    PointsReason,
    PostalAddress,
    ReviewWords,
    Telephone,
    TrackingNumber,
)
from small_trades.shop.account.words import Words

NAMES: dict[str, Words] = {
    "PersonName": _("Name"),
    "EmailAddress": _("E-mail address"),
    "Telephone": _("Telephone number"),
    "PostalAddress": _("Postal address"),
    "DeliveryAddress": _("Delivery address"),
    "PasswordHash": _("Password"),
    "PasskeyCredential": _("Passkey"),
    "PaymentReference": _("Payment"),
    "TrackingNumber": _("Tracking number"),
    "InquiryText": _("What you wrote"),
    "FileLabel": _("File name"),
    "FileContent": _("File"),
    "LeftOutFiles": _("Files that were not taken"),
    "OrderNote": _("Note with an order"),
    "OrderWords": _("Words on what was ordered"),
    "GiftWords": _("Noshi and message"),
    "ReviewWords": _("Review of a product"),
    "PointsReason": _("Reason for points"),
    "EvidenceText": _("What the refusal rests on"),
}


def lines(group: object) -> tuple[str, ...]:
    """The values of a group as lines to read. Raises TypeError for a group that no page shows."""
    written: tuple[str, ...]
    match group:
        case PersonName():
            written = (group.full, group.full_kana)
        case EmailAddress():
            written = (group.address,)
        case Telephone() | TrackingNumber():
            written = (group.number,)
        case DeliveryAddress():
            kana = f"{group.family_kana} {group.given_kana}".strip()
            written = (group.full_name, kana, *_place(group), group.telephone)
        case PostalAddress():
            written = _place(group)
        case PaymentReference():
            written = (_card(group), group.reference, group.three_d_secure)
        case PasskeyCredential():
            written = (group.credential_id,)
        case FileLabel():
            written = (group.name,)
        case LeftOutFiles():
            written = tuple(group.names.split("\n"))
        case _:
            written = _typed(group)
    return tuple(line for line in written if line)


def _typed(group: object) -> tuple[str, ...]:
    match group:
        case GiftWords():
            return (group.noshi_front, group.noshi_name, group.message)
        case InquiryText() | OrderNote() | OrderWords() | EvidenceText() | PointsReason():
            return (group.text,)
        case ReviewWords():
            return (f"★ {group.stars}", group.title, group.text, group.pen_name)
        case _:
            raise TypeError(f"no page shows {type(group).__name__}")


def _card(payment: PaymentReference) -> str:
    return f"{payment.brand} •••• {payment.last4}" if payment.last4 else ""


def _place(address: PostalAddress | DeliveryAddress) -> tuple[str, ...]:
    code = f"〒{address.postal_code[:3]}-{address.postal_code[3:]}"
    return (code, f"{address.prefecture}{address.city}{address.street}", address.building)
