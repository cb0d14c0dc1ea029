"""Categories and makers: the shelves of the shop, in the page's language."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.templatetags.static import static
from django.urls import reverse

from small_trades.shop.products.models import Category, Maker, Product, Tag
from small_trades.shop.site.formats import in_language


@dataclass(frozen=True, slots=True)
class Shelf:
    """A category with the shelves below it; `picture` is an address or empty."""

    id: int
    slug: str
    name: str
    picture: str
    children: tuple["Shelf", ...] = ()

    @property
    def href(self) -> str:
        """The address of the category's page."""
        return reverse("products:category", kwargs={"slug": self.slug})

    def ids(self) -> frozenset[int]:
        """The ids of this category and of all below it."""
        return frozenset({self.id}).union(*(child.ids() for child in self.children))


@dataclass(frozen=True, slots=True)
class Workshop:
    """A maker; `href` leads to the maker's goods."""

    id: int
    slug: str
    name: str
    place: str
    story: str
    picture: str

    @property
    def href(self) -> str:
        """The address of the list of this maker's goods."""
        return f"{reverse('products:list')}?maker={self.slug}"


@dataclass(frozen=True, slots=True)
class Label:
    """A tag in the page's language."""

    id: int
    slug: str
    name: str

    @property
    def href(self) -> str:
        """The address of the tag's page."""
        return reverse("products:tag", kwargs={"slug": self.slug})


@dataclass(frozen=True, slots=True)
class Shelves:
    """All categories as trees."""

    roots: tuple[Shelf, ...]

    def __iter__(self) -> Iterator[Shelf]:
        """Every shelf, each before those below it."""
        waiting = list(reversed(self.roots))
        while waiting:
            shelf = waiting.pop()
            waiting.extend(reversed(shelf.children))
            yield shelf

    def find(self, slug: str) -> Shelf | None:
        """The shelf with a slug."""
        return next((shelf for shelf in self if shelf.slug == slug), None)

    def path_to(self, category_id: int) -> tuple[Shelf, ...]:
        """The shelves from the top down to a category; empty where there is no such category."""
        for root in self.roots:
            if root.id == category_id:
                return (root,)
            below = Shelves(root.children).path_to(category_id)
            if below:
                return (root, *below)
        return ()


def shelves() -> Shelves:
    """The tree of categories; one query."""
    children: dict[int | None, list[Category]] = {}
    for category in Category.objects.all():
        children.setdefault(category.parent_id, []).append(category)
    return Shelves(_below(None, children))


def _below(parent: int | None, children: dict[int | None, list[Category]]) -> tuple[Shelf, ...]:
    return tuple(
        Shelf(
            category.pk,
            category.slug,
            in_language(category, "name"),
            _picture(category.drawing),
            _below(category.pk, children),
        )
        for category in children.get(parent, [])
    )


def workshops() -> tuple[Workshop, ...]:
    """Every maker; one query."""
    return tuple(workshop(maker) for maker in Maker.objects.all())


def workshop(maker: Maker) -> Workshop:
    """A maker in the page's language."""
    return Workshop(
        maker.pk,
        maker.slug,
        in_language(maker, "name"),
        in_language(maker, "place"),
        in_language(maker, "story"),
        _picture(maker.drawing),
    )


def labels() -> tuple[Label, ...]:
    """Every tag, in the order they were made; one query."""
    return tuple(label_of(tag) for tag in Tag.objects.order_by("pk"))


def label_of(tag: Tag) -> Label:
    """A tag in the page's language."""
    return Label(tag.pk, tag.slug, in_language(tag, "name"))


def labelled() -> dict[int, set[int]]:
    """The ids of the tags of each product that has any; one query."""
    found: dict[int, set[int]] = {}
    for product, tag in Product.tags.through.objects.values_list("product_id", "tag_id"):
        found.setdefault(product, set()).add(tag)
    return found


def _picture(drawing: str) -> str:
    return static(drawing) if drawing else ""
