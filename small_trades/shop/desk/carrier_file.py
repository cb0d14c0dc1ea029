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
from small_trades.shop.orders.models import Order, OrderLine
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
        found = {str(pk): row for pk, row in Order.objects.in_bulk(ids).items()}
        rows = [found[one] for one in ids if one in found and found[one].state == OrderState.PACKING]
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


def _parcels(orders: Sequence[Order]) -> tuple[ListedParcel, ...]:
    lines = OrderLine.objects.filter(order__in=orders).values_list("order", "variant_id")
    goods: dict[Any, set[int]] = {}
    for order_id, variant_id in lines:
        goods.setdefault(order_id, set()).add(variant_id)
    chilled = _chilled(set().union(*goods.values()))
    return tuple(_parcel(order, is_chilled=not chilled.isdisjoint(goods[order.pk])) for order in orders)


def _chilled(variant_ids: set[int]) -> set[int]:
    """Those that travel chilled by the rules of now, as the customer's parcel was quoted."""
    cool = rules_now().cool_categories
    if not cool:
        return set()
    items = sellables(variant_ids)
    shelves = categories_of(item.product_id for item in items.values())
    return {one for one, item in items.items() if shelves[item.product_id] & cool}


def _parcel(order: Order, *, is_chilled: bool) -> ListedParcel:
    with override("ja"):
        goods = _("Goods of order %(code)s") % {"code": order.code}
    is_cash = order.payment_method == PaymentMethod.CASH
    return ListedParcel(
        order_code=order.code,
        ship_on=timezone.localdate(),
        deliver_on=order.delivery_date,
        slot=order.delivery_slot,
        goods=goods,
        collect=order.total if is_cash else 0,
        tax=order.standard_tax + order.reduced_tax if is_cash else 0,
        is_chilled=is_chilled,
    )
