"""What a customer picked of the options of a product, as a cart line keeps it: ids, and nothing typed.

`"3=7 5"` is choice 7 of option 3, and option 5. It is written in one way, so that equal picks are equal text.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from small_trades.shop.options.kinds import Kind
from small_trades.shop.site.formats import in_language

LONGEST: Final = 400
MOST_OPTIONS: Final = 20
MOST_CHOICES: Final = 30
Pick = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several; yen with tax for each piece."""

    id: int
    name_ja: str
    name_en: str
    surcharge: int

    @property
    def name(self) -> str:
        """In the language of the page."""
        return in_language(self, "name")


@dataclass(frozen=True, slots=True)
class Offer:
    """An option as a product has it; `surcharge` is that of a choice where there are choices."""

    id: int
    kind: Kind
    name_ja: str
    name_en: str
    surcharge: int
    is_required: bool
    longest: int
    choices: tuple[Choice, ...] = ()

    @property
    def name(self) -> str:
        """In the language of the page."""
        return in_language(self, "name")

    @property
    def takes_words(self) -> bool:
        """Whether the customer types words for it, at the checkout."""
        return self.kind == Kind.WORDS


@dataclass(frozen=True, slots=True)
class Picked:
    """An option that was picked, with its choice where it has choices."""

    offer: Offer
    choice: Choice | None = None

    @property
    def surcharge(self) -> int:
        """Yen with tax for each piece."""
        return self.choice.surcharge if self.choice else self.offer.surcharge

    @property
    def choice_name(self) -> str:
        """The choice in the language of the page; empty where there are none."""
        return self.choice.name if self.choice else ""


@dataclass(frozen=True, slots=True)
class Settled:
    """What a line has of what is offered now. `is_sound`: it has all it was picked with, and all it needs."""

    picked: tuple[Picked, ...] = ()
    is_sound: bool = True

    @property
    def surcharges(self) -> tuple[int, ...]:
        """Yen for each piece, one for each option."""
        return tuple(one.surcharge for one in self.picked)

    @property
    def wordy(self) -> tuple[Picked, ...]:
        """Those for which words are typed."""
        return tuple(one for one in self.picked if one.offer.takes_words)


NOTHING: Final = Settled()


def write(picks: Iterable[Pick]) -> str:
    """The picks as a line keeps them."""
    return " ".join(
        f"{option}" if choice is None else f"{option}={choice}"
        for option, choice in sorted(picks, key=_order)
    )


def read(kept: str) -> tuple[Pick, ...]:
    """What `write` wrote. ValueError for anything else."""
    return tuple(_pick(part) for part in kept.split())


def settle(kept: str, offers: Sequence[Offer]) -> Settled:
    """What was picked, as it is offered now: what is gone is left out, and the whole is then not sound."""
    picks = dict(read(kept))
    found = [Picked(offer, _choice(offer, picks[offer.id])) for offer in offers if offer.id in picks]
    picked = tuple(one for one in found if _is_whole(one, picks[one.offer.id]))
    needed = {offer.id for offer in offers if offer.is_required}
    has_all = len(picked) == len(picks) and needed <= {one.offer.id for one in picked}
    return Settled(picked, has_all)


def _choice(offer: Offer, chosen: int | None) -> Choice | None:
    return next((choice for choice in offer.choices if choice.id == chosen), None)


def _is_whole(one: Picked, chosen: int | None) -> bool:
    """Whether there is a choice where there must be one, and none where there must not."""
    return one.choice is not None if one.offer.kind == Kind.CHOICE else chosen is None


def _order(pick: Pick) -> tuple[int, int]:
    return pick[0], pick[1] or 0


def _pick(part: str) -> Pick:
    option, _sign, choice = part.partition("=")
    return int(option), int(choice) if choice else None
