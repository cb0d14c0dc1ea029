"""What is offered with products, and what the desk sees of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from small_trades.policy.groups import GiftWords
from small_trades.shop.options.kinds import KIND_NAMES, Kind
from small_trades.shop.options.models import GiftRules, Option
from small_trades.shop.options.picking import MOST_OPTIONS, Choice, Offer
from small_trades.shop.site.formats import in_language


@dataclass(frozen=True, slots=True)
class GiftWishes:
    """What may go with a parcel."""

    has_message: bool = False
    has_noshi: bool = False

    @property
    def is_any(self) -> bool:
        """Whether anything may."""
        return self.has_message or self.has_noshi

    def hold(self, gift: GiftWords) -> bool:
        """Whether everything that is to go with a parcel may."""
        is_noshi, is_message = bool(gift.noshi_front or gift.noshi_name), bool(gift.message)
        return is_noshi <= self.has_noshi and is_message <= self.has_message


@dataclass(frozen=True, slots=True)
class DeskOption:
    """A row of the desk's list; `products` counts those it is offered with, where not with all."""

    id: int
    name: str
    kind_name: object
    surcharges: tuple[int, ...]
    is_for_all: bool
    is_offered: bool
    is_required: bool
    products: int
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class EditableOption:
    """Everything that can be edited; `choices` are (id, Japanese, English, yen); `products` are codes."""

    id: int
    name_ja: str
    name_en: str
    kind: Kind
    surcharge: int
    is_required: bool
    longest: int
    is_for_all: bool
    is_offered: bool
    choices: tuple[Choice, ...]
    products: tuple[str, ...]

    @property
    def name(self) -> str:
        """In the language of the page."""
        return in_language(self, "name")


def offers_of(product_ids: Iterable[int]) -> dict[int, tuple[Offer, ...]]:
    """What is offered with each product, in the trader's order, at most twenty; three queries at most."""
    wanted = set(product_ids)
    if not wanted:
        return {}
    rows = list(
        Option.objects.filter(Q(is_for_all=True) | Q(products__in=wanted), is_offered=True)
        .distinct()
        .prefetch_related("choices")
    )
    if not rows:
        return dict.fromkeys(wanted, ())
    through = Option.products.through.objects.filter(option__in=rows, product__in=wanted)
    pairs = set(through.values_list("option_id", "product_id"))
    offers = [(row, offer) for row in rows if (offer := _offer(row)) is not None]
    return {
        product: tuple(offer for row, offer in offers if row.is_for_all or (row.pk, product) in pairs)[
            :MOST_OPTIONS
        ]
        for product in wanted
    }


def gift_wishes() -> GiftWishes:
    """What may go with a parcel now."""
    row = GiftRules.objects.first()
    return GiftWishes(row.has_message, row.has_noshi) if row else GiftWishes()


def desk_options() -> tuple[DeskOption, ...]:
    """All options in their order."""
    # Said anew: counting drops the order of the model.
    counted = Option.objects.annotate(number=Count("products")).order_by("order", "id")
    rows = list(counted.prefetch_related("choices"))
    return tuple(
        DeskOption(
            id=row.pk,
            name=in_language(row, "name"),
            kind_name=KIND_NAMES[Kind(row.kind)],
            surcharges=tuple(sorted({one.surcharge for one in row.choices.all()} or {row.surcharge})),
            is_for_all=row.is_for_all,
            is_offered=row.is_offered,
            is_required=row.is_required,
            products=row.number,
            is_first=place == 0,
            is_last=place == len(rows) - 1,
        )
        for place, row in enumerate(rows)
    )


def editable_option(option_id: int) -> EditableOption | None:
    """One option, or None."""
    row = Option.objects.filter(pk=option_id).first()
    if row is None:
        return None
    return EditableOption(
        id=row.pk,
        name_ja=row.name_ja,
        name_en=row.name_en,
        kind=Kind(row.kind),
        surcharge=row.surcharge,
        is_required=row.is_required,
        longest=row.longest,
        is_for_all=row.is_for_all,
        is_offered=row.is_offered,
        choices=tuple(Choice(one.pk, one.name_ja, one.name_en, one.surcharge) for one in row.choices.all()),
        products=tuple(row.products.order_by("code").values_list("code", flat=True)),
    )


def options_with(product_id: int) -> frozenset[int]:
    """The ids of the options that were chosen for a product itself."""
    return frozenset(Option.objects.filter(products=product_id).values_list("pk", flat=True))


def _offer(row: Option) -> Offer | None:
    """None for a choice among nothing: there is nothing to pick."""
    choices = tuple(
        Choice(one.pk, one.name_ja, one.name_en or one.name_ja, one.surcharge) for one in row.choices.all()
    )
    if row.has_choices and not choices:
        return None
    return Offer(
        id=row.pk,
        kind=Kind(row.kind),
        name_ja=row.name_ja,
        name_en=row.name_en or row.name_ja,
        surcharge=0 if row.has_choices else row.surcharge,
        is_required=row.is_required,
        longest=row.longest,
        choices=choices if row.has_choices else (),
    )
