"""The rules are stored whole, and only where they make sense."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from small_trades.policy.groups import DeliveryAddress
from small_trades.shop.delivery.actions import save_rules
from small_trades.shop.delivery.codec import decode, encode
from small_trades.shop.delivery.defaults import DEFAULTS
from small_trades.shop.delivery.models import DeliveryRules
from small_trades.shop.delivery.queries import destination, rules_now
from small_trades.shop.delivery.quote import Destination
from small_trades.shop.delivery.rules import CashRules, Zone
from small_trades.shop.kernel.bad_input import BadInput

KANTO = DEFAULTS.zones[2]
OWN = replace(
    DEFAULTS,
    number=1,
    zones=(replace(KANTO, fees=(600, 900)), Zone("rest", "ほか", "Elsewhere", ("沖縄県",), 4, (900, 1900))),
    bands=(2_000,),
    heaviest=25_000,
    free_from=None,
    cool_fee=220,
    cool_categories=frozenset({3, 1}),
    remote_fee=None,
    remote_codes=("100", "9071801"),
    cut_off=dt.time(15, 30),
    closed=("2026-08-13",),
    closed_weekdays=frozenset({0}),
    cash=CashRules(is_on=True, fees=((10_000, 330), (30_000, 440)), zones_without=frozenset({"rest"})),
)


def test_rules_survive_being_stored() -> None:
    assert decode(encode(OWN), 1) == OWN
    assert decode(encode(DEFAULTS), 0) == DEFAULTS


@pytest.mark.django_db
def test_what_is_saved_holds_from_now_on_under_the_next_number() -> None:
    assert rules_now() is DEFAULTS
    assert save_rules(OWN) == 1
    assert rules_now() == OWN
    assert save_rules(DEFAULTS) == 2
    assert rules_now() == replace(DEFAULTS, number=2)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"zones": ()}, "zones"),
        ({"zones": (KANTO, KANTO)}, "zones"),
        ({"zones": (KANTO, replace(KANTO, id="again"))}, "zones"),
        ({"zones": (replace(KANTO, prefectures=("Tokyo",)),)}, "zones"),
        ({"zones": (replace(KANTO, fees=(-1,)),)}, "zones"),
        ({"zones": (replace(KANTO, fees=(1_000_000,)),)}, "zones"),
        ({"zones": (replace(KANTO, fees=(1, 2)),)}, "zones"),
        ({"zones": (replace(KANTO, days=61),)}, "zones"),
        ({"bands": (5_000, 2_000)}, "bands"),
        ({"bands": (0,)}, "bands"),
        ({"bands": tuple(range(1, 12))}, "bands"),
        ({"heaviest": 0}, "heaviest"),
        ({"carriers": ()}, "carriers"),
        ({"carriers": (replace(DEFAULTS.carriers[0], slots=("12-14",)),)}, "carriers"),
        ({"carriers": (replace(DEFAULTS.carriers[0], id="ours"),)}, "carriers"),
        ({"carriers": (replace(DEFAULTS.carriers[0], extra=-1),)}, "carriers"),
        ({"free_from": -1}, "free_from"),
        ({"cool_fee": 1_000_000}, "cool_fee"),
        ({"remote_fee": -1}, "remote_fee"),
        ({"remote_codes": ("10",)}, "remote_codes"),
        ({"remote_codes": ("１００",)}, "remote_codes"),
        ({"remote_codes": ("100",) * 2_001}, "remote_codes"),
        ({"remote_days": -1}, "remote_days"),
        ({"packing_days": 61}, "packing_days"),
        ({"dates_offered": -1}, "dates_offered"),
        ({"closed_weekdays": frozenset(range(7))}, "closed_weekdays"),
        ({"closed": ("13-01",)}, "closed"),
        ({"closed": ("12-31",) * 101}, "closed"),
        ({"cash": CashRules(fees=())}, "cash_fees"),
        ({"cash": CashRules(fees=((2, 1), (1, 1)))}, "cash_fees"),
        ({"cash": CashRules(fees=((1, -1),))}, "cash_fees"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        save_rules(replace(DEFAULTS, **changes))
    assert field in refused.value.problems
    assert not DeliveryRules.objects.exists()


def test_an_address_lies_in_a_zone_or_in_none_and_islands_are_told_by_postcode() -> None:
    to = DeliveryAddress("", "", "", "", "1000101", "東京都", "大島町", "元町", "", "")
    assert destination(to, OWN) == Destination("kanto", is_remote=True)
    assert destination(to, DEFAULTS) == Destination("kanto", is_remote=False)
    far = DeliveryAddress("", "", "", "", "0600000", "北海道", "札幌市", "北1条", "", "")
    assert destination(far, OWN) == Destination("", is_remote=False)


@pytest.mark.parametrize(
    ("total", "fee"), [(1, 330), (9_999, 330), (10_000, 440), (300_000, 1_100), (300_001, None)]
)
def test_the_fee_for_collecting_depends_on_how_much(total: int, fee: int | None) -> None:
    assert CashRules().fee(total) == fee
