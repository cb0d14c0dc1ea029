"""The rules of delivery as data: zones, fees, carriers, days; and what makes no sense."""

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import gettext as _

from small_trades.shop.delivery.carriers import SLOTS_OF
from small_trades.shop.kernel.bad_input import BadInput
from small_trades.shop.kernel.prefectures import PREFECTURES

MOST_YEN: Final = 999_999
MOST_COLLECTED: Final = 9_999_999
MOST_GRAMS: Final = 1_000_000
MOST_DAYS: Final = 60
MOST_BANDS: Final = 10
MOST_CODES: Final = 2_000
MOST_CLOSED: Final = 100  # so that a working day always comes
WEEK: Final = range(7)
SHORTEST_CODE, LONGEST_CODE = 3, 7


@dataclass(frozen=True, slots=True)
class Zone:
    """Prefectures that share fees in yen, one for each band of weight, and a number of days on the road."""

    id: str
    name_ja: str
    name_en: str
    prefectures: tuple[str, ...]
    days: int
    fees: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CarrierRules:
    """Whether a carrier is offered, for how many yen more, at which times of day, and what it takes."""

    id: str
    is_on: bool
    extra: int
    slots: tuple[str, ...]
    takes_cool: bool
    takes_remote: bool
    takes_cash: bool


