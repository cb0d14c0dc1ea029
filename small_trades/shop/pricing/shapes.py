"""What goes into a price and what comes out: whole yen with tax, whole percent, whole points of one yen."""

from dataclasses import dataclass, field

from small_trades.shop.kernel.money import RateTotal, Rounding, TaxRate

FULL = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """So many of one variant. `key` tells lines apart; `options` are surcharges in yen for each piece.

    `categories` are the ids of the product's category and of all above it.
    """

    key: int
    unit_price: int
    quantity: int
    rate: TaxRate
    options: tuple[int, ...] = ()
    product: int = 0
    categories: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Products and categories, by id, that something is for. Where both are empty it is for everything."""

    products: frozenset[int] = frozenset()
    categories: frozenset[int] = frozenset()

    def covers(self, product: int, categories: frozenset[int]) -> bool:
        """Whether a product in these categories is among them."""
        is_for_all = not self.products and not self.categories
        return is_for_all or product in self.products or bool(self.categories & categories)


EVERYTHING = Scope()


@dataclass(frozen=True, slots=True, kw_only=True)
class Off:
    """A reduction: either `percent` of a price, rounded down, or `amount` yen, never more than the price."""

    percent: int = 0
    amount: int = 0

    def __post_init__(self) -> None:
        """Refuse what is neither, both, negative or above all of the price."""
        if (self.percent > 0) == (self.amount > 0) or self.amount < 0 or not 0 <= self.percent <= FULL:
            raise ValueError("a reduction is a percentage from 1 to 100 or a positive amount")

    def of(self, price: int) -> int:
        """The yen it takes off a price."""
        return min(price, self.amount or price * self.percent // FULL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """What runs now for everybody: a lower price of each piece, or `earns` percent more points, or both."""

    id: int
    off: Off | None = None
    earns: int = 0
    scope: Scope = EVERYTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Coupon:
    """A reduction of the goods it is for together, from `minimum` yen of them on, after campaigns."""

    code: str
    off: Off
    minimum: int = 0
    scope: Scope = EVERYTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """A fee for delivery or payment: `amount`, but nothing from `free_from` yen of goods on, after campaigns.

    `always` is a surcharge that is due beside any amount of goods, as for chilled parcels.
    """

    amount: int = 0
    free_from: int | None = None
    always: int = 0
    rate: TaxRate = TaxRate.STANDARD

    def due(self, goods: int) -> int:
        """What is charged beside so many yen of goods."""
        is_free = self.free_from is not None and goods >= self.free_from
        return self.always + (0 if is_free else self.amount)


NO_CHARGE = Charge()


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """How many points are used of how many held, and how many percent of what is paid for goods they earn."""

    used: int = 0
    held: int = 0
    earns: int = 0


NO_POINTS = Points()


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """Everything a price depends on. Campaigns and the coupon are valid now: time is not asked here."""

    lines: tuple[Line, ...]
    campaigns: tuple[Campaign, ...] = ()
    coupon: Coupon | None = None
    points: Points = NO_POINTS
    shipping: Charge = NO_CHARGE
    fee: Charge = NO_CHARGE
    rounding: Rounding = Rounding.DOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class PricedLine:
    """One line priced: `unit_price` after campaigns and with options; shares of coupon and points in yen.

    `regular_price` is the unit price where no campaign runs; `campaign` is the id of the one that lowered it.
    `options` are the surcharges in both, together.
    """

    key: int
    rate: TaxRate
    quantity: int
    unit_price: int
    regular_price: int
    discount: int
    points: int
    campaign: int | None = None
    options: int = 0

    @property
    def amount(self) -> int:
        """Yen before coupon and points."""
        return self.unit_price * self.quantity

    @property
    def paid(self) -> int:
        """Yen after coupon and points: what a return gives back at most."""
        return self.amount - self.discount - self.points


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The figures of a purchase: `total` = `subtotal` − `discount` − `points` + `shipping` + `fee`.

    `subtotal` is the goods after campaigns, `discount` the coupon's, `by_rate` splits the total.
    """

    subtotal: int
    discount: int = 0
    points: int = 0
    shipping: int = 0
    fee: int = 0
    total: int
    by_rate: tuple[RateTotal, ...]
    earned: int = 0

    def rate(self, rate: TaxRate) -> RateTotal:
        """The part taxed at a rate; zero where nothing is."""
        return next((part for part in self.by_rate if part.rate == rate), RateTotal(rate, 0, 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """The answer: the figures, and the lines in the order they were asked for."""

    quote: Quote
    lines: tuple[PricedLine, ...] = field(default_factory=tuple)

    def line(self, key: int) -> PricedLine:
        """The line of a key. Raises KeyError where there is none."""
        for line in self.lines:
            if line.key == key:
                return line
        raise KeyError(key)
