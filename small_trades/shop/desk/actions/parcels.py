"""Papers for many parcels at once: packing slips and address labels, each in one PDF that is kept nowhere."""

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from small_trades import privacy
from small_trades.policy.declaration import DELIVERY
from small_trades.policy.groups import DeliveryAddress, OrderNote
from small_trades.shop.kernel.pdf import Sheet
from small_trades.shop.kernel.pdf_labels import Labels
from small_trades.shop.orders.actions.label import print_anew
from small_trades.shop.orders.queries import OrderPage
from small_trades.shop.site.formats import current_language, date, in_language
from small_trades.shop.site.queries import shop_facts

_SLIP: Final = (5.0, 2.4, 1.2)


class NothingChosenError(Exception):
    """None of the orders can be packed or sent now; nothing was opened."""


class NoLabelError(Exception):
    """Some of the orders have no label yet: `codes`. Nothing was opened."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        """Keep which."""
        super().__init__(", ".join(codes))
        self.codes = codes


def packing_slips(orders: Sequence[OrderPage], *, reason: str) -> bytes:
    """A page or more for each order, in its language, without prices. Opens addresses and notes once.

    Raises:
        NothingChosenError: there is none.
        privacy.Refused: the policy or the hour's budget does not reach; nothing was opened.
    """
    if not orders:
        raise NothingChosenError
    sealed = tuple(value for order in orders for value in (order.ship_to, order.note))
    opened = privacy.use(sealed, purpose=DELIVERY, reason=reason)
    sheet: Sheet | None = None
    for order, to, note in zip(orders, opened[::2], opened[1::2], strict=True):
        with override(order.language):
            title = _("Packing slip")
            if sheet is None:
                sheet = Sheet(title, language=current_language(), footer=shop_facts().name)
            else:
                sheet.page(title)
            _slip(sheet, order, to, note)
    if sheet is None:
        raise NothingChosenError
    return sheet.pdf()


def address_labels(orders: Sequence[OrderPage], *, reason: str) -> bytes:
    """A label for each order whose number the carrier gave. One that was outdated goes to the carrier anew.

    Raises:
        NothingChosenError: there is none.
        NoLabelError: some have no number yet.
        privacy.Refused: as above.
        privacy.DoorError: the carrier did not take a corrected address; no label is printed.
    """
    if not orders:
        raise NothingChosenError
    without = tuple(order.code for order in orders if order.label is None)
    if without:
        raise NoLabelError(without)
    labels = Labels(_("Address labels"), language=current_language())
    numbers = [order.label.tracking for order in orders if order.label]
    opened = privacy.use((*(order.ship_to for order in orders), *numbers), purpose=DELIVERY, reason=reason)
    for order in orders:
        if order.label and order.label.outdated_at is not None:
            print_anew(order.id)
    half = len(orders)
    for order, to, number in zip(orders, opened[:half], opened[half:], strict=True):
        carrier = in_language(order.label.carrier, "name") if order.label else ""
        wished = date(order.delivery_date) if order.delivery_date else ""
        parcel = f"{carrier} {wished} {order.delivery_slot if order.slot else ''}".strip()
        lines = (*_place(to), f"{to.full_name} 様", to.telephone, f"{parcel}  {order.code}")
        labels.add(lines, large=number.number)
    return labels.pdf()


def _slip(sheet: Sheet, order: OrderPage, to: DeliveryAddress, note: OrderNote | None) -> None:
    shop = shop_facts()
    receiver = [f"{to.full_name} 様", *_place(to), to.telephone]
    sheet.beside(
        receiver, [line for line in (shop.seller or shop.name, shop.address, shop.telephone) if line]
    )
    wished = date(order.delivery_date) if order.delivery_date else _("As soon as possible")
    facts = [(_("Order"), order.code), (_("Placed"), date(order.placed_at)), (_("Wished for"), wished)]
    if order.slot:
        facts.append((_("Time"), str(order.delivery_slot)))
    if note is not None:
        facts.append((_("Note to the shop"), note.text))
    sheet.facts(facts)
    rows = [(line.name, line.sku, f"{line.quantity:,}") for line in order.lines]
    sheet.table((_("Product"), _("Code"), _("Quantity")), rows, widths=_SLIP, left=2)


def _place(to: DeliveryAddress) -> tuple[str, ...]:
    return (
        f"〒{to.postal_code[:3]}-{to.postal_code[3:]}",
        f"{to.prefecture}{to.city}{to.street}",
        to.building,
    )