@dataclass(frozen=True, slots=True)
class CashRules:
    """Cash on delivery (代金引換): what a carrier asks for collecting so much, and from whom it is not taken.

    `fees` are pairs of yen, rising: up to so much, this fee. Above the last nothing is collected.
    """

    is_on: bool = False
    fees: tuple[tuple[int, int], ...] = ((9_999, 330), (29_999, 440), (99_999, 660), (300_000, 1_100))
    zones_without: frozenset[str] = frozenset()

    def fee(self, total: int) -> int | None:
        """The yen for collecting a total that is above nothing; None where it is too much to collect."""
        return next((fee for up_to, fee in self.fees if total <= up_to), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Everything that decides about a delivery. `number` rises with each change; fees are yen with tax.

    `bands` are the upper limits in grams of all bands of weight but the last, which ends at `heaviest` or,
    with None, nowhere. Goods of `cool_categories` travel chilled. `remote_codes` are the beginnings of the
    postcodes of islands, whose fee of None means that nothing goes there. `closed` are days as `MM-DD` or
    `YYYY-MM-DD`.
    """

    number: int = 0
    zones: tuple[Zone, ...]
    bands: tuple[int, ...] = ()
    heaviest: int | None = None
    carriers: tuple[CarrierRules, ...]
    free_from: int | None = None
    cool_fee: int = 0
    cool_categories: frozenset[int] = frozenset()
    remote_fee: int | None = 0
    remote_days: int = 0
    remote_codes: tuple[str, ...] = ()
    cut_off: dt.time = dt.time(12)
    packing_days: int = 1
    dates_offered: int = 14
    closed_weekdays: frozenset[int] = frozenset({5, 6})
    closes_on_holidays: bool = True
    cash: CashRules = CashRules()
    closed: tuple[str, ...] = ("12-29", "12-30", "12-31", "01-02", "01-03")

    def zone_of(self, prefecture: str) -> Zone | None:
        """The zone of a prefecture by its Japanese name; None where nothing is sent."""
        return next((zone for zone in self.zones if prefecture in zone.prefectures), None)

    def zone(self, zone_id: str) -> Zone | None:
        """The zone of an id, if there still is one."""
        return next((zone for zone in self.zones if zone.id == zone_id), None)

    def is_remote(self, postal_code: str) -> bool:
        """Whether seven digits are those of an island on the list."""
        return postal_code.startswith(self.remote_codes)


def require_sense(rules: Rules) -> None:
    """Refuse rules under which an address would have two fees or none, or no day would ever come.

    Raises:
        BadInput: by the field of the desk's form that has to change.
    """
    problems = {**_of_zones(rules), **_of_carriers(rules), **_of_days(rules)}
    if list(rules.bands) != sorted(set(rules.bands)) or not _within(rules.bands, 1, MOST_GRAMS):
        problems["bands"] = _("Enter rising weights in grams, such as 2000, 5000, 10000.")
    elif len(rules.bands) >= MOST_BANDS:
        problems["bands"] = _("At most %(count)s bands of weight.") % {"count": MOST_BANDS}
    if rules.heaviest is not None and rules.heaviest <= max(rules.bands, default=0):
        problems["heaviest"] = _("The heaviest parcel weighs more than the last limit before it.")
    yen = {"free_from": rules.free_from, "cool_fee": rules.cool_fee, "remote_fee": rules.remote_fee}
    for name, amount in yen.items():
        if amount is not None and not 0 <= amount <= MOST_YEN:
            problems[name] = _("Between 0 and 999,999 yen.")
    if len(rules.remote_codes) > MOST_CODES or not all(map(_is_code, rules.remote_codes)):
        problems["remote_codes"] = _("Enter three to seven digits of postcodes, at most 2,000 of them.")
    problems |= _of_cash(rules.cash)
    if problems:
        raise BadInput(problems)


def _of_cash(cash: CashRules) -> dict[str, str]:
    limits = [up_to for up_to, _fee in cash.fees]
    is_rising = limits == sorted(set(limits)) and _within(limits, 1, MOST_COLLECTED)
    if not cash.fees or not is_rising or not _within((fee for _up_to, fee in cash.fees), 0, MOST_YEN):
        return {"cash_fees": _("Enter a line for each step, such as 10000 330, the amounts rising.")}
    return {}


def refitted(zones: Iterable[Zone], before: tuple[int, ...], after: tuple[int, ...]) -> tuple[Zone, ...]:
    """Zones with a fee for each of other bands: that of the old band in which the new one ends."""
    places = [*(bisect_left(before, limit) for limit in after), len(before)]
    return tuple(replace(zone, fees=tuple(zone.fees[place] for place in places)) for zone in zones)


def _of_zones(rules: Rules) -> dict[str, str]:
    named = [prefecture for zone in rules.zones for prefecture in zone.prefectures]
    twice = sorted({prefecture for prefecture in named if named.count(prefecture) > 1})
    if not rules.zones or len({zone.id for zone in rules.zones}) != len(rules.zones):
        return {"zones": _("There is at least one zone, and each has its own name.")}
    if twice:
        return {"zones": _("%(prefecture)s is in two zones.") % {"prefecture": twice[0]}}
    if any(prefecture not in PREFECTURES for prefecture in named):
        return {"zones": _("Choose among the 47 prefectures.")}
    if any(len(zone.fees) != len(rules.bands) + 1 for zone in rules.zones):
        return {"zones": _("Each zone has one fee for each band of weight.")}
    if any(not _within(zone.fees, 0, MOST_YEN) or not 0 <= zone.days <= MOST_DAYS for zone in rules.zones):
        return {"zones": _("Fees are 0 to 999,999 yen, and a parcel is at most 60 days on its way.")}
    return {}


def _of_carriers(rules: Rules) -> dict[str, str]:
    for carrier in rules.carriers:
        slots = SLOTS_OF.get(carrier.id)
        if slots is None or not set(carrier.slots) <= set(slots):
            return {"carriers": _("That carrier does not deliver at that time of day.")}
        if not 0 <= carrier.extra <= MOST_YEN:
            return {"carriers": _("Between 0 and 999,999 yen.")}
    if not any(carrier.is_on for carrier in rules.carriers):
        return {"carriers": _("Offer at least one carrier.")}
    return {}


def _of_days(rules: Rules) -> dict[str, str]:
    problems = {}
    if not 0 <= rules.packing_days <= MOST_DAYS:
        problems["packing_days"] = _("Between 0 and 60 days.")
    if not 0 <= rules.remote_days <= MOST_DAYS:
        problems["remote_days"] = _("Between 0 and 60 days.")
    if not 0 <= rules.dates_offered <= MOST_DAYS:
        problems["dates_offered"] = _("Between 0 and 60 days.")
    if not rules.closed_weekdays < set(WEEK):
        problems["closed_weekdays"] = _("The shop packs on at least one day of the week.")
    if len(rules.closed) > MOST_CLOSED or not all(map(is_closed_day, rules.closed)):
        problems["closed"] = _("Enter days such as 2026-08-13, or 12-31 for every year; at most 100.")
    return problems


def is_closed_day(text: str) -> bool:
    """Whether a text is a day as `closed` lists it."""
    try:
        dt.date.fromisoformat(text if len(text) == len("2000-02-29") else f"2000-{text}")
    except ValueError:
        return False
    return True


def _is_code(text: str) -> bool:
    return text.isascii() and text.isdigit() and SHORTEST_CODE <= len(text) <= LONGEST_CODE


def _within(numbers: Iterable[int], least: int, most: int) -> bool:
    return all(least <= number <= most for number in numbers)
