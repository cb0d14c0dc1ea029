"""The ledger as the desk reads it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from small_trades import privacy
from small_trades.policy.declaration import POLICY
from small_trades.privacy import ledger
from small_trades.shop.account.models import Customer
from small_trades.shop.desk.menu import role_name
from small_trades.shop.desk.models import Staff
from small_trades.shop.inquiries.queries import thread_by_code
from small_trades.shop.orders.queries import order_by_code
from small_trades.shop.site.formats import in_language

PER_PAGE = 100
EXPORTED_AT_ONCE = 500
MOST_DIGITS = 18
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
    "way_out": _("Way out shut"),
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
    "OrderWords": _("Words on what was ordered"),
    "GiftWords": _("Noshi and message"),
    "PointsReason": _("Reason for points"),
    "TotpSecret": _("Key of one-time codes"),
    "SecurityToken": _("Confirmation link"),
    "PasskeyCredential": _("Passkey"),
    "ReviewWords": _("Review of a product"),
    "FileLabel": _("File name"),
    "FileContent": _("File"),
    "LeftOutFiles": _("Files that were not taken"),
    "RequestText": _("Words of a request"),
    "EvidenceText": _("What the refusal rests on"),
    "ProvisionRecord": _("Record of a provision"),
    "IncidentWords": _("Report of a leak"),
}
_BAD = frozenset({"refusal", "undeclared", "tamper", "way_out"})


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
    who_exactly: str


@dataclass(frozen=True)
class LedgerFilter:
    """What is looked for; empty is everything. `since` is included, `until` is not."""

    subject: UUID | None = None
    staff: str = ""
    purpose: str = ""
    event: str = ""
    since: dt.datetime | None = None
    until: dt.datetime | None = None

    def wanted(self) -> ledger.Wanted:
        """The same for the ledger."""
        return ledger.Wanted(
            {ledger.Event(self.event): ()} if self.event else None,
            purpose=self.purpose,
            actor_id=UUID(self.staff) if self.staff else None,
            since=self.since,
            until=self.until,
        )


@dataclass(frozen=True)
class LedgerPage:
    """Rows newest first; `before` leads to the older ones, None where there are none."""

    lines: tuple[Line, ...]
    before: int | None
    checkpoint: str


def ledger_page(sought: LedgerFilter, before: str) -> LedgerPage:
    """The hundred rows before a number, or the newest. Rows of one person are a recorded search."""
    start = _number(before)
    if sought.subject is not None and start is None:
        privacy.search_event("ledger: rows of one person", [sought.subject])
    rows = _rows(sought, start, PER_PAGE + 1)
    return LedgerPage(
        lines=tuple(_line(row) for row in rows[:PER_PAGE]),
        before=rows[PER_PAGE - 1].seq if len(rows) > PER_PAGE else None,
        checkpoint=ledger.checkpoint(),
    )


def every_line(sought: LedgerFilter) -> Iterator[Line]:
    """All of them, newest first, a few in memory at a time."""
    if sought.subject is not None:
        privacy.search_event("ledger: rows of one person", [sought.subject])
    return _lines(sought)


def _lines(sought: LedgerFilter) -> Iterator[Line]:
    before: int | None = None
    while True:
        rows = _rows(sought, before, EXPORTED_AT_ONCE)
        yield from (_line(row) for row in rows)
        if len(rows) < EXPORTED_AT_ONCE:
            return
        before = rows[-1].seq


def subject_of(typed: str) -> UUID | None:
    """The person of an order code, an inquiry code or a member number; None for anything else."""
    found = order_by_code(typed) or thread_by_code(typed)
    if found is not None:
        return found.subject
    try:
        return Customer.objects.filter(pk=UUID(typed)).values_list("subject", flat=True).first()
    except ValueError:
        return None


def staff_choices() -> list[tuple[str, str]]:
    """Everybody who works or worked here, by role and the beginning of their number: names stay sealed."""
    found = Staff.objects.order_by("role", "joined_at").values_list("pk", "role")
    return [(str(pk), f"{role_name(role)} · {_short(pk)}") for pk, role in found]


def _rows(sought: LedgerFilter, before: int | None, limit: int) -> tuple[ledger.Row, ...]:
    wanted = sought.wanted()
    if sought.subject is None:
        return ledger.rows(until=before, limit=limit, wanted=wanted, is_newest_first=True)
    tags = privacy.ledger_tags(sought.subject)
    return () if not tags else ledger.rows_for(*tags, before=before, limit=limit, wanted=wanted)


def _number(typed: str) -> int | None:
    is_number = typed.isascii() and typed.isdecimal() and len(typed) <= MOST_DIGITS
    return int(typed) if is_number else None


def _short(staff_id: UUID) -> str:
    return staff_id.hex[-8:]


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
        who_exactly=_short(row.actor_id) if row.actor_kind == "staff" and row.actor_id else "",
    )
