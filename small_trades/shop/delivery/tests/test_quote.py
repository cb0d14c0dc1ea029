"""What a delivery costs and when it comes."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from small_trades.shop.delivery.defaults import DEFAULTS
from small_trades.shop.delivery.quote import (
    Destination,
    Parcel,
    Quoted,
    Reason,
    charges_anywhere,
    quote_delivery,
)
from small_trades.shop.delivery.rules import CarrierRules, Rules, Zone
from small_trades.shop.kernel.prefectures import PREFECTURES

ORDERED = dt.datetime.fromisoformat("2026-11-17T09:00")
YAMATO = DEFAULTS.carriers[0]
LIGHT = Parcel(500)
COOL, ISLAND = Parcel(500, is_cool=True), Destination("okinawa", is_remote=True)


def quoted(rules: Rules = DEFAULTS, parcel: Parcel = LIGHT, to: str = "kanto") -> Quoted:
    return quote_delivery(parcel, Destination(to), rules, ORDERED)


def carriers(*, takes_cool: bool = True) -> tuple[CarrierRules, ...]:
    return (replace(YAMATO, takes_cool=takes_cool), replace(DEFAULTS.carriers[1], is_on=True, extra=110))


def test_every_prefecture_has_one_zone() -> None:
    for prefecture in PREFECTURES:
        assert sum(prefecture in zone.prefectures for zone in DEFAULTS.zones) == 1


@pytest.mark.parametrize(
    ("zone", "goods", "fee"),
    [("kanto", 10_999, 770), ("kanto", 11_000, 0), ("okinawa", 1, 1650), ("hokkaido", 500, 1210)],
)
def test_fees_by_zone_and_free_from_a_sum(zone: str, goods: int, fee: int) -> None:
    (option,) = quoted(to=zone).options
    assert option.charge.due(goods) == fee


def test_the_day_of_arrival_depends_on_the_way() -> None:
    (near,), (far,) = quoted().options, quoted(to="okinawa").options
    assert (near.earliest, far.earliest) == (dt.date(2026, 11, 19), dt.date(2026, 11, 23))
    assert (len(near.days), near.days[0], near.days[-1]) == (14, near.earliest, dt.date(2026, 12, 2))


@pytest.mark.parametrize(
    ("grams", "fee"), [(0, 600), (2_000, 600), (2_001, 900), (5_000, 900), (5_001, 1400)]
)
def test_a_band_ends_with_its_limit(grams: int, fee: int) -> None:
    zones = (Zone("kanto", "関東", "Kanto", ("東京都",), 1, (600, 900, 1400)),)
    rules = replace(DEFAULTS, zones=zones, bands=(2_000, 5_000))
    assert quoted(rules, Parcel(grams)).options[0].charge.due(0) == fee


def test_each_carrier_is_a_way_with_its_own_price_and_times() -> None:
    first, second = quoted(replace(DEFAULTS, carriers=carriers())).options
    assert (first.carrier, first.charge.due(0)) == ("yamato", 770)
    assert (second.carrier, second.charge.due(0)) == ("sagawa", 880)
    assert "18-21" in second.slots
    assert "18-21" not in first.slots


def test_surcharges_for_cold_and_islands_are_due_where_delivery_is_free() -> None:
    rules = replace(DEFAULTS, cool_fee=220, remote_fee=1_000, remote_days=3)
    (option,) = quote_delivery(COOL, ISLAND, rules, ORDERED).options
    assert (option.charge.due(0), option.charge.due(11_000)) == (1650 + 1220, 1220)
    assert option.earliest == dt.date(2026, 11, 26)


@pytest.mark.parametrize(
    ("rules", "parcel", "to", "reason"),
    [
        (DEFAULTS, Parcel(1), Destination(""), Reason.NOT_THERE),
        (DEFAULTS, Parcel(1), Destination("gone"), Reason.NOT_THERE),
        (replace(DEFAULTS, heaviest=30_000), Parcel(30_001), Destination("kanto"), Reason.TOO_HEAVY),
        (replace(DEFAULTS, remote_fee=None), Parcel(1), ISLAND, Reason.NOT_REMOTE),
        (
            replace(DEFAULTS, carriers=(replace(YAMATO, takes_remote=False),)),
            Parcel(1),
            ISLAND,
            Reason.NOT_REMOTE,
        ),
        (replace(DEFAULTS, carriers=(replace(YAMATO, takes_cool=False),)), COOL, ISLAND, Reason.NOT_COOL),
        (replace(DEFAULTS, carriers=(replace(YAMATO, is_on=False),)), Parcel(1), ISLAND, Reason.NO_CARRIER),
    ],
)
def test_where_nothing_is_possible_it_says_why(
    rules: Rules, parcel: Parcel, to: Destination, reason: Reason
) -> None:
    assert quote_delivery(parcel, to, rules, ORDERED) == Quoted((), (reason,))


def test_one_carrier_that_cannot_leaves_the_other() -> None:
    found = quoted(replace(DEFAULTS, carriers=carriers(takes_cool=False)), COOL)
    assert ([option.carrier for option in found.options], found.reasons) == (["sagawa"], ())


amounts = st.integers(0, 5_000)
own_carriers = st.builds(
    replace,
    st.sampled_from(DEFAULTS.carriers),
    is_on=st.booleans(),
    extra=amounts,
    takes_cool=st.booleans(),
    takes_remote=st.booleans(),
)


@st.composite
def own_rules(draw: st.DrawFn) -> Rules:
    """Rules that a trader may set."""
    bands = tuple(sorted(draw(st.sets(st.integers(1, 50_000), max_size=4))))
    fees = st.lists(amounts, min_size=len(bands) + 1, max_size=len(bands) + 1).map(sorted).map(tuple)
    zones = tuple(replace(zone, fees=draw(fees), days=draw(st.integers(0, 9))) for zone in DEFAULTS.zones)
    return replace(
        DEFAULTS,
        zones=zones,
        bands=bands,
        heaviest=draw(st.none() | st.integers(50_001, 60_000)),
        carriers=tuple(draw(st.lists(own_carriers, max_size=3, unique_by=lambda each: each.id))),
        free_from=draw(st.none() | st.integers(0, 20_000)),
        cool_fee=draw(amounts),
        remote_fee=draw(st.none() | amounts),
        remote_days=draw(st.integers(0, 5)),
        dates_offered=draw(st.integers(0, 20)),
        packing_days=draw(st.integers(0, 5)),
    )


parcels = st.builds(Parcel, st.integers(0, 70_000), st.booleans())
places = st.builds(Destination, st.sampled_from([zone.id for zone in DEFAULTS.zones] + [""]), st.booleans())
moments = st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2027, 12, 31))  # noqa: DTZ001 - the shop's zone


@given(own_rules(), parcels, places, moments, st.integers(0, 30_000))
def test_there_is_a_way_or_a_reason_and_every_way_holds_what_it_says(
    rules: Rules, parcel: Parcel, to: Destination, ordered: dt.datetime, goods: int
) -> None:
    found = quote_delivery(parcel, to, rules, ordered)

    assert bool(found.options) != bool(found.reasons)
    for option in found.options:
        assert option.charge.due(goods) >= option.charge.always >= 0
        assert option.earliest >= ordered.date() + dt.timedelta(days=rules.packing_days)
        assert list(option.days) == sorted(option.days)
        assert len(option.days) == rules.dates_offered
    if found.options and not to.is_remote:
        assert {option.charge for option in found.options} <= set(charges_anywhere(parcel, rules))


@given(own_rules(), parcels, places, moments, st.integers(0, 30_000))
def test_more_weight_or_cold_is_never_cheaper(
    rules: Rules, parcel: Parcel, to: Destination, ordered: dt.datetime, goods: int
) -> None:
    more = Parcel(parcel.grams + 1_000, is_cool=True)
    lighter = quote_delivery(parcel, to, rules, ordered)
    for heavy in quote_delivery(more, to, rules, ordered).options:
        light = lighter.option(heavy.carrier)
        assert light is not None
        assert heavy.charge.due(goods) >= light.charge.due(goods)
