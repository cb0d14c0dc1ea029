"""The addresses of the delivery step: what is asked for each, and what is told where nothing goes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from small_trades.policy.groups import DeliveryAddress
from small_trades.shop.checkout import queries
from small_trades.shop.checkout.actions.choose import Wished
from small_trades.shop.checkout.forms import DeliveryForm
from small_trades.shop.checkout.parts import Part
from small_trades.shop.checkout.visiting import Visit
from small_trades.shop.checkout.words_form import WordsForm, words_initial
from small_trades.shop.delivery.wording import REASON_WORDS
from small_trades.shop.options.queries import gift_wishes
from small_trades.shop.orders.wording import address_words


@dataclass(frozen=True)
class Stop:
    """One address, `to` where there are several, with its forms: carrier, day and time; words and present.

    What is to be written on goods stands with the first.
    """

    part: Part
    to: DeliveryAddress | None
    form: DeliveryForm
    words: WordsForm

    def wished(self) -> Wished:
        """What was chosen, once the forms are valid."""
        return Wished(self.form.chosen_carrier(), self.form.day(), self.form.slot())


def stops_of(visit: Visit, typed: Mapping[str, Any] | None) -> tuple[Stop, ...]:
    """What is asked for each address of a draft that can be delivered."""
    wishes, asked = gift_wishes(), visit.basket.asked
    is_asked = typed is None and bool(asked or wishes.is_any)
    words, gifts = queries.words_before(visit.entered) if is_asked else ({}, [])
    to = queries.addresses(visit.entered) if visit.basket.has_several else ()
    stops = []
    for at, part in enumerate(visit.basket.parts):
        gift = gifts[at] if at < len(gifts) else None
        form = WordsForm(
            typed,
            asked=asked if at == 0 else (),
            gift=wishes,
            prefix=prefix_of(part),
            initial=words_initial(words if at == 0 else {}, gift),
        )
        stops.append(Stop(part, to[at] if to else None, _delivery_form(part, typed), form))
    return tuple(stops)


def reasons(visit: Visit) -> list[str | Promise]:
    """Why the goods cannot be sent as they are; of several addresses, to which."""
    told: list[str | Promise] = []
    for part in visit.basket.parts:
        words = [REASON_WORDS[reason] for reason in part.ways.reasons] if part.way is None else []
        where = f"{address_words(part.number)}: " if visit.basket.has_several else ""
        told += [f"{where}{one}" for one in words]
    return told


def prefix_of(part: Part) -> str | None:
    """How its fields are told from those of the others; the first needs nothing."""
    return f"to-{part.number}" if part.number > 1 else None


def _delivery_form(part: Part, typed: Mapping[str, Any] | None) -> DeliveryForm:
    initial = {
        "carrier": part.way.carrier if part.way else "",
        "delivery_date": part.chosen.delivery_date or "",
        "delivery_slot": part.chosen.delivery_slot,
    }
    return DeliveryForm(
        typed, ways=part.ways.options, goods=part.worth, prefix=prefix_of(part), initial=initial
    )
