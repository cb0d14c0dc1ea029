"""What a cart holds, with the prices and the stock of now."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal
from uuid import UUID

from django.db.models import Sum

from small_trades.shop.cart.models import CartLine
from small_trades.shop.delivery.queries import rules_now
from small_trades.shop.delivery.quote import Parcel, charges_anywhere
from small_trades.shop.delivery.rules import Rules
from small_trades.shop.pricing.price import price
from small_trades.shop.pricing.shapes import Line, PricedLine, Purchase, Quote
from small_trades.shop.products.queries import MOST_AT_ONCE, Sellable, sellables
from small_trades.shop.promotions.queries import categories_of, honest_comparisons, rules, running_campaigns

Problem = Literal["gone", "out", "short", "limit"]


@dataclass(frozen=True, slots=True)
class LineView:
    """One line, re-checked. `was` is the price the visitor saw, where it is another one now; yen with tax.

    `of_product` counts all variants of its product in the cart, which together may be limited.
    """

    id: int
    item: Sellable
    quantity: int
    was: int | None
    priced: PricedLine
    is_comparable: bool = False
    of_product: int = 0

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
        """Why the line cannot be ordered as it is: not sold, sold out, fewer left, or more than allowed."""
        if not self.item.is_on_sale:
            return "gone"
        if self.item.available == 0:
            return "out"
        if self.quantity > self.item.available:
            return "short"
        return "limit" if self.of_product > (self.item.most_per_order or self.of_product) else None

    @property
    def most(self) -> int:
        """How many can be ordered now."""
        return min(self.item.available, MOST_AT_ONCE)

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


def cart_page(cart_id: UUID | None) -> CartPage:
    """The cart of an id, or an empty one. Eight queries, and four more while a campaign runs."""
    rows = list(CartLine.objects.filter(cart=cart_id)) if cart_id else []
    items = sellables(row.variant_id for row in rows)
    rows = [row for row in rows if row.variant_id in items]
    everything = _purchase([(items[row.variant_id], row.quantity) for row in rows])
    priced = price(everything)
    honest = honest_comparisons(priced.lines)
    together: Counter[int] = Counter()
    for row in rows:
        together[items[row.variant_id].product_id] += row.quantity
    views = (_view(row, items[row.variant_id], priced.line(row.variant_id), honest) for row in rows)
    lines = tuple(replace(line, of_product=together[line.item.product_id]) for line in views)
    counted = {line.item.variant_id for line in lines if line.is_counted}
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


def _parcel(lines: Sequence[LineView], purchase: Purchase, rules: Rules) -> Parcel:
    """The parcel that everything that can be had makes."""
    grams = sum(line.item.weight_g * line.quantity for line in lines if line.is_counted)
    return Parcel(grams, any(line.categories & rules.cool_categories for line in purchase.lines))


def _purchase(wanted: Sequence[tuple[Sellable, int]]) -> Purchase:
    shelves = categories_of(item.product_id for item, _quantity in wanted) if wanted else {}
    return Purchase(
        lines=tuple(_line(item, quantity, shelves[item.product_id]) for item, quantity in wanted),
        campaigns=running_campaigns() if wanted else (),
        rounding=rules().rounding,
    )


def _line(item: Sellable, quantity: int, categories: frozenset[int]) -> Line:
    return Line(
        key=item.variant_id,
        unit_price=item.price,
        quantity=quantity,
        rate=item.tax_rate,
        product=item.product_id,
        categories=categories,
    )


def _view(row: CartLine, item: Sellable, priced: PricedLine, honest: frozenset[int]) -> LineView:
    was = row.seen_price if row.seen_price != item.price else None
    return LineView(row.pk, item, row.quantity, was, priced, priced.key in honest)
