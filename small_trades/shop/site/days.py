"""Days and moments as forms ask for them: the day before or after one is a day, whatever the time zone."""

import datetime as dt
from typing import Any, Final

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone

FIRST: Final = dt.date(1900, 1, 1)
LAST: Final = dt.date(2999, 12, 31)
DAY: Final = "%Y-%m-%d"
MOMENT: Final = "%Y-%m-%dT%H:%M"


class DayField(forms.DateField):
    """A day, with the browser's own calendar."""

    def __init__(self, **options: Any) -> None:
        """Take Django's options."""
        widget = forms.DateInput(attrs={"type": "date"}, format=DAY)
        limits = [MinValueValidator(FIRST), MaxValueValidator(LAST)]
        super().__init__(**{"widget": widget, "validators": limits, **options})


class MomentField(forms.DateTimeField):
    """A moment of the shop's time zone, as the browser's own control gives it."""

    def __init__(self, **options: Any) -> None:
        """Take Django's options."""
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
        limits = [MinValueValidator(_noon(FIRST)), MaxValueValidator(_noon(LAST))]
        super().__init__(**{"widget": widget, "validators": limits, **options})


def _noon(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))
