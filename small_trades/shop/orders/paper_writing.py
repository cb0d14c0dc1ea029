"""Invoices, receipts and return invoices as PDF, each with all that 消費税法57の4 asks for.

Every figure is one that was agreed with the order; the parts of a refund come from `pricing`.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from small_trades.shop.kernel.money import RateTotal, Rounding, TaxRate
from small_trades.shop.kernel.pdf import Sheet
from small_trades.shop.orders.papers import PROVISO_WORDS, Proviso
from small_trades.shop.orders.queries.shapes import OrderedLine, OrderedOption, OrderPage, RefundStatus
from small_trades.shop.orders.states import PaymentMethod
from small_trades.shop.orders.wording import shipping_words
from small_trades.shop.pricing.giving_back import given_back
from small_trades.shop.site.formats import current_language, date, money
from small_trades.shop.site.queries import shop_facts

REDUCED_MARK: Final = "※"
_LINES: Final = (6.0, 2.0, 1.2, 2.0)
_TAXES: Final = (3.0, 2.0, 2.0)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a document is about: the order, its buyer's name, and the day it was first issued."""

    order: OrderPage
    buyer: str = field(repr=False)
    issued_on: dt.date

    @property
    def traded_on(self) -> dt.date:
        """The day of the transaction: when the goods left, and until they do when they were ordered."""
        parcels = self.order.parcels
        return timezone.localdate(parcels[0].shipped_at if parcels else self.order.placed_at)


def invoice(facts: Facts) -> bytes:
    """A qualified invoice (第1項); without a registration number a plain one, which says so."""
    is_qualified = bool(shop_facts().registered_number)
    sheet = _begin(facts, _("Qualified invoice") if is_qualified else _("Invoice"))
    sheet.facts(
        [
            (_("Order"), facts.order.code),
            (_("Date of the transaction"), date(facts.traded_on)),
            (_("Payment"), f"{facts.order.payment.method_name} · {facts.order.payment.state_name}"),
        ]
    )
    _lines(sheet, facts.order)
    quote = facts.order.quote
    _sums(sheet, facts.order)
    _taxes(sheet, quote.by_rate)
    if facts.order.has_several:
        for one in facts.order.destinations:
            sheet.paragraph(shipping_words(one), is_quiet=True)
    if not is_qualified:
        sheet.paragraph(
            _("The seller has no registration number: this is no qualified invoice."), is_quiet=True
        )
    return sheet.pdf()


def receipt(facts: Facts, *, proviso: Proviso, is_again: bool) -> bytes:
    """A receipt for the money that was received. `is_again`: it was issued before, and says so."""
    order = facts.order
    sheet = _begin(facts, _("Payment receipt (issued again)") if is_again else _("Payment receipt"))
    sheet.amounts([(_("Amount received"), money(order.quote.total))])
    words = _("Received for %(what)s, with thanks.") % {"what": PROVISO_WORDS[proviso]}
    method = str(order.payment.method_name)
    if order.payment.method == PaymentMethod.CARD:
        method = _("%(method)s (by credit: no money changed hands)") % {"method": method}
    paid_at = order.payment.paid_at
    sheet.paragraph(words)
    sheet.facts(
        [
            (_("Order"), order.code),
            *([(_("Money received on"), date(paid_at))] if paid_at else []),
            (_("Payment"), method),
            *_refunded(order),
        ]
    )
    _taxes(sheet, order.quote.by_rate)
    sheet.paragraph(_("Issued electronically, so no revenue stamp is due."), is_quiet=True)
    return sheet.pdf()


