"""What a cart holds, with the prices and the stock of now."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal
from uuid import UUID

from django.db.models import Sum

from small_trades.shop.cart.models import CartLine
from small_trades.shop.delivery.queries import rules_now
from small_trades.shop.delivery.quote import Parcel, charges_anywhere
from small_trades.shop.delivery.rules import Rules
from small_trades.shop.options.picking import NOTHING, Settled, settle
from small_trades.shop.options.queries import offers_of
from small_trades.shop.pricing.price import price
from small_trades.shop.pricing.shapes import Line, Priced, PricedLine, Purchase, Quote
from small_trades.shop.products.queries import Sellable, sellables
from small_trades.shop.promotions.queries import categories_of, honest_comparisons, rules, running_campaigns

Problem = Literal["gone", "out", "short", "limit", "options"]


@dataclass(frozen=True, slots=True)
class LineView:
    """One line, re-checked. `was` is the price the visitor saw, where it is another one now; yen with tax.

    `of_product` counts all variants of its product in the cart, which together may be limited; `of_variant`
    all lines of its variant, which take from one stock. `settled` is what there is of its options.
    """

    id: int
    item: Sellable
    quantity: int
    was: int | None
    priced: PricedLine
    is_comparable: bool = False
    of_product: int = 0
    of_variant: int = 0
    settled: Settled = NOTHING
    options: str = ""

    @property
    def regular_now(self) -> int:
        """Yen for one piece with its options, without campaigns: to be told where it changed."""
        return self.priced.regular_price

    @property
    def unit_price(self) -> int:
        """Yen for one piece, tax included, as campaigns leave it."""
        return self.priced.unit_price

    @property
    def usual_price(self) -> int | None:
        """Yen for one piece without the campaign that runs, where it was asked for long enough to say so."""
        return self.priced.regular_price if self.is_comparable else None

    @property
    def amount(self) -> int:
        """Yen, tax included."""
        return self.priced.amount

    @property
    def problem(self) -> Problem | None:
        """Why it cannot be ordered as it is: not sold, sold out, fewer left, over a limit, other options."""
        if not self.item.is_on_sale:
            return "gone"
        if self.item.available == 0:
            return "out"
        if max(self.quantity, self.of_variant) > self.item.available:
            return "short"
        if not self.settled.is_sound:
            return "options"
        return "limit" if self.of_product > (self.item.most_per_order or self.of_product) else None

    @property
    def is_counted(self) -> bool:
        """Whether the line adds to the sum."""
        return self.problem not in {"gone", "out"}


@dataclass(frozen=True, slots=True)
class ShippingEstimate:
    """Delivery in yen before the address is known: from `least` to `most`, free from a sum of goods on.

    `free_from` is None where it never is; `missing` is then nothing.
    """

    least: int
    most: int
    free_from: int | None
    missing: int

    @property
    def is_free(self) -> bool:
        """Whether the goods are worth free delivery."""
        return self.most == 0


@dataclass(frozen=True, slots=True)
class CartPage:
    """A cart as its page shows it. `purchase` is what of it can be had, to be priced further on."""

    lines: tuple[LineView, ...]
    purchase: Purchase
    quote: Quote
    shipping: ShippingEstimate | None
    parcel: Parcel
    delivery: Rules

    @property
    def count(self) -> int:
        """How many things, as the badge shows."""
        return sum(line.quantity for line in self.lines)

    @property
    def can_check_out(self) -> bool:
        """Whether everything in it can be ordered as it stands."""
        return bool(self.lines) and all(line.problem is None for line in self.lines)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A row, its variant, and what there is of its options."""

    row: CartLine
    item: Sellable
    settled: Settled


