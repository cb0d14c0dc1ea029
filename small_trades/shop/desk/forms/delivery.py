"""What the trader types about delivery. What makes no sense is said by the rules, at its field."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from small_trades.shop.account.fields import LineField
from small_trades.shop.delivery.carriers import CARRIER_NAMES, SLOTS, SLOTS_OF
from small_trades.shop.delivery.rules import CarrierRules, Rules, Zone, refitted
from small_trades.shop.kernel.prefectures import prefectures_in
from small_trades.shop.products.queries.desk import category_choices_by_id

_APART = re.compile(r"[\s,、，]+")
_LONGEST_NUMBER = 7
WEEKDAYS = (
    (0, _("Monday")),
    (1, _("Tuesday")),
    (2, _("Wednesday")),
    (3, _("Thursday")),
    (4, _("Friday")),
    (5, _("Saturday")),
    (6, _("Sunday")),
)


def _number(label: Any, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=9_999_999, **options)


def _lines(label: Any, **options: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": "3"})
    return forms.CharField(label=label, required=False, max_length=20_000, widget=area, **options)


def _ticks(label: Any, choices: Iterable[tuple[Any, Any]] = ()) -> forms.MultipleChoiceField:
    boxes = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(label=label, required=False, choices=list(choices), widget=boxes)


def numbers(typed: str) -> tuple[int, ...]:
    """Whole numbers as they are typed, with spaces or commas between them.

    Raises:
        forms.ValidationError: something else stands there.
    """
    parts = [part for part in _APART.split(typed) if part]
    if not all(part.isascii() and part.isdigit() and len(part) <= _LONGEST_NUMBER for part in parts):
        raise forms.ValidationError(_("Enter whole numbers with spaces between them."))
    return tuple(int(part) for part in parts)


class DeliveryRulesForm(forms.Form):
    """Fees that are the same everywhere, and the days."""

    free_from = _number(
        _("Free from this much of goods, in yen"), required=False, help_text=_("Empty: never free.")
    )
    bands = forms.CharField(
        label=_("Limits of weight in grams"),
        required=False,
        max_length=200,
        help_text=_(
            "Such as 2000 5000 10000. Each zone has one fee up to each limit, and one above the last."
        ),
    )
    heaviest = _number(_("The heaviest order in grams"), required=False, help_text=_("Empty: no limit."))
    cool_categories = _ticks(_("Categories that travel chilled"))
    cool_fee = _number(_("Surcharge for chilled parcels, in yen"))
    sends_to_islands = forms.BooleanField(label=_("Send to the islands below"), required=False)
    remote_fee = _number(_("Surcharge for islands, in yen"), required=False)
    remote_days = _number(_("More days for islands"))
    remote_codes = _lines(
        _("Postcodes of islands"),
        help_text=_("The first three to seven digits, separated by spaces or lines."),
    )
    cut_off = forms.TimeField(
        label=_("Orders until this time leave as if placed that morning"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    packing_days = _number(_("Working days until a parcel leaves"))
    dates_offered = _number(
        _("How many days a customer can choose from"), help_text=_("0: no choice of day.")
    )
    closed_weekdays = _ticks(_("Days of the week without packing"), WEEKDAYS)
    closes_on_holidays = forms.BooleanField(label=_("Closed on public holidays"), required=False)
    closed = _lines(_("Other closed days"), help_text=_("Such as 2026-08-13, or 12-31 for every year."))

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer the categories there are."""
        super().__init__(*args, **options)
        categories = [(str(shelf), name) for shelf, name in category_choices_by_id()]
        self.fields["cool_categories"].choices = categories  # type: ignore[attr-defined] # a choice field, above

    def clean_bands(self) -> tuple[int, ...]:
        """The limits as numbers."""
        return numbers(self.cleaned_data["bands"])

    def changed(self, rules: Rules) -> Rules:
        """The rules with what was typed; the zones keep their fees, fitted to new limits of weight."""
        given = self.cleaned_data
        same = ("free_from", "bands", "heaviest", "cool_fee", "remote_days", "cut_off")
        more = ("packing_days", "dates_offered", "closes_on_holidays")
        return replace(
            rules,
            **{name: given[name] for name in (*same, *more)},
            zones=refitted(rules.zones, rules.bands, given["bands"]),
            remote_fee=(given["remote_fee"] or 0) if given["sends_to_islands"] else None,
            cool_categories=frozenset(int(chosen) for chosen in given["cool_categories"]),
            remote_codes=_words(given["remote_codes"].replace("-", "")),
            closed_weekdays=frozenset(int(day) for day in given["closed_weekdays"]),
            closed=_words(given["closed"]),
        )


