"""Lists of products: everything, a search, a category; with what they may be narrowed by."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from small_trades.shop.products.queries.cards import cards
from small_trades.shop.products.queries.filters import ListFilters, PriceRange, Sort
from small_trades.shop.products.queries.matching import Match, alike, count, matches, order_by_name
from small_trades.shop.products.queries.popular import popular
from small_trades.shop.products.queries.shelves import (
    Label,
    Shelf,
    Shelves,
    Workshop,
    labelled,
    labels,
    shelves,
    workshops,
)
from small_trades.shop.products.queries.spelling import respelled
from small_trades.shop.products.search_text import words
from small_trades.shop.site.cards import ProductCard
from small_trades.shop.site.formats import money
from small_trades.shop.site.paging import Paging

PER_PAGE = 24
MOST_ALIKE = 4
PRICES = (
    PriceRange(None, 1999),
    PriceRange(2000, 4999),
    PriceRange(5000, 9999),
    PriceRange(10000, None),
)
Keep = Callable[[Match], bool]


@dataclass(frozen=True, slots=True)
class Choice:
    """A link that narrows or sorts a list; `count` is how many products it would show, if that matters."""

    text: str
    href: str
    is_chosen: bool
    count: int | None = None
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a list, by its choices."""

    id: str
    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Help:
    """What to try where nothing was found."""

    meant: Choice | None
    wider: tuple[Choice, ...]
    popular: tuple[ProductCard, ...]
    alike: tuple[ProductCard, ...]
    shelves: tuple[Shelf, ...]


@dataclass(frozen=True, slots=True)
class ListPage:
    """A list as its page shows it; `shelf`, `maker`, `label` are set where it is all of one of them."""

    title: str
    trail: tuple[tuple[str, str], ...]
    filters: ListFilters
    paging: Paging
    cards: tuple[ProductCard, ...]
    facets: tuple[Facet, ...]
    sorts: tuple[Choice, ...]
    chosen: tuple[Choice, ...]
    clear_href: str
    shelf: Shelf | None = None
    maker: Workshop | None = None
    help: Help | None = None
    label: Label | None = None


def list_page(filters: ListFilters) -> ListPage:
    """The list at `/products/`."""
    return _Listing(filters, reverse("products:list"), None).page()


def category_page(slug: str, filters: ListFilters) -> ListPage | None:
    """The list at `/categories/<slug>/`; None where there is no such category."""
    shelf = shelves().find(slug)
    if shelf is None:
        return None
    return _Listing(filters, shelf.href, shelf).page()


def tag_page(slug: str, filters: ListFilters) -> ListPage | None:
    """The list at `/tags/<slug>/`; None where there is no such tag."""
    tag = next((one for one in labels() if one.slug == slug), None)
    if tag is None:
        return None
    return _Listing(filters, tag.href, None, tag).page()


