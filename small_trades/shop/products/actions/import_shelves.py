"""Makers, categories and tags that a file names: found by name in either language, or made."""

from typing import Final, TypeVar

from small_trades.shop.products.importing.names import slug_of
from small_trades.shop.products.models import Category, Maker, Tag

Named = TypeVar("Named", Maker, Category, Tag)
NO_MAKER: Final = ("other", "その他", "Other")
NO_CATEGORY: Final = ("unsorted", "未分類", "Unsorted")


class Shelves:
    """What is there by name; without `is_real` what is made is made in memory alone."""

    def __init__(self, *, is_real: bool) -> None:
        """Read the names, which are few beside the products."""
        self._is_real = is_real
        self._makers = _by_name(list(Maker.objects.all()))
        self._categories = _by_name(list(Category.objects.all()))
        self._tags = _by_name(list(Tag.objects.all()))

    def maker(self, name: str) -> Maker:
        """The maker of this name; one for all goods without."""
        return self._found(Maker, self._makers, name, NO_MAKER, prefix="m")

    def category(self, name: str) -> Category:
        """The category of this name; one for all goods without."""
        return self._found(Category, self._categories, name, NO_CATEGORY, prefix="c")

    def tag(self, name: str) -> Tag:
        """The tag of this name."""
        return self._found(Tag, self._tags, name, ("", "", ""), prefix="t")

    def _found(
        self,
        model: type[Named],
        known: dict[str, Named],
        name: str,
        without: tuple[str, str, str],
        *,
        prefix: str,
    ) -> Named:
        slug, name_ja, name_en = (slug_of(name, prefix=prefix), name, "") if name else without
        if found := known.get(name_ja):
            return found
        known_slug = next((one for one in known.values() if one.slug == slug), None)
        made = known_slug or model(slug=slug, name_ja=name_ja, name_en=name_en)
        if self._is_real and made.pk is None:
            made.save()
        known[name_ja] = made
        return made


def _by_name(rows: list[Named]) -> dict[str, Named]:
    """Japanese names win over English ones, the earliest over later ones."""
    found: dict[str, Named] = {}
    for name in ("name_ja", "name_en"):
        for row in rows:
            if getattr(row, name):
                found.setdefault(getattr(row, name), row)
    return found