def return_invoice(facts: Facts, *, refund_id: UUID | None, rounding: Rounding) -> bytes:
    """A qualified return invoice (第3項) for one refund of the order."""
    refunds = facts.order.payment.refunds
    at = next(at for at, refund in enumerate(refunds) if refund.id == refund_id)
    refund = refunds[at]
    parts = given_back(
        facts.order.quote,
        [one.amount for one in refunds],
        goods=[one.goods for one in refunds],
        rounding=rounding,
    )[at]
    is_qualified = bool(shop_facts().registered_number)
    sheet = _begin(facts, _("Qualified return invoice") if is_qualified else _("Return invoice"))
    sheet.amounts([(_("Amount given back"), money(refund.amount))])
    sheet.facts(
        [
            (_("Order"), facts.order.code),
            (_("Given back on"), date(refund.ended_at or refund.begun_at)),
            (_("Date of the transaction"), date(facts.traded_on)),
            (_("Reason"), str(refund.reason_name)),
        ]
    )
    sheet.paragraph(_("Goods and services the refund is about:"))
    _came_off(sheet, facts.order, refund)
    _taxes(sheet, parts)
    return sheet.pdf()


def _begin(facts: Facts, title: str) -> Sheet:
    shop = shop_facts()
    sheet = Sheet(title, language=current_language(), footer=f"{shop.name} {facts.order.code}")
    seller = [shop.seller or shop.name, shop.address, shop.telephone]
    if shop.registered_number:
        seller.append(_("Registration number %(number)s") % {"number": shop.registered_number})
    issued = _("Issued on %(day)s") % {"day": date(facts.issued_on)}
    sheet.beside([_addressed(facts.buyer), issued], [line for line in seller if line])
    return sheet


def _addressed(buyer: str) -> str:
    return f"{buyer} 様" if current_language() == "ja" else buyer


def _lines(sheet: Sheet, order: OrderPage) -> None:
    _table(sheet, order.lines)


def _table(sheet: Sheet, lines: Iterable[OrderedLine]) -> None:
    rows = []
    for line in lines:
        name = f"{line.name} {REDUCED_MARK}" if line.is_reduced_tax else line.name
        rows.append((name, money(line.unit_price), f"{line.quantity:,}", money(line.amount)))
        # The line's price holds them already: they stand in words, not in the column that is added up.
        rows += [(f"・{_with_surcharge(option)}", "", "", "") for option in line.options]
    sheet.table((_("Product"), _("Price"), _("Quantity"), _("Amount")), rows, widths=_LINES)


def _came_off(sheet: Sheet, order: OrderPage, refund: RefundStatus) -> None:
    """The goods that came off with a refund; all of the order where it was for none of them."""
    if not refund.pieces:
        _lines(sheet, order)
        return
    came_off = [
        replace(line, quantity=number, amount=line.unit_price * number)
        for line in order.lines
        if (number := refund.pieces.get(line.position, 0))
    ]
    _table(sheet, came_off)
    reduced = sum(line.amount for line in came_off) - refund.amount
    if reduced:
        sheet.amounts([(_("Less their share of discount and points"), money(-reduced))])


def _with_surcharge(option: OrderedOption) -> str:
    return f"{option.label} (+{money(option.surcharge)})" if option.surcharge else option.label


def _sums(sheet: Sheet, order: OrderPage) -> None:
    quote = order.quote
    rows = [
        (_("Goods"), quote.subtotal),
        (_("Discount"), -quote.discount),
        (_("Shipping"), quote.shipping),
        (_("Payment fee"), quote.fee),
        (_("Points used"), -quote.points),
    ]
    shown = [(name, money(yen)) for name, yen in rows if yen]
    sheet.amounts([*shown, (_("Total, tax included"), money(quote.total))])


def _taxes(sheet: Sheet, parts: tuple[RateTotal, ...]) -> None:
    rows = [(_rate(part.rate), money(part.amount), money(part.tax)) for part in parts]
    head = (_("Taxed at"), _("Amount with tax"), _("Consumption tax in it"))
    sheet.table(head, rows, widths=_TAXES)
    if any(part.rate == TaxRate.REDUCED for part in parts):
        sheet.paragraph(_("%(mark)s reduced tax rate applies.") % {"mark": REDUCED_MARK}, is_quiet=True)


def _rate(rate: TaxRate) -> str:
    mark = f" {REDUCED_MARK}" if rate == TaxRate.REDUCED else ""
    return f"{int(rate)}%{mark}"


def _refunded(order: OrderPage) -> list[tuple[str, str]]:
    back = order.quote.total - order.payment.refundable
    return [(_("Given back since"), money(back))] if back else []