class _Listing:
    """The making of one list: the matches of the words are read once, narrowed, counted and sorted here."""

    def __init__(
        self, filters: ListFilters, path: str, shelf: Shelf | None, label: Label | None = None
    ) -> None:
        self.path = path
        self.tree = shelves()
        self.makers = workshops()
        self.labels = labels()
        self.labelled = labelled() if self.labels else {}
        self.shelf = shelf
        self.label = label
        self.filters = filters
        self.narrowed = shelf or self.tree.find(filters.category)
        self.found = matches(filters.typed)
        self.keeps = self._keeps()

    def page(self) -> ListPage:
        kept = _sorted(self._kept(), self.filters.sorted_by)
        paging = Paging.of(
            self.filters.page,
            per_page=PER_PAGE,
            total=len(kept),
            path=self.path,
            query=self.filters.parameters(),
        )
        return ListPage(
            title=self._title(),
            trail=self._trail(),
            filters=self.filters,
            paging=paging,
            cards=cards([match.id for match in kept[paging.start : paging.stop]]),
            facets=self._facets(),
            sorts=self._sorts(),
            chosen=self._chosen(),
            clear_href=self._href(category="", makers=(), tags=(), price=None, in_stock=False),
            shelf=self.narrowed,
            maker=self._maker(),
            label=self.label,
            help=None if kept else self._help(),
        )

    def _keeps(self) -> dict[str, Keep]:
        """What each filter lets through. An unknown category or maker lets nothing through."""
        keeps: dict[str, Keep] = {}
        if tag := self.label:
            keeps["page"] = lambda match: tag.id in self.labelled.get(match.id, ())
        if self.narrowed or self.filters.category:
            ids = self.narrowed.ids() if self.narrowed else frozenset[int]()
            keeps["category"] = lambda match: match.category in ids
        if self.filters.makers:
            makers = {maker.id for maker in self.makers if maker.slug in self.filters.makers}
            keeps["maker"] = lambda match: match.maker in makers
        if self.filters.tags:
            tags = {label.id for label in self.labels if label.slug in self.filters.tags}
            keeps["tag"] = lambda match: not tags.isdisjoint(self.labelled.get(match.id, ()))
        if price := self.filters.price:
            keeps["price"] = lambda match: price.holds(match.price)
        if self.filters.in_stock:
            keeps["in_stock"] = lambda match: match.is_in_stock
        return keeps

    def _kept(self, *, without: str = "") -> list[Match]:
        """The matches that pass the filters; a facet counts without its own."""
        keeps = [keep for name, keep in self.keeps.items() if name != without]
        if not keeps:
            return self.found
        return [match for match in self.found if all(keep(match) for keep in keeps)]

    def _title(self) -> str:
        if self.filters.typed:
            return _("Results for “%(typed)s”") % {"typed": self.filters.typed}
        if self.label:
            return self.label.name
        if self.narrowed:
            return self.narrowed.name
        maker = self._maker()
        return maker.name if maker else _("All products")

    def _trail(self) -> tuple[tuple[str, str], ...]:
        above = self.tree.path_to(self.narrowed.id)[:-1] if self.narrowed and not self.filters.typed else ()
        start: tuple[tuple[str, str], ...] = ((reverse("products:home"), _("Home")),)
        if self._title() != _("All products"):
            start += ((reverse("products:list"), _("All products")),)
        return (*start, *((shelf.href, shelf.name) for shelf in above), ("", self._title()))

    def _maker(self) -> Workshop | None:
        """The maker, where the list is this maker's goods and nothing else narrows it."""
        if len(self.filters.makers) != 1 or self.filters.typed or self.narrowed or self.label:
            return None
        return next((maker for maker in self.makers if maker.slug == self.filters.makers[0]), None)

    def _facets(self) -> tuple[Facet, ...]:
        facets = (
            Facet("category", _("Category"), self._category_choices()),
            Facet("maker", _("Maker"), self._maker_choices()),
            Facet("price", _("Price"), self._price_choices()),
            Facet("tag", _("Tags"), self._tag_choices()),
            Facet("stock", _("Stock"), (self._stock_choice(),)),
        )
        return tuple(facet for facet in facets if any(choice.count for choice in facet.choices))

    def _category_choices(self) -> tuple[Choice, ...]:
        """On a category's page its neighbours; elsewhere all shelves, opened down to the chosen one."""
        counts = Counter(match.category for match in self._kept(without="category"))
        offered = _opened(self.tree, self.narrowed) if self.shelf is None else self._beside()
        return tuple(
            Choice(shelf.name, self._category_href(shelf), shelf == self.narrowed, total, depth)
            for shelf, depth in offered
            if (total := sum(counts[category] for category in shelf.ids())) or shelf == self.narrowed
        )

    def _beside(self) -> list[tuple[Shelf, int]]:
        path = self.tree.path_to(self.shelf.id) if self.shelf else ()
        return [(shelf, 0) for shelf in path[:1]] + [(child, 1) for child in path[0].children] if path else []

    def _category_href(self, shelf: Shelf) -> str:
        if self.shelf is not None:
            return self.filters.href(shelf.href, category="")
        return self.filters.href(self.path, category="" if shelf == self.narrowed else shelf.slug)

    def _maker_choices(self) -> tuple[Choice, ...]:
        counts = Counter(match.maker for match in self._kept(without="maker"))
        return tuple(
            Choice(maker.name, self._href(makers=self.filters.toggled(maker.slug)), chosen, counts[maker.id])
            for maker in self.makers
            if (chosen := maker.slug in self.filters.makers) or counts[maker.id]
        )

    def _tag_choices(self) -> tuple[Choice, ...]:
        counts = Counter(
            tag for match in self._kept(without="tag") for tag in self.labelled.get(match.id, ())
        )
        return tuple(
            Choice(label.name, self._href(tags=self.filters.tags_with(label.slug)), chosen, counts[label.id])
            for label in self.labels
            if label != self.label and ((chosen := label.slug in self.filters.tags) or counts[label.id])
        )

    def _price_choices(self) -> tuple[Choice, ...]:
        prices = [match.price for match in self._kept(without="price")]
        choices = []
        for offered in PRICES:
            is_chosen = offered == self.filters.price
            held = sum(offered.holds(price) for price in prices)
            if held or is_chosen:
                href = self._href(price=None if is_chosen else offered)
                choices.append(Choice(price_text(offered), href, is_chosen, held))
        return tuple(choices)

    def _stock_choice(self) -> Choice:
        held = sum(match.is_in_stock for match in self._kept(without="in_stock"))
        href = self._href(in_stock=not self.filters.in_stock)
        return Choice(_("In stock only"), href, self.filters.in_stock, held)

    def _sorts(self) -> tuple[Choice, ...]:
        current = self.filters.sorted_by
        return tuple(
            Choice(text, self._href(sort=sort), sort == current)
            for sort, text in _sort_texts().items()
            if sort != "match" or self.filters.typed
        )

    def _chosen(self) -> tuple[Choice, ...]:
        """The filters in force, each leading to the list without it."""
        chosen = []
        if self.narrowed and self.shelf is None:
            chosen.append(Choice(self.narrowed.name, self._href(category=""), is_chosen=True))
        for maker in self.makers:
            if maker.slug in self.filters.makers:
                href = self._href(makers=self.filters.toggled(maker.slug))
                chosen.append(Choice(maker.name, href, is_chosen=True))
        for label in self.labels:
            if label.slug in self.filters.tags:
                href = self._href(tags=self.filters.tags_with(label.slug))
                chosen.append(Choice(label.name, href, is_chosen=True))
        if self.filters.price:
            text = price_text(self.filters.price)
            chosen.append(Choice(text, self._href(price=None), is_chosen=True))
        if self.filters.in_stock:
            chosen.append(Choice(_("In stock only"), self._href(in_stock=False), is_chosen=True))
        return tuple(chosen)

    def _help(self) -> Help:
        typed = self.filters.typed
        everywhere = reverse("products:list")
        wider = []
        if self.found and typed:
            text = _("“%(typed)s” in the whole shop") % {"typed": typed}
            wider.append(Choice(text, ListFilters(typed=typed).href(everywhere), False, len(self.found)))
        single = typed.split() if len(words(typed)) > 1 else []
        for word in single:
            if held := count(word):
                text = _("Only “%(word)s”") % {"word": word}
                wider.append(Choice(text, ListFilters(typed=word).href(everywhere), False, held))
        near = alike(typed, most=MOST_ALIKE)
        return Help(
            self._meant(everywhere) if not self.found else None,
            tuple(wider),
            () if near else cards(popular(most=MOST_ALIKE)),
            cards(near),
            self.tree.roots,
        )

    def _meant(self, path: str) -> Choice | None:
        """The query as it was probably meant, where nothing in the shop holds what was typed."""
        meant = respelled(self.filters.typed)
        held = count(meant) if meant else 0
        return Choice(meant, ListFilters(typed=meant).href(path), False, held) if held else None

    def _href(self, **changes: object) -> str:
        return self.filters.href(self.path, **changes)


