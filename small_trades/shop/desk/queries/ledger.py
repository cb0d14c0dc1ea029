"""The ledger as the desk reads it."""

import datetime as dt
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from small_trades.policy.declaration import POLICY
from small_trades.privacy import ledger
from small_trades.shop.desk.menu import role_name
from small_trades.shop.site.formats import in_language

PER_PAGE = 100
Words = str | Promise

EVENTS: dict[str, Words] = {
    "use": _("Opened"),
    "search": _("Searched"),
    "disclosure": _("Handed over"),
    "outcome": _("Outcome"),
    "receipt": _("Message received"),
    "collection": _("Collected"),
    "correction": _("Corrected"),
    "consent": _("Consent"),
    "restriction": _("Restriction"),
    "refusal": _("Refused"),
    "undeclared": _("Not declared"),
    "tamper": _("Tampering"),
    "erasure": _("Erased"),
    "policy": _("Policy"),
    "staff": _("Staff"),
    "way-out": _("Way out shut"),
}
ACTORS: dict[str, Words] = {
    "visitor": _("Visitor"),
    "customer": _("Member"),
    "system": _("The shop's system"),
    "nobody": _("Nobody"),
}
GROUPS: dict[str, Words] = {
    "PersonName": _("Name"),
    "EmailAddress": _("E-mail address"),
    "Telephone": _("Telephone number"),
    "PostalAddress": _("Postal address"),
    "DeliveryAddress": _("Delivery address"),
    "PasswordHash": _("Password"),
    "PaymentReference": _("Payment reference"),
    "TrackingNumber": _("Tracking number"),
    "InquiryText": _("Words of an inquiry"),
    "OrderNote": _("Note to the shop"),
    "TotpSecret": _("Key of one-time codes"),
    "SecurityToken": _("Confirmation link"),
}
_BAD = frozenset({"refusal", "undeclared", "tamper", "way-out"})


@dataclass(frozen=True)
class Line:
    """One row in words. `note` stays as the program wrote it: a message, a notice, an outcome."""

    number: int
    at: dt.datetime
    event: Words
    is_bad: bool
    who: Words
    purposes: tuple[str, ...]
    groups: tuple[Words, ...]
    recipient: str
    note: str


@dataclass(frozen=True)
class LedgerPage:
    """Rows newest first; `before` leads to the older ones, None at the beginning of time."""

    lines: tuple[Line, ...]
    before: int | None
    checkpoint: str


def ledger_page(before: str | None) -> LedgerPage:
    """The hundred rows before a number, or the newest."""
    size = ledger.size()
    is_number = before is not None and before.isascii() and before.isdigit() and len(before) <= len(str(size))
    end = min(int(before or 0), size) if is_number else size
    start = max(end - PER_PAGE, 0)
    rows = ledger.rows(since=start, until=end, limit=PER_PAGE) if end else ()
    return LedgerPage(
        lines=tuple(_line(row) for row in sorted(rows, key=lambda row: row.seq, reverse=True)),
        before=start or None,
        checkpoint=ledger.checkpoint(),
    )


def _line(row: ledger.Row) -> Line:
    purposes = {purpose.id: purpose for purpose in POLICY.purposes}
    recipients = {recipient.id: recipient for recipient in POLICY.recipients}
    named = [purposes[identifier] for identifier in row.purpose.split() if identifier in purposes]
    recipient = recipients.get(row.recipient)
    return Line(
        number=row.seq,
        at=row.at,
        event=EVENTS.get(row.event, row.event),
        is_bad=row.event in _BAD,
        who=role_name(row.role) if row.actor_kind == "staff" else ACTORS.get(row.actor_kind, row.actor_kind),
        purposes=tuple(in_language(purpose, "name") for purpose in named),
        groups=tuple(GROUPS.get(group, group) for group in row.groups),
        recipient=in_language(recipient, "name") if recipient else row.recipient,
        note=row.outcome,
    )
