"""What a delivery costs and when it comes: the one function that page, confirmation, order and desk ask."""

import datetime as dt
from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum

from small_trades.shop.delivery.calendar import packing_day
from small_trades.shop.delivery.rules import CarrierRules, Rules, Zone
from small_trades.shop.pricing.shapes import Charge


@dataclass(frozen=True, slots=True)
class Parcel:
    """What of a cart matters to a carrier: its weight in grams, and whether it travels chilled."""

    grams: int
    is_cool: bool = False


@dataclass(frozen=True, slots=True)
class Destination:
    """What of an address matters: the id of its zone, and whether it is on an island of the list."""

    zone: str
    is_remote: bool = False


class Reason(StrEnum):
    """Why a parcel cannot be sent."""

    NOT_THERE = "not-there"
    NOT_REMOTE = "not-remote"
    TOO_HEAVY = "too-heavy"
    NOT_COOL = "not-cool"
    NO_CARRIER = "no-carrier"


@dataclass(frozen=True, slots=True)
class Option:
    """One way to send a parcel. `earliest` is the first day on which it can arrive.

    `days` are those that may be wished for; none where the shop lets nobody choose.
    """

    carrier: str
    charge: Charge
    earliest: dt.date
    days: tuple[dt.date, ...]
    slots: tuple[str, ...]
    takes_cash: bool


@dataclass(frozen=True, slots=True)
class Quoted:
    """The ways there are, as the trader arranged the carriers; where there is none, `reasons` says why."""

    options: tuple[Option, ...]
    reasons: tuple[Reason, ...] = ()

    def option(self, carrier: str) -> Option | None:
        """The way of a carrier, if it is one."""
        return next((option for option in self.options if option.carrier == carrier), None)


def quote_delivery(parcel: Parcel, to: Destination, rules: Rules, ordered: dt.datetime) -> Quoted:
    """Every way to send a parcel ordered at a moment in the shop's time zone, or why there is none.

    Pure: the same facts have the same answer. Surcharges for cold and islands are due where delivery is free.
    """
    zone = rules.zone(to.zone)
    if zone is None:
        return Quoted((), (Reason.NOT_THERE,))
    refused = _refused(parcel, to, rules)
    if refused is not None:
        return Quoted((), (refused,))
    on_the_way = zone.days + (rules.remote_days if to.is_remote else 0)
    earliest = packing_day(ordered, rules) + dt.timedelta(days=on_the_way)
    options, reasons = [], []
    for carrier in rules.carriers:
        if not carrier.is_on:
            continue
        reason = _refused_by(carrier, parcel, to)
        if reason is not None:
            reasons.append(reason)
            continue
        options.append(_option(charge_of(carrier, zone, parcel, to, rules), carrier, earliest, rules))
    if options:
        return Quoted(tuple(options))
    return Quoted((), tuple(dict.fromkeys(reasons)) or (Reason.NO_CARRIER,))


def cash_fee(total: int, zone: str, option: Option, rules: Rules) -> int | None:
    """The yen for collecting a total, without this fee, in cash; None where nothing is collected."""
    cash = rules.cash
    if not cash.is_on or not option.takes_cash or zone in cash.zones_without or total <= 0:
        return None
    return cash.fee(total)


def charges_anywhere(parcel: Parcel, rules: Rules) -> tuple[Charge, ...]:
    """What each way to each zone costs, before the address is known; islands are left out."""
    return tuple(
        charge_of(carrier, zone, parcel, to, rules)
        for zone in rules.zones
        for to in (Destination(zone.id),)
        for carrier in rules.carriers
        if carrier.is_on and zone.prefectures
        if _refused(parcel, to, rules) is None and _refused_by(carrier, parcel, to) is None
    )


def charge_of(carrier: CarrierRules, zone: Zone, parcel: Parcel, to: Destination, rules: Rules) -> Charge:
    """What a carrier's way costs, given that it takes the parcel."""
    band = bisect_left(rules.bands, parcel.grams)
    always = (rules.cool_fee if parcel.is_cool else 0) + ((rules.remote_fee or 0) if to.is_remote else 0)
    return Charge(amount=zone.fees[band] + carrier.extra, free_from=rules.free_from, always=always)


def _refused(parcel: Parcel, to: Destination, rules: Rules) -> Reason | None:
    if to.is_remote and rules.remote_fee is None:
        return Reason.NOT_REMOTE
    if rules.heaviest is not None and parcel.grams > rules.heaviest:
        return Reason.TOO_HEAVY
    return None


def _refused_by(carrier: CarrierRules, parcel: Parcel, to: Destination) -> Reason | None:
    if parcel.is_cool and not carrier.takes_cool:
        return Reason.NOT_COOL
    return Reason.NOT_REMOTE if to.is_remote and not carrier.takes_remote else None


def _option(charge: Charge, carrier: CarrierRules, earliest: dt.date, rules: Rules) -> Option:
    days = tuple(earliest + dt.timedelta(days=days) for days in range(rules.dates_offered))
    return Option(carrier.id, charge, earliest, days, carrier.slots, carrier.takes_cash)