def cart_page(cart_id: UUID | None) -> CartPage:
    """The cart of an id, or an empty one. Nine queries, and more with options or a campaign."""
    rows = list(CartLine.objects.filter(cart=cart_id)) if cart_id else []
    items = sellables(row.variant_id for row in rows)
    rows = [row for row in rows if row.variant_id in items]
    offers = offers_of(items[row.variant_id].product_id for row in rows)
    wanted = [
        _Wanted(row, item, settle(row.options, offers[item.product_id]))
        for row in rows
        for item in [items[row.variant_id]]
    ]
    everything = _purchase(wanted)
    lines = _views(wanted, price(everything))
    counted = {line.id for line in lines if line.is_counted}
    purchase = replace(everything, lines=tuple(line for line in everything.lines if line.key in counted))
    quote = price(purchase).quote
    delivery = rules_now()
    parcel = _parcel(lines, purchase, delivery)
    estimate = shipping_estimate(quote.subtotal, parcel, delivery) if counted else None
    return CartPage(lines, purchase, quote, estimate, parcel, delivery)


def count(cart_id: UUID | None) -> int:
    """How many things are in a cart."""
    if cart_id is None:
        return 0
    total: int | None = CartLine.objects.filter(cart=cart_id).aggregate(total=Sum("quantity"))["total"]
    return total or 0


def shipping_estimate(goods_total: int, parcel: Parcel, rules: Rules) -> ShippingEstimate | None:
    """What delivery would cost; None where no carrier takes the parcel anywhere."""
    expected = [charge.due(goods_total) for charge in charges_anywhere(parcel, rules)]
    if not expected:
        return None
    missing = max(0, rules.free_from - goods_total) if rules.free_from is not None else 0
    return ShippingEstimate(min(expected), max(expected), rules.free_from, missing)


def parcel_of(page: CartPage, pieces: Mapping[int, int]) -> Parcel:
    """The parcel that so many pieces of the lines of a cart make, by the ids of the lines."""
    grams = sum(line.item.weight_g * pieces[line.id] for line in page.lines if line.id in pieces)
    shelves = (line.categories for line in page.purchase.lines if line.key in pieces)
    return Parcel(grams, any(categories & page.delivery.cool_categories for categories in shelves))


def _parcel(lines: Sequence[LineView], purchase: Purchase, rules: Rules) -> Parcel:
    """The parcel that everything that can be had makes."""
    grams = sum(line.item.weight_g * line.quantity for line in lines if line.is_counted)
    return Parcel(grams, any(line.categories & rules.cool_categories for line in purchase.lines))


def _purchase(wanted: Sequence[_Wanted]) -> Purchase:
    shelves = categories_of(each.item.product_id for each in wanted) if wanted else {}
    return Purchase(
        lines=tuple(_line(each, shelves[each.item.product_id]) for each in wanted),
        campaigns=running_campaigns() if wanted else (),
        rounding=rules().rounding,
    )


def _line(wanted: _Wanted, categories: frozenset[int]) -> Line:
    item = wanted.item
    return Line(
        key=wanted.row.pk,
        unit_price=item.price,
        quantity=wanted.row.quantity,
        rate=item.tax_rate,
        options=wanted.settled.surcharges,
        product=item.product_id,
        categories=categories,
    )


def _views(wanted: Sequence[_Wanted], priced: Priced) -> tuple[LineView, ...]:
    honest = honest_comparisons(priced.lines, {each.row.pk: each.row.variant_id for each in wanted})
    of_product: Counter[int] = Counter()
    of_variant: Counter[int] = Counter()
    for each in wanted:
        of_product[each.item.product_id] += each.row.quantity
        of_variant[each.item.variant_id] += each.row.quantity
    return tuple(
        LineView(
            id=each.row.pk,
            item=each.item,
            quantity=each.row.quantity,
            was=each.row.seen_price if each.row.seen_price != line.regular_price else None,
            priced=line,
            is_comparable=line.key in honest,
            of_product=of_product[each.item.product_id],
            of_variant=of_variant[each.item.variant_id],
            settled=each.settled,
            options=each.row.options,
        )
        for each, line in zip(wanted, priced.lines, strict=True)
    )
