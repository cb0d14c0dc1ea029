"""Options from the desk: made, changed, put in order, offered with products, removed."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final

from django.db import transaction
from django.db.models import Max
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from small_trades.shop.kernel import text
from small_trades.shop.kernel.bad_input import BadInput, Problems
from small_trades.shop.options.actions.room import has_room
from small_trades.shop.options.kinds import Kind
from small_trades.shop.options.models import GiftRules, Option, OptionChoice
from small_trades.shop.options.picking import MOST_CHOICES
from small_trades.shop.site.actions import content_changed

HIGHEST_SURCHARGE: Final = 999_999
LONGEST_NAME: Final = 60
MOST_CHARACTERS: Final = 200
_NO_ROOM: Final = _("A product has at most 20 options, with those that go with every product")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceFacts:
    """One choice as typed; `id` of one that is there already, so that carts keep it."""

    id: int | None = None
    name_ja: str
    name_en: str = ""
    surcharge: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionFacts:
    """What the desk types about an option; `products` are ids. For the rest see `Option`."""

    name_ja: str
    name_en: str = ""
    kind: Kind
    surcharge: int = 0
    is_required: bool = False
    longest: int = 20
    is_for_all: bool = False
    is_offered: bool = True
    choices: tuple[ChoiceFacts, ...] = ()
    products: tuple[int, ...] = ()


def save_option(facts: OptionFacts, *, option_id: int | None = None) -> int:
    """Store an option, new without an id; answers its id. Public pages follow with the commit.

    Raises:
        BadInput: the facts cannot be stored, or a product would have more options than its page shows.
        Option.DoesNotExist: there is no option of this id.
    """
    tidy = _tidied(facts)
    with transaction.atomic():
        row = Option.objects.get(pk=option_id) if option_id else Option(order=_last() + 1)
        problems = _problems(tidy)
        if problems:
            raise BadInput(problems)
        row.name_ja, row.name_en, row.kind = tidy.name_ja, tidy.name_en, tidy.kind
        row.surcharge = 0 if tidy.kind == Kind.CHOICE else tidy.surcharge
        row.is_required = tidy.is_required
        row.longest, row.is_for_all, row.is_offered = tidy.longest, tidy.is_for_all, tidy.is_offered
        row.save()
        row.products.set(() if tidy.is_for_all else tidy.products)
        _save_choices(row, tidy.choices if tidy.kind == Kind.CHOICE else ())
        _require_room(row, tidy)
        content_changed()
    return row.pk


def move_option(option_id: int, *, by: int) -> None:
    """Move an option towards the first (-1) or the last (+1) place. Raises Option.DoesNotExist."""
    with transaction.atomic():
        own = list(Option.objects.values_list("pk", flat=True))
        if option_id not in own:
            raise Option.DoesNotExist
        at = own.index(option_id)
        own.insert(max(0, at + by), own.pop(at))
        for place, number in enumerate(own):
            Option.objects.filter(pk=number).update(order=place)
        content_changed()


def remove_option(option_id: int) -> None:
    """Remove an option; one that is not there is gone already. Orders keep what they were placed with."""
    with transaction.atomic():
        Option.objects.filter(pk=option_id).delete()
        content_changed()


def offer_with(product_id: int, option_ids: Collection[int]) -> None:
    """Offer exactly these options with a product, beside those that are for all.

    Raises:
        BadInput: they are more than its page shows; nothing was changed.
    """
    with transaction.atomic():
        for option in Option.objects.filter(is_for_all=False):
            if option.pk in option_ids:
                option.products.add(product_id)
            else:
                option.products.remove(product_id)
        if not has_room([product_id]):
            raise BadInput({"options": _NO_ROOM})
        content_changed()


def copy_offers(origin: int, copy: int) -> None:
    """Offer with one product what is offered with another, in the caller's transaction."""
    for option in Option.objects.filter(products=origin):
        option.products.add(copy)


def set_gift_rules(*, has_message: bool, has_noshi: bool) -> None:
    """Say what may go with a parcel."""
    with transaction.atomic():
        GiftRules.objects.update_or_create(
            pk=1, defaults={"has_message": has_message, "has_noshi": has_noshi}
        )


def _tidied(facts: OptionFacts) -> OptionFacts:
    choices = (
        replace(one, name_ja=text.one_line(one.name_ja), name_en=text.one_line(one.name_en))
        for one in facts.choices
    )
    return replace(
        facts,
        name_ja=text.one_line(facts.name_ja),
        name_en=text.one_line(facts.name_en),
        choices=tuple(choices),
    )


def _require_room(option: Option, facts: OptionFacts) -> None:
    """In the caller's transaction, which ends where a product has too many."""
    if option.is_offered and not has_room(None if option.is_for_all else facts.products):
        raise BadInput({"is_for_all" if option.is_for_all else "products": _NO_ROOM})


def _problems(facts: OptionFacts) -> Problems:
    problems: Problems = {}
    if not facts.name_ja:
        problems["name_ja"] = _("Enter the Japanese name")
    for name in ("name_ja", "name_en"):
        if len(getattr(facts, name)) > LONGEST_NAME:
            problems[name] = _("This is too long")
    if not 0 <= facts.surcharge <= HIGHEST_SURCHARGE:
        problems["surcharge"] = _("Enter an amount from 0 to 999,999 yen")
    if not 1 <= facts.longest <= MOST_CHARACTERS:
        problems["longest"] = _("Enter a number from 1 to 200")
    if facts.is_required and facts.kind == Kind.CHECK:
        problems["is_required"] = _("What can be left unticked cannot be required")
    if facts.kind == Kind.CHOICE:
        problem = _problem_of(facts.choices)
        if problem is not None:
            problems["choices"] = problem
    return problems


def _problem_of(choices: tuple[ChoiceFacts, ...]) -> str | Promise | None:
    names = [one.name_ja for one in choices]
    if not choices:
        return _("Enter one choice at least")
    if len(choices) > MOST_CHOICES:
        return _("At most 30 choices")
    if not all(names) or any(max(len(one.name_ja), len(one.name_en)) > LONGEST_NAME for one in choices):
        return _("Each choice needs a Japanese name of at most 60 characters")
    if len(set(names)) < len(names):
        return _("Two choices have the same name")
    if any(not 0 <= one.surcharge <= HIGHEST_SURCHARGE for one in choices):
        return _("Enter an amount from 0 to 999,999 yen")
    return None


def _save_choices(option: Option, choices: tuple[ChoiceFacts, ...]) -> None:
    """A choice whose id stays is the same choice; what is not there any more goes."""
    own = {one.pk: one for one in option.choices.all()}
    kept = {one.id for one in choices if one.id in own}
    option.choices.exclude(pk__in=kept).delete()
    for place, one in enumerate(choices):
        row = own.get(one.id or 0) or OptionChoice(option=option)
        row.name_ja, row.name_en, row.surcharge, row.order = one.name_ja, one.name_en, one.surcharge, place
        row.save()


def _last() -> int:
    return Option.objects.aggregate(last=Max("order"))["last"] or 0
