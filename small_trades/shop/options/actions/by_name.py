"""Options that a file names: which a product has, and which it is to have."""

from collections import Counter
from collections.abc import Iterable, Sequence

from small_trades.shop.options.models import Option
from small_trades.shop.options.picking import MOST_OPTIONS


class NamedOptions:
    """All options as of now; one query. Files name them in Japanese, and two may have one name."""

    def __init__(self) -> None:
        """Read them in the trader's order."""
        rows = list(Option.objects.values_list("pk", "name_ja", "is_for_all", "is_offered"))
        self._for_all = {name for _pk, name, is_for_all, _offered in rows if is_for_all}
        self._offered = {pk for pk, _name, is_for_all, is_offered in rows if is_offered and not is_for_all}
        self._with_all = sum(is_for_all and is_offered for _pk, _name, is_for_all, is_offered in rows)
        self._named: dict[str, list[int]] = {}
        for pk, name, is_for_all, _offered in rows:
            if not is_for_all:
                self._named.setdefault(name, []).append(pk)

    def unknown(self, names: Iterable[str]) -> list[str]:
        """Those of the names that no option has, or more often than options have it."""
        wanted = Counter(names)
        return [
            name
            for name, times in wanted.items()
            if times > len(self._named.get(name, ())) and name not in self._for_all
        ]

    def are_too_many(self, names: Iterable[str]) -> bool:
        """Whether these, with what goes with everything, are more than the page of a product shows."""
        return len(self.of(names, ()) & self._offered) + self._with_all > MOST_OPTIONS

    def of(self, names: Iterable[str], now: Sequence[Option]) -> set[int]:
        """The ids of known names but for what goes with everything; of twins what is offered `now` first."""
        own = {option.pk for option in now}
        found: set[int] = set()
        for name, times in Counter(names).items():
            twins = sorted(self._named.get(name, ()), key=lambda pk: pk not in own)
            found.update(twins[:times])
        return found


def add_offers(pairs: Iterable[tuple[int, int]]) -> None:
    """Offer more, in the caller's transaction: pairs of the ids of a product and of an option."""
    through = Option.products.through
    through.objects.bulk_create([through(product_id=product, option_id=option) for product, option in pairs])


def set_offers(product_id: int, option_ids: Iterable[int]) -> None:
    """Offer exactly these with a product, in the caller's transaction, beside what goes with every one."""
    through = Option.products.through.objects.filter(product_id=product_id)
    through.filter(option__is_for_all=False).delete()
    add_offers((product_id, option) for option in option_ids)
