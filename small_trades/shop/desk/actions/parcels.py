"""Papers for many parcels at once: packing slips and address labels, each in one PDF that is kept nowhere."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from small_trades import privacy
from small_trades.policy.declaration import DELIVERY
from small_trades.policy.groups import DeliveryAddress, GiftWords, OrderNote, OrderWords
from small_trades.shop.kernel.pdf import Sheet
from small_trades.shop.kernel.pdf_labels import Labels
from small_trades.shop.orders.actions.label import print_anew
from small_trades.shop.orders.parcel_codes import parcel_code
from small_trades.shop.orders.queries import OrderPage, Parcel, order_by_code
from small_trades.shop.orders.queries.destination_shapes import OrderDestination
from small_trades.shop.orders.wording import address_words
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
    """A page or more for each address of each order, in its language, without prices: what has not left.

    Opens once.

    Raises:
        NothingChosenError: there is none.
        privacy.Refused: the policy or the hour's budget does not reach; nothing was opened.
    """
    slips = [(order, there, _unsent(there)) for order in orders for there in order.destinations]
    return _slips([one for one in slips if one[2]], reason=reason)


def one_slip(order: OrderPage, about: Parcel | OrderDestination, *, reason: str) -> bytes:
    """The packing slip of one parcel that has left, or of what has not left for an address.

    Raises:
        privacy.Refused: as above.
    """
    with override(order.language):
        named = order_by_code(order.code) or order
    there = named.destinations[about.number - 1]
    inside = _unsent(there)
    if isinstance(about, Parcel):
        inside = {part.position: part.quantity for part in about.inside}
    return _slips([(named, there, inside)], reason=reason)


def _unsent(there: OrderDestination) -> dict[int, int]:
    return {one.position: one.unsent for one in there.goods if one.unsent}


def _slips(slips: Sequence[tuple[OrderPage, OrderDestination, Mapping[int, int]]], *, reason: str) -> bytes:
    """A slip for each address with so many pieces of the lines at these positions."""
    sealed = [
        (there.ship_to, order.note, there.gift, *order.words.values()) for order, there, _inside in slips
    ]
    if not sealed:
        raise NothingChosenError
    opened: Iterator[Any] = iter(
        privacy.use([value for part in sealed for value in part], purpose=DELIVERY, reason=reason)
    )
    sheet: Sheet | None = None
    for (order, there, inside), part in zip(slips, sealed, strict=True):
        to, note, gift, *words = islice(opened, len(part))
        with override(order.language):
            title = _("Packing slip")
            if sheet is None:
                sheet = Sheet(title, language=current_language(), footer=shop_facts().name)
            else:
                sheet.page(title)
            _slip(sheet, order, there, to, note)
            _goods(sheet, order, inside, dict(zip(order.words, words, strict=True)))
            _present(sheet, gift)
    if sheet is None:
        raise NothingChosenError
    return sheet.pdf()


def address_labels(orders: Sequence[OrderPage], *, reason: str) -> bytes:
    """A label for each address whose number the carrier gave. One that was outdated goes to the carrier anew.

    Of an order that has a label, the addresses without one are named by number on a page before, with why.

    Raises:
        NothingChosenError: there is none.
        NoLabelError: some have no number yet, for none of their addresses.
        privacy.Refused: as above.
        privacy.DoorError: the carrier did not take a corrected address; no label is printed.
    """
    if not orders:
        raise NothingChosenError
    labelled = [(order, one, one.label) for order in orders for one in order.destinations if one.label]
    known = {order.code for order, _one, _label in labelled}
    without = tuple(order.code for order in orders if order.code not in known)
    if without:
        raise NoLabelError(without)
    labels = Labels(_("Address labels"), language=current_language())
    left = [_without(order, one) for order in orders for one in order.destinations if one.label is None]
    if left:
        labels.note(_("Addresses without a label in this file"), left)
    numbers = [label.tracking for _order, _one, label in labelled]
    sealed = (*(one.ship_to for _order, one, _label in labelled), *numbers)
    opened = privacy.use(sealed, purpose=DELIVERY, reason=reason)
    for order, one, label in labelled:
        if label.outdated_at is not None:
            print_anew(order.id, to=one.number)
    half = len(labelled)
    for (order, one, label), to, number in zip(labelled, opened[:half], opened[half:], strict=True):
        wished = date(one.delivery_date) if one.delivery_date else ""
        slot = one.delivery_slot if one.slot else ""
        parcel = f"{in_language(label.carrier, 'name')} {wished} {slot}".strip()
        code = parcel_code(order.code, one.number) if order.has_several else order.code
        lines = (*_place(to), f"{to.full_name} 様", to.telephone, f"{parcel}  {code}")
        labels.add(lines, large=number.number)
    return labels.pdf()


def _without(order: OrderPage, there: OrderDestination) -> str:
    """Which of several addresses has no label, and why; nothing of what it says."""
    code = {"code": parcel_code(order.code, there.number)}
    if there.unsent:
        return _("%(code)s: Its tracking number is not typed yet. Print its label at the order.") % code
    return _("%(code)s: Nothing is left to be sent there.") % code


def _slip(
    sheet: Sheet, order: OrderPage, there: OrderDestination, to: DeliveryAddress, note: OrderNote | None
) -> None:
    shop = shop_facts()
    receiver = (f"{to.full_name} 様", *_place(to), to.telephone)
    sender = (shop.seller or shop.name, shop.address, shop.telephone)
    # An address without a building leaves no gap.
    sheet.beside(*([line for line in lines if line] for lines in (receiver, sender)))
    wished = date(there.delivery_date) if there.delivery_date else _("As soon as possible")
    code = f"{order.code} · {address_words(there.number)}" if order.has_several else order.code
    facts = [(_("Order"), code), (_("Placed"), date(order.placed_at)), (_("Wished for"), wished)]
    if there.slot:
        facts.append((_("Time"), str(there.delivery_slot)))
    if note is not None:
        facts.append((_("Note to the shop"), note.text))
    sheet.facts(facts)


def _goods(
    sheet: Sheet, order: OrderPage, inside: Mapping[int, int], words: Mapping[UUID, OrderWords]
) -> None:
    rows = []
    for line in (line for line in order.lines if line.position in inside):
        rows.append((line.name, line.sku, f"{inside[line.position]:,}"))
        for option in line.options:
            typed = words.get(option.id)
            rows.append((f"・{option.label}{f'「{typed.text}」' if typed else ''}", "", ""))
    sheet.table((_("Product"), _("Code"), _("Quantity")), rows, widths=_SLIP, left=2)


def _present(sheet: Sheet, gift: GiftWords | None) -> None:
    if gift is None:
        return
    if gift.noshi_front:
        sheet.facts([(_("Noshi"), gift.noshi_front), (_("Name on the noshi"), gift.noshi_name or _("None"))])
    if gift.message:
        sheet.paragraph(_("Message on a card:"))
        for row in gift.message.split("\n"):
            sheet.paragraph(row)


def _place(to: DeliveryAddress) -> tuple[str, ...]:
    return (
        f"〒{to.postal_code[:3]}-{to.postal_code[3:]}",
        f"{to.prefecture}{to.city}{to.street}",
        to.building,
    )
