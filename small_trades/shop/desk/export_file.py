"""The list as it leaves the desk: CSV made while it is sent, watermarked, harmless to a spreadsheet."""

import csv
import io
from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from small_trades import privacy
from small_trades.policy.declaration import POLICY
from small_trades.policy.groups import DeliveryAddress, EmailAddress, PersonName, Telephone
from small_trades.shop.account.models import Customer
from small_trades.shop.desk.menu import role_name
from small_trades.shop.desk.models import Export, ExportKind, Staff
from small_trades.shop.desk.queries.colleagues import staff_number
from small_trades.shop.desk.queries.exports import ALONE, columns
from small_trades.shop.orders.models import Destination, Order
from small_trades.shop.orders.states import ORDER_STATE_NAMES, PAYMENT_METHOD_NAMES, OrderState, PaymentMethod
from small_trades.shop.site.formats import datetime, in_language

UTF8, SHIFT_JIS = "utf-8", "shift-jis"
GETA: Final = "〓"
"""What Japanese printers set where a character is missing; Shift_JIS lacks many that names are made of."""
_FORMULA: Final = frozenset("=+-@\t\r＝＋－＠")
_REASON: Final = 150


class ExportFile:
    """One copy of an export. Iterating opens the values, part by part, each recorded before it is given."""

    def __init__(self, export: Export, *, actor: privacy.Actor, copy: str, reason: str, charset: str) -> None:
        """`copy` names this copy in the file and in the ledger; `actor` takes it out, in some session."""
        self._actor = actor
        self._export = export
        self._copy = copy
        self._reason = f"{reason[:_REASON]} ({copy})"
        self._charset = charset
        self._purpose = POLICY.purpose(export.purpose)
        self._groups = columns(ExportKind(export.kind), self._purpose)
        self._language = get_language()
        self._left_out = 0
        self._given = 0

    def chunks(self) -> Iterator[bytes]:
        """The file in parts: the first with watermark and headings, the last with the watermark again.

        Raises:
            privacy.Refused: the policy or the budget does not let whoever acts open it.
        """
        mark = watermark(self._export, self._export.staff, self._copy)
        head = self._csv([[mark], self._headings()])
        start = b"\xef\xbb\xbf" if self._charset == UTF8 else b""
        for part in self._export.parts.all():
            # Once the answer is being sent nobody acts any more, in no language: each part says both.
            with privacy.acting_as(self._actor), self._pot(), override(self._language):
                rows = self._part(part.records)
            yield start + head + self._csv(rows)
            start = head = b""
        with override(self._language):
            counted = _(
                "%(given)s rows; %(left)s left out, because they are closed for this purpose or gone."
            )
        yield self._csv([[mark], [counted % {"given": self._given, "left": self._left_out}]])

    def _pot(self) -> Any:
        if self._export.rows <= ALONE:
            return nullcontext()
        return privacy.openings_from(self._export.pk, most=self._export.people)

    def _part(self, ids: list[str]) -> list[list[str]]:
        found = _found(ExportKind(self._export.kind), ids)
        rows = [found[one] for one in ids if one in found]
        sealed = [_sealed(row, group) for row in rows for group in self._groups]
        opened = privacy.use(sealed, purpose=self._purpose, reason=self._reason, skip_closed=True)
        width = len(self._groups)
        lines = []
        for at, row in enumerate(rows):
            groups = dict(zip(self._groups, opened[at * width : (at + 1) * width], strict=True))
            if groups["name"] is not None:
                lines.append([*_facts(row), *self._cells(groups), self._copy])
        self._left_out += len(ids) - len(lines)
        self._given += len(lines)
        return lines

    def _headings(self) -> list[str]:
        facts = _order_headings if self._export.kind == ExportKind.ORDERS else _member_headings
        words = [*facts(), *(word for group in self._groups for word in _HEADINGS[group]()), _("Copy")]
        return [str(word) for word in words]

    def _cells(self, groups: dict[str, Any]) -> list[str]:
        return [cell for group in self._groups for cell in _cells(group, groups[group])]

    def _csv(self, rows: list[list[str]]) -> bytes:
        text = io.StringIO()
        csv.writer(text).writerows([harmless(cell) for cell in row] for row in rows)
        return encoded(text.getvalue(), self._charset)


