"""Days far away are refused at their field, and never reach arithmetic that would break on them."""

import datetime as dt

import pytest
from django import forms

from small_trades.shop.site.days import DayField, MomentField


class Form(forms.Form):
    day = DayField(required=False)
    moment = MomentField(required=False)


@pytest.mark.parametrize("day", ["1900-01-01", "2026-02-28", "2999-12-31"])
def test_a_day_is_taken(day: str) -> None:
    form = Form({"day": day})
    assert form.is_valid()
    assert form.cleaned_data["day"] == dt.date.fromisoformat(day)


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "3000-01-01", "9999-12-31", "2026-02-30", "\0"])
def test_a_day_nobody_means_is_refused(day: str) -> None:
    form = Form({"day": day})
    assert list(form.errors) == ["day"]
    assert "day" not in form.cleaned_data


@pytest.mark.parametrize("moment", ["0001-01-01T00:00", "9999-12-31T23:59", "2026-02-30T10:00"])
def test_a_moment_nobody_means_is_refused(moment: str) -> None:
    form = Form({"moment": moment})
    assert list(form.errors) == ["moment"]


def test_a_moment_is_the_shops_and_shown_as_it_was_typed() -> None:
    form = Form({"moment": "2026-02-28T10:30"})
    assert form.is_valid()
    assert form.cleaned_data["moment"].utcoffset() == dt.timedelta(hours=9)
    assert 'type="datetime-local"' in str(form["moment"])
    assert 'value="2026-02-28T10:30"' in str(form["moment"])
