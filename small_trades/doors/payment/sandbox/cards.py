"""The test cards: each plays one thing that can happen. The page offers them by button, not by number."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Outcome(StrEnum):
    """What happens when a card is used."""

    PAYS = "pays"
    DECLINES = "declines"
    CHALLENGES = "challenges"


@dataclass(frozen=True, slots=True)
class Card:
    """A test card. Its events go out `delays` seconds later, one delivery each."""

    id: str
    brand: str
    last4: str
    outcome: Outcome
    text: str | Promise
    delays: tuple[int, ...] = (0,)


CARDS: Final = {
    card.id: card
    for card in (
        Card("pays", "Visa", "4242", Outcome.PAYS, _("The payment succeeds")),
        Card(
            "challenges",
            "Mastercard",
            "3220",
            Outcome.CHALLENGES,
            _("Your bank asks you to confirm (3-D Secure)"),
        ),
        Card("declines", "Visa", "0002", Outcome.DECLINES, _("The card is declined")),
        Card(
            "late", "JCB", "0505", Outcome.PAYS, _("Succeeds; the shop hears of it 20 seconds later"), (20,)
        ),
        Card(
            "repeated",
            "Amex",
            "8431",
            Outcome.PAYS,
            _("Succeeds; the shop hears of it three times"),
            (0, 2, 5),
        ),
    )
}
