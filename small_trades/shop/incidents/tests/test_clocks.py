"""What must be reported, and by when."""

from datetime import UTC, datetime, timedelta

import pytest

from small_trades.shop.incidents.clocks import Clocks, Duty, clocks, duties

KNOWN = datetime(2026, 11, 25, 9, tzinfo=UTC)


@pytest.mark.parametrize(("is_wrongful", "days"), [(False, 30), (True, 60)])
def test_the_last_moments_count_from_when_it_became_known(*, is_wrongful: bool, days: int) -> None:
    assert clocks(KNOWN, is_wrongful=is_wrongful) == Clocks(
        KNOWN + timedelta(days=3), KNOWN + timedelta(days=5), KNOWN + timedelta(days=days)
    )


@pytest.mark.parametrize(
    ("is_wrongful", "persons", "is_open", "found"),
    [
        (False, 1_000, True, ()),
        (False, 1_001, True, (Duty.MANY,)),
        (True, 1, True, (Duty.WRONGFUL,)),
        (True, 1_001, True, (Duty.WRONGFUL, Duty.MANY)),
        (True, 0, True, ()),
        (True, 5_000, False, ()),
    ],
)
def test_why_it_must_be_reported(
    *, is_wrongful: bool, persons: int, is_open: bool, found: tuple[Duty, ...]
) -> None:
    assert duties(is_wrongful=is_wrongful, persons=persons, is_open=is_open) == found
