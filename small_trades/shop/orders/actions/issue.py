"""Issue a document of an order: invoice, receipt, or the return invoice of a refund."""

import datetime as dt
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import BILLING
from small_trades.shop.orders import paper_writing
from small_trades.shop.orders.actions.changing import held
from small_trades.shop.orders.models import IssuedDocument
from small_trades.shop.orders.papers import DocumentKind, Proviso, documents_of, refunds_documented
from small_trades.shop.orders.queries.shapes import OrderPage


class NotIssuableError(Exception):
    """This document cannot be issued for the order as it stands; nothing was opened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which document; `refund_id` for a return invoice, `proviso` for the first issue of a receipt."""

    kind: DocumentKind
    refund_id: UUID | None = None
    proviso: Proviso = Proviso.GOODS


@dataclass(frozen=True, slots=True)
class Document:
    """A document to download; it is kept nowhere, and made anew when it is asked for again."""

    file_name: str
    pdf: bytes = field(repr=False)


def issue(order: OrderPage, wanted: Wanted, *, reason: str = "") -> Document:
    """Make the document in the language of the page. A receipt issued before says that it is issued again.

    Opens the buyer's name for BILLING as whoever acts.

    Raises:
        NotIssuableError: there is no such document of this order; nothing was opened.
        privacy.Refused: whoever acts may not open the name; nothing was issued.
    """
    _require(order, wanted)
    name = privacy.use(order.name, purpose=BILLING, reason=reason)
    first_at, proviso, copies = _count(order.id, wanted)
    facts = paper_writing.Facts(order=order, buyer=name.full, issued_on=timezone.localdate(first_at))
    if wanted.kind == DocumentKind.INVOICE:
        made = paper_writing.invoice(facts)
    elif wanted.kind == DocumentKind.RECEIPT:
        made = paper_writing.receipt(facts, proviso=proviso, is_again=copies > 1)
    else:
        made = paper_writing.return_invoice(facts, refund_id=wanted.refund_id, rounding=order.rounding)
    return Document(f"{wanted.kind}-{order.code}.pdf", made)


def _require(order: OrderPage, wanted: Wanted) -> None:
    if wanted.kind == DocumentKind.RETURN:
        known = any(refund.id == wanted.refund_id for refund in refunds_documented(order))
    else:
        known = wanted.kind in documents_of(order) and wanted.refund_id is None
    if not known:
        raise NotIssuableError


def _count(order_id: UUID, wanted: Wanted) -> tuple[dt.datetime, Proviso, int]:
    """When it was first issued, what for, and which copy this is. Of two at once, one is the first."""
    is_receipt = wanted.kind == DocumentKind.RECEIPT
    with transaction.atomic():
        held(order_id)
        row, _is_new = IssuedDocument.objects.get_or_create(
            order_id=order_id,
            kind=wanted.kind,
            refund_id=wanted.refund_id,
            defaults={"first_at": timezone.now(), "proviso": wanted.proviso if is_receipt else ""},
        )
        row.copies += 1
        row.save(update_fields=["copies"])
    return row.first_at, Proviso(row.proviso or Proviso.GOODS), row.copies
