"""Rules of delivery as JSON and back."""

import datetime as dt
from dataclasses import fields
from typing import Any

from small_trades.shop.delivery.rules import CarrierRules, CashRules, Rules, Zone

_WHOLE = ("heaviest", "free_from", "cool_fee", "remote_fee", "remote_days", "packing_days", "dates_offered")


def encode(rules: Rules) -> dict[str, Any]:
    """The rules without their number, as JSON keeps them."""
    return {
        **{name: getattr(rules, name) for name in _WHOLE},
        "zones": [_plain(zone) for zone in rules.zones],
        "carriers": [_plain(carrier) for carrier in rules.carriers],
        "cash": {
            "is_on": rules.cash.is_on,
            "fees": [list(step) for step in rules.cash.fees],
            "zones_without": sorted(rules.cash.zones_without),
        },
        "bands": list(rules.bands),
        "cool_categories": sorted(rules.cool_categories),
        "remote_codes": list(rules.remote_codes),
        "cut_off": rules.cut_off.isoformat(timespec="minutes"),
        "closed_weekdays": sorted(rules.closed_weekdays),
        "closes_on_holidays": rules.closes_on_holidays,
        "closed": list(rules.closed),
    }


def decode(stored: dict[str, Any], number: int) -> Rules:
    """The rules as they were stored. KeyError for what `encode` did not make."""
    return Rules(
        number=number,
        zones=tuple(_zone(zone) for zone in stored["zones"]),
        carriers=tuple(_carrier(carrier) for carrier in stored["carriers"]),
        cash=_cash(stored["cash"]),
        bands=tuple(stored["bands"]),
        cool_categories=frozenset(stored["cool_categories"]),
        remote_codes=tuple(stored["remote_codes"]),
        cut_off=dt.time.fromisoformat(stored["cut_off"]),
        closed_weekdays=frozenset(stored["closed_weekdays"]),
        closes_on_holidays=stored["closes_on_holidays"],
        closed=tuple(stored["closed"]),
        **{name: stored[name] for name in _WHOLE},
    )


def _zone(stored: dict[str, Any]) -> Zone:
    return Zone(**stored | {"prefectures": tuple(stored["prefectures"]), "fees": tuple(stored["fees"])})


def _cash(stored: dict[str, Any]) -> CashRules:
    fees = tuple((up_to, fee) for up_to, fee in stored["fees"])
    return CashRules(stored["is_on"], fees, frozenset(stored["zones_without"]))


def _carrier(stored: dict[str, Any]) -> CarrierRules:
    return CarrierRules(**stored | {"slots": tuple(stored["slots"])})


def _plain(part: Zone | CarrierRules) -> dict[str, Any]:
    values = {each.name: getattr(part, each.name) for each in fields(part)}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
