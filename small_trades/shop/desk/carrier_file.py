"""The list as a carrier's own program reads it, made while it is sent.

A line of another form would stop the program's import: the copy's number stands in a field of each line that
is not printed, beside what had to be replaced or cut in it.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from small_trades import privacy
from small_trades.doors.carriers.messages import CarrierList, Lines, ListedParcel, Sender
from small_trades.policy.declaration import DELIVERY
from small_trades.shop.delivery.queries import rules_now
from small_trades.shop.desk.models import Export, ExportKind
from small_trades.shop.desk.queries.exports import ALONE, CARRIER_OF
from small_trades.shop.orders.models import Destination, Order
from small_trades.shop.orders.parcel_codes import parcel_code
from small_trades.shop.orders.pieces import unsent_of
from small_trades.shop.orders.states import OrderState, PaymentMethod
from small_trades.shop.products.queries import sellables
from small_trades.shop.promotions.queries import categories_of
from small_trades.shop.site.queries import shop_facts

_REASON: Final = 150
_POSTAL: Final = re.compile(r"〒?\s*(\d{3})[-‐−ー－]?(\d{4})\s*")


class CarrierFile:
    """One copy. Each part is opened for whoever takes it and given to the carrier, both recorded first."""

    def __init__(self, export: Export, *, actor: privacy.Actor, copy: str, reason: str) -> None:
        """`copy` names this copy in the file and in the ledger; `actor` takes it out."""
        self._export = export
        self._actor = actor
        self._copy = copy
        self._reason = f"{reason[:_REASON]} ({copy})"
        self._language = get_language()

    def chunks(self) -> Iterator[bytes]:
        """The file in parts.

        Raises:
            privacy.Refused: the policy or the budget does not let whoever acts open it.
        """
        is_first = True
        for part in self._export.parts.all():
            # Once the answer is being sent nobody acts any more, in no language: each part says both.
            with privacy.acting_as(self._actor), self._pot(), override(self._language):
                made = self._part(part.records, is_first=is_first)
            # Outside of the block: whoever takes the part goes on as themselves.
            yield made
            is_first = False

    def _pot(self) -> Any:
        if self._export.rows <= ALONE:
            return nullcontext()
        return privacy.openings_from(self._export.pk, most=self._export.people)

    def _part(self, ids: list[str], *, is_first: bool) -> bytes:
        rows = _to_send(ids)
        opened = privacy.use(
            [row.ship_to for row in rows], purpose=DELIVERY, reason=self._reason, skip_closed=True
        )
        open_rows = [row for row, address in zip(rows, opened, strict=True) if address is not None]
        message = CarrierList(
            carrier=CARRIER_OF[ExportKind(self._export.kind)],
            sender=sender(),
            copy=self._copy,
            is_first=is_first,
            parcels=_parcels(open_rows),
            to=tuple(row.ship_to for row in open_rows),
        )
        lines: Lines = privacy.disclose(message, through="carrier", purpose=DELIVERY, reason=self._reason)
        return lines.text


def sender() -> Sender:
    """The shop as a sender: its Japanese address, with the postal code taken out of it."""
    facts = shop_facts()
    with override("ja"):
        address = facts.address
        found = _POSTAL.search(address)
        return Sender(
            name=facts.seller or facts.name,
            postal_code="".join(found.groups()) if found else "",
            address=" ".join(_POSTAL.sub("", address, count=1).split()),
            telephone=re.sub(r"[^0-9]", "", facts.telephone),
        )


def _to_send(ids: list[str]) -> list[Order | Destination]:
    """What is still being packed of orders and of their further addresses, as long as it has not left."""
    parts = ("lines__destined", "lines__returns", "lines__parts_sent__shipment")
    orders = Order.objects.prefetch_related(*parts, "destinations").in_bulk(ids)
    others = (
        Destination.objects.select_related("order")
        .prefetch_related(*(f"order__{part}" for part in parts))
        .in_bulk(ids)
    )
    found: dict[str, Order | Destination] = {str(row.pk): row for row in orders.values()}
    found |= {str(row.pk): row for row in others.values()}
    rows = [found[one] for one in ids if one in found]
    return [row for row in rows if _order_of(row).state == OrderState.PACKING and _unsent(row)]


def _order_of(row: Order | Destination) -> Order:
    return row.order if isinstance(row, Destination) else row


def _unsent(row: Order | Destination) -> set[int]:
    """The variants of which pieces are still to go there."""
    order, to = _order_of(row), row.pk if isinstance(row, Destination) else None
    return {line.variant_id for line in order.lines.all() if unsent_of(order, line, to)}


def _parcels(rows: Sequence[Order | Destination]) -> tuple[ListedParcel, ...]:
    goods = [_unsent(row) for row in rows]
    chilled = _chilled(set().union(*goods))
    return tuple(
        _parcel(row, is_chilled=not chilled.isdisjoint(inside))
        for row, inside in zip(rows, goods, strict=True)
    )


def _chilled(variant_ids: set[int]) -> set[int]:
    """Those that travel chilled by the rules of now, as the customer's parcel was quoted."""
    cool = rules_now().cool_categories
    if not cool:
        return set()
    items = sellables(variant_ids)
    shelves = categories_of(item.product_id for item in items.values())
    return {one for one, item in items.items() if shelves[item.product_id] & cool}


def _parcel(row: Order | Destination, *, is_chilled: bool) -> ListedParcel:
    order = _order_of(row)
    with override("ja"):
        goods = _("Goods of order %(code)s") % {"code": order.code}
    is_cash = order.payment_method == PaymentMethod.CASH
    return ListedParcel(
        order_code=_code(row),
        ship_on=timezone.localdate(),
        deliver_on=row.delivery_date,
        slot=row.delivery_slot,
        goods=goods,
        collect=order.total if is_cash else 0,
        tax=order.standard_tax + order.reduced_tax if is_cash else 0,
        is_chilled=is_chilled,
    )


def _code(row: Order | Destination) -> str:
    """The order's code; of one that goes to several addresses, with the number of the address."""
    if isinstance(row, Destination):
        return parcel_code(row.order.code, row.position + 1)
    return parcel_code(row.code, 1) if row.destinations.all() else row.code