def watermark(export: Export, staff: Staff, copy: str) -> str:
    """The line that says whose copy this is."""
    return _("Exported by %(role)s %(number)s on %(at)s for “%(purpose)s”, copy %(copy)s") % {
        "role": role_name(staff.role),
        "number": staff_number(staff.pk),
        "at": datetime(timezone.now()),
        "purpose": in_language(POLICY.purpose(export.purpose), "name"),
        "copy": copy,
    }


def harmless(cell: str) -> str:
    """The cell, marked as text where a spreadsheet would take it for a formula."""
    return f"'{cell}" if cell[:1] in _FORMULA else cell


def encoded(text: str, charset: str) -> bytes:
    """UTF-8, or Shift_JIS as Windows knows it with 〓 for what it lacks."""
    if charset == UTF8:
        return text.encode()
    try:
        return text.encode("cp932")
    except UnicodeEncodeError:
        return b"".join(_cp932(character) for character in text)


def _cp932(character: str) -> bytes:
    try:
        return character.encode("cp932")
    except UnicodeEncodeError:
        return GETA.encode("cp932")


def _found(kind: ExportKind, ids: list[str]) -> dict[str, Any]:
    """The rows there are of these ids: members, or orders and their further addresses."""
    if kind != ExportKind.ORDERS:
        return {str(pk): row for pk, row in Customer.objects.in_bulk(ids).items()}
    found: dict[str, Any] = {str(pk): row for pk, row in Order.objects.in_bulk(ids).items()}
    others = Destination.objects.select_related("order").in_bulk(ids)
    return found | {str(pk): row for pk, row in others.items()}


def _sealed(row: Any, group: str) -> privacy.Sealed[Any] | None:
    """A further address has its own receiver; who ordered stands with the order."""
    is_of_order = isinstance(row, Destination) and group != "ship_to"
    return getattr(row.order if is_of_order else row, group)  # type: ignore[no-any-return] # a sealed field


def _facts(row: Any) -> list[str]:
    if isinstance(row, Customer):
        return [str(row.pk), timezone.localtime(row.registered_at).strftime("%Y-%m-%d")]
    order, number = (row.order, row.position + 1) if isinstance(row, Destination) else (row, 1)
    return [
        order.code,
        timezone.localtime(order.placed_at).strftime("%Y-%m-%d %H:%M"),
        str(ORDER_STATE_NAMES[OrderState(order.state)]),
        str(PAYMENT_METHOD_NAMES[PaymentMethod(order.payment_method)]),
        # Once an order, so that the column can be added up.
        str(order.total) if number == 1 else "",
        str(number),
    ]


def _cells(group: str, value: object) -> list[str]:
    if isinstance(value, PersonName):
        return [value.full, value.full_kana]
    if isinstance(value, EmailAddress):
        return [value.address]
    if isinstance(value, Telephone):
        return [value.number]
    if isinstance(value, DeliveryAddress):
        place = f"{value.prefecture}{value.city}{value.street}"
        return [value.full_name, value.postal_code, place, value.building, value.telephone]
    return [""] * len(_HEADINGS[group]())


def _order_headings() -> list[str]:
    return [_("Order"), _("Placed"), _("State"), _("Payment"), _("Total"), _("Address no.")]


def _member_headings() -> list[str]:
    return [_("Member number"), _("Registered")]


_HEADINGS: Final[dict[str, Any]] = {
    "name": lambda: [_("Name"), _("Reading")],
    "email": lambda: [_("E-mail address")],
    "telephone": lambda: [_("Telephone number")],
    "ship_to": lambda: [
        _("Deliver to"),
        _("Postal code"),
        _("Address"),
        _("Building"),
        _("Telephone number"),
    ],
}
