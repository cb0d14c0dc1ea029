"""Exports: which records a list holds, and how it stands. Nothing is opened here."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import Value
from django.utils import timezone

from small_trades.policy.declaration import EMAIL, NAME, POLICY, SHIPPING, TELEPHONE
from small_trades.privacy import Category, Purpose
from small_trades.shop.account.models import Customer
from small_trades.shop.desk.models import Approval, ApprovalKind, Export, ExportKind
from small_trades.shop.orders.models import Destination, Order
from small_trades.shop.orders.states import OrderState

ALONE: Final = 10
"""Rows that one person may export; more take a second one."""
MOST_ROWS: Final = 10_000
MOST_DOWNLOADS: Final = 3

CARRIER_OF: Final = {
    ExportKind.YAMATO: "yamato",
    ExportKind.JAPAN_POST: "japan-post",
    ExportKind.SAGAWA: "sagawa",
}
"""Lists that a carrier's own program reads: of what is being packed and waits for nobody."""

GROUPS: Final[dict[ExportKind, tuple[tuple[str, Category], ...]]] = {
    ExportKind.ORDERS: (("name", NAME), ("email", EMAIL), ("ship_to", SHIPPING)),
    **dict.fromkeys(CARRIER_OF, (("ship_to", SHIPPING),)),
    ExportKind.MEMBERS: (("name", NAME), ("email", EMAIL), ("telephone", TELEPHONE)),
}


@dataclass(frozen=True, kw_only=True)
class Span:
    """Which records: by day in Japan, both ends included, and for orders by state."""

    kind: ExportKind
    since: dt.date | None = None
    until: dt.date | None = None
    state: OrderState | None = None


@dataclass(frozen=True)
class ExportRow:
    """One export in the list of who asked for it."""

    id: UUID
    kind_name: str
    purpose: Purpose
    rows: int
    people: int
    made_at: dt.datetime
    expires_at: dt.datetime
    downloads_left: int
    is_ready: bool
    is_declined: bool


def records(span: Span) -> list[tuple[UUID, UUID]]:
    """Ids and subjects of the records, the oldest first; one too many where there are more.

    Of orders they are the order itself, which is its first address, and each further address.
    """
    if span.kind == ExportKind.ORDERS:
        wanted = {"state": span.state} if span.state else {}
        others = Destination.objects.filter(**{f"order__{name}": value for name, value in wanted.items()})
        return _addresses(Order.objects.filter(**wanted), others, span)
    if span.kind in CARRIER_OF:
        return _parcels(span, CARRIER_OF[span.kind])
    rows = _between(Customer.objects.exclude(verified_at=None), "verified_at", span)
    return list(rows.order_by("verified_at", "pk").values_list("pk", "subject")[: MOST_ROWS + 1])


def _parcels(span: Span, carrier: str) -> list[tuple[UUID, UUID]]:
    """Orders and further addresses of orders that are being packed, for which a carrier was chosen."""
    packing = {"state": OrderState.PACKING, "held_since__isnull": True}
    # An order from before there was a choice names no carrier.
    orders = Order.objects.filter(**packing, carrier__in=(carrier, ""))
    others = Destination.objects.filter(
        **{f"order__{name}": value for name, value in packing.items()}, carrier=carrier
    )
    return _addresses(orders, others, span)


def _addresses(orders: Any, others: Any, span: Span) -> list[tuple[UUID, UUID]]:
    """Orders and further addresses, each beside those of the same order."""
    found = [
        *_between(orders, "placed_at", span)
        .order_by("placed_at", "pk")
        .values_list("placed_at", "pk", Value(0), "pk", "subject")[: MOST_ROWS + 1],
        *_between(others, "order__placed_at", span)
        .order_by("order__placed_at", "order_id", "position")
        .values_list("order__placed_at", "order_id", "position", "pk", "subject")[: MOST_ROWS + 1],
    ]
    return [(record, subject) for *_where, record, subject in sorted(found)][: MOST_ROWS + 1]


def _between(rows: Any, moment: str, span: Span) -> Any:
    if span.since:
        rows = rows.filter(**{f"{moment}__gte": _midnight(span.since)})
    if span.until:
        rows = rows.filter(**{f"{moment}__lt": _midnight(span.until + dt.timedelta(days=1))})
    return rows


def columns(kind: ExportKind, purpose: Purpose) -> tuple[str, ...]:
    """The sealed groups a list of this kind may hold for a purpose, by the declaration."""
    used = {category.id for category in purpose.uses}
    return tuple(column for column, category in GROUPS[kind] if category.id in used)


def exports_of(staff_id: UUID) -> tuple[ExportRow, ...]:
    """What somebody asked for and is not over, the newest first."""
    found = Export.objects.filter(staff=staff_id, expires_at__gt=timezone.now()).order_by("-made_at")
    return tuple(_row(export) for export in found)


def is_approved(export: Export) -> bool:
    """Whether the list may be taken out: it is short, or a second person granted it."""
    granted = Approval.objects.filter(kind=ApprovalKind.EXPORT, about=export.pk, is_granted=True)
    return export.rows <= ALONE or granted.exists()


def _row(export: Export) -> ExportRow:
    is_ready = is_approved(export)
    declined = Approval.objects.filter(kind=ApprovalKind.EXPORT, about=export.pk, is_granted=False)
    return ExportRow(
        id=export.pk,
        kind_name=str(export.get_kind_display()),
        purpose=POLICY.purpose(export.purpose),
        rows=export.rows,
        people=export.people,
        made_at=export.made_at,
        expires_at=export.expires_at,
        downloads_left=MOST_DOWNLOADS - export.downloads,
        is_ready=is_ready,
        is_declined=not is_ready and declined.exists(),
    )


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))
