"""Categories, makers and tags: made, renamed, put in order, and removed while nothing needs them."""

import re
from dataclasses import asdict, dataclass
from typing import Any, Literal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from small_trades.shop.kernel import text
from small_trades.shop.kernel.bad_input import BadInput, Problems
from small_trades.shop.products.actions.search_entries import index_products
from small_trades.shop.products.models import Category, Maker, Product, Tag
from small_trades.shop.site.actions import content_changed

Kind = Literal["categories", "makers", "tags"]
MODELS: dict[Kind, type[Category | Maker | Tag]] = {"categories": Category, "makers": Maker, "tags": Tag}
LONGEST_STORY = 5_000
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class InUse(Exception):  # noqa: N818 - says what is the case
    """Something cannot be removed; nothing was changed. `products` and `below` say what stands there."""

    def __init__(self, *, products: int, below: int) -> None:
        """Keep how many products there are, and how many categories below."""
        super().__init__(f"{products} products, {below} below")
        self.products = products
        self.below = below


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfFacts:
    """What the desk types; each kind takes its own part. `parent` is the slug of a category, or empty."""

    slug: str
    name_ja: str
    name_en: str = ""
    parent: str = ""
    reading: str = ""
    place_ja: str = ""
    place_en: str = ""
    story_ja: str = ""
    story_en: str = ""


def save_shelf(kind: Kind, facts: ShelfFacts, *, shelf_id: int | None = None) -> int:
    """Store a category, a maker or a tag, new without an id; answers its id.

    Raises:
        BadInput: the facts cannot be stored.
        Category.DoesNotExist, Maker.DoesNotExist, Tag.DoesNotExist: there is none of this id.
    """
    with transaction.atomic():
        model: Any = MODELS[kind]
        row = model.objects.get(pk=shelf_id) if shelf_id else model()
        columns: dict[str, Any] = {
            name: text.clean(value) if name.startswith("story") else text.one_line(value)
            for name, value in asdict(facts).items()
            if name == "parent" or any(field.name == name for field in model._meta.fields)  # noqa: SLF001 - documented
        }
        parent, problems = _parent(kind, columns.pop("parent"), row.pk)
        problems |= _problems(model, columns, row.pk)
        if problems:
            raise BadInput(problems)
        for name, value in columns.items():
            setattr(row, name, value)
        if kind == "categories":
            row.parent = parent
        if row.pk is None and kind != "tags":
            row.order = model.objects.count()
        row.save()
        # Products are found by the names of where they stand.
        index_products(_products_of(kind, row.pk))
        content_changed()
    return int(row.pk)


def move_shelf(kind: Literal["categories", "makers"], shelf_id: int, *, by: int) -> None:
    """Move a category among those beside it, or a maker, towards the first (-1) or the last (+1) place.

    Raises:
        Category.DoesNotExist, Maker.DoesNotExist: there is none of this id.
    """
    with transaction.atomic():
        model: Any = MODELS[kind]
        row = model.objects.get(pk=shelf_id)
        beside = model.objects.filter(parent=row.parent) if kind == "categories" else model.objects.all()
        own = list(beside.values_list("pk", flat=True))
        at = own.index(shelf_id)
        own.insert(max(0, at + by), own.pop(at))
        for place, number in enumerate(own):
            model.objects.filter(pk=number).update(order=place)
        content_changed()


def remove_shelf(kind: Kind, shelf_id: int) -> None:
    """Remove a category, a maker or a tag; one that is not there is gone already. A tag leaves its products.

    Raises:
        InUse: products, drafts included, or categories below still need it.
    """
    with transaction.atomic():
        products = list(_products_of(kind, shelf_id))
        below = Category.objects.filter(parent=shelf_id).count() if kind == "categories" else 0
        if below or (products and kind != "tags"):
            raise InUse(products=len(products), below=below)
        MODELS[kind].objects.filter(pk=shelf_id).delete()
        index_products(products)
        content_changed()


def _products_of(kind: Kind, shelf_id: int) -> list[int]:
    column = {"categories": "category", "makers": "maker", "tags": "tags"}[kind]
    return list(Product.objects.filter(**{column: shelf_id}).values_list("pk", flat=True))


def _parent(kind: Kind, slug: str, own_id: int | None) -> tuple[Category | None, Problems]:
    if kind != "categories" or not slug:
        return None, {}
    parent = Category.objects.filter(slug=slug).first()
    if parent is None:
        return None, {"parent": _("Choose a category")}
    above: Category | None = parent
    while above is not None:
        if above.pk == own_id:
            return None, {"parent": _("A category cannot stand below itself")}
        above = above.parent
    return parent, {}


def _problems(model: Any, columns: dict[str, Any], own_id: int | None) -> Problems:
    problems: Problems = {}
    for name, value in columns.items():
        longest = model._meta.get_field(name).max_length or LONGEST_STORY  # noqa: SLF001 - documented
        if len(value) > longest:
            problems[name] = _("This is too long")
    if not columns["name_ja"]:
        problems["name_ja"] = _("Enter the Japanese name")
    if not _SLUG.fullmatch(columns["slug"]):
        problems["slug"] = _("Use small letters, digits and single hyphens")
    elif model.objects.filter(slug=columns["slug"]).exclude(pk=own_id or 0).exists():
        problems["slug"] = _("Something else has this address")
    return problems