class ZoneForm(forms.Form):
    """A zone: prefectures that share fees. A prefecture that is ticked here leaves the zone it was in."""

    name_ja = LineField(label=_("Name in Japanese"), max_length=40)
    name_en = LineField(label=_("Name in English"), max_length=40, required=False)
    days = _number(_("Days on the way"))
    fees = forms.CharField(label=_("Fees in yen"), max_length=200)
    prefectures = _ticks(_("Prefectures"))

    def __init__(self, *args: Any, language: str, bands: tuple[int, ...], **options: Any) -> None:
        """Name prefectures in a language, and say how many fees there are."""
        super().__init__(*args, **options)
        self._count = len(bands) + 1
        named = prefectures_in(language)
        self.fields["prefectures"].choices = list(named.items())  # type: ignore[attr-defined] # a choice field, above
        limits = ", ".join([*(f"≤ {grams:,} g" for grams in bands), f"> {bands[-1]:,} g"] if bands else [])
        self.fields["fees"].help_text = lazystr(limits)

    def clean_fees(self) -> tuple[int, ...]:
        """As many fees as there are bands of weight."""
        fees = numbers(self.cleaned_data["fees"])
        if len(fees) != self._count:
            raise forms.ValidationError(
                _("Enter %(count)s fees, one for each band of weight."), params={"count": self._count}
            )
        return fees

    def zone(self, zone_id: str) -> Zone:
        """The zone as typed."""
        given = self.cleaned_data
        return Zone(
            zone_id,
            given["name_ja"],
            given["name_en"],
            tuple(given["prefectures"]),
            given["days"],
            given["fees"],
        )


class CarrierForm(forms.Form):
    """One carrier; its form has the carrier's id as prefix."""

    is_on = forms.BooleanField(label=_("Offered"), required=False)
    extra = _number(_("More than the zone's fee, in yen"))
    slots = _ticks(_("Times of day"))
    takes_cool = forms.BooleanField(label=_("Takes chilled parcels"), required=False)
    takes_remote = forms.BooleanField(label=_("Goes to islands"), required=False)
    takes_cash = forms.BooleanField(label=_("Collects cash on delivery"), required=False)

    def __init__(self, *args: Any, carrier: str, **options: Any) -> None:
        """Ask about a carrier."""
        super().__init__(*args, **options | {"prefix": carrier})
        self.carrier = carrier
        self.fields["slots"].choices = [(slot, SLOTS[slot]) for slot in SLOTS_OF[carrier]]  # type: ignore[attr-defined] # above

    @property
    def name(self) -> str:
        """The carrier's name."""
        return str(CARRIER_NAMES[self.carrier])

    def rules(self) -> CarrierRules:
        """What was typed."""
        given = self.cleaned_data
        chosen = tuple(slot for slot in SLOTS_OF[self.carrier] if slot in given["slots"])
        return CarrierRules(id=self.carrier, **given | {"slots": chosen})


def typed_rules(rules: Rules) -> dict[str, Any]:
    """The rules as their form shows them."""
    same = ("free_from", "heaviest", "cool_fee", "remote_fee", "remote_days", "cut_off", "packing_days")
    return {
        **{name: getattr(rules, name) for name in same},
        "dates_offered": rules.dates_offered,
        "closes_on_holidays": rules.closes_on_holidays,
        "bands": " ".join(map(str, rules.bands)),
        "cool_categories": [str(category) for category in rules.cool_categories],
        "sends_to_islands": rules.remote_fee is not None,
        "remote_codes": "\n".join(rules.remote_codes),
        "closed_weekdays": [str(day) for day in rules.closed_weekdays],
        "closed": "\n".join(rules.closed),
    }


def typed_zone(zone: Zone) -> dict[str, Any]:
    """A zone as its form shows it."""
    return {
        "name_ja": zone.name_ja,
        "name_en": zone.name_en,
        "days": zone.days,
        "fees": " ".join(map(str, zone.fees)),
        "prefectures": list(zone.prefectures),
    }


def typed_carrier(rules: CarrierRules) -> dict[str, Any]:
    """A carrier as its form shows it."""
    names = ("is_on", "extra", "takes_cool", "takes_remote", "takes_cash")
    return {**{name: getattr(rules, name) for name in names}, "slots": list(rules.slots)}


def _words(typed: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for part in _APART.split(typed) if part))