def price_text(price: PriceRange) -> str:
    """A range of prices in words."""
    if price.least is None:
        return _("Up to %(most)s") % {"most": money(price.most or 0)}
    if price.most is None:
        return _("%(least)s and up") % {"least": money(price.least)}
    return _("%(least)s to %(most)s") % {"least": money(price.least), "most": money(price.most)}


def _opened(tree: Shelves, chosen: Shelf | None) -> list[tuple[Shelf, int]]:
    """The top shelves, and below the one that holds the chosen shelf its own; each with its depth."""
    path = {shelf.id for shelf in tree.path_to(chosen.id)} if chosen else set()
    opened: list[tuple[Shelf, int]] = []
    for root in tree.roots:
        opened.append((root, 0))
        if root.id in path:
            opened.extend((child, 1) for child in root.children)
    return opened


def _sort_texts() -> dict[Sort, str]:
    return {
        "match": _("Best match"),
        "new": _("Newest"),
        "price-low": _("Lowest price"),
        "price-high": _("Highest price"),
        "name": _("By name"),
    }


def _sorted(found: list[Match], by: Sort) -> list[Match]:
    """Sorted here and not by the engine, whose collations differ; equals stay newest first."""
    if by == "match":
        return sorted(found, key=lambda match: -match.score)
    if by == "price-low":
        return sorted(found, key=lambda match: match.price)
    if by == "price-high":
        return sorted(found, key=lambda match: -match.price)
    if by == "name":
        names = order_by_name()
        return sorted(found, key=lambda match: names.get(match.id, ""))
    return found
