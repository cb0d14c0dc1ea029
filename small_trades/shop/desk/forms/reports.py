"""Which days, amounts and counterparties the screens of sales and transactions are about."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from small_trades.shop.desk.forms.reasons import LONGEST_REASON, ReasonField
from small_trades.shop.desk.queries.reports import MOST_DAYS, Period
from small_trades.shop.desk.queries.transactions import Wanted
from small_trades.shop.kernel.text import one_line
from small_trades.shop.site.days import DayField

MOST_YEARS = 11
SEARCH, CSV, NAMES = "search", "csv", "names"
_MOST_YEN = 999_999_999


def this_month() -> Period:
    """From the first of this month until today, in Japan."""
    today = timezone.localdate()
    return Period(today.replace(day=1), today)


class PeriodForm(forms.Form):
    """Two days, both included."""

    most_days = MOST_DAYS

    since = DayField(label=_("From"))
    until = DayField(label=_("Until"))

    def clean(self) -> dict[str, Any]:
        """The days in order and not too far apart. Raises ValidationError at its field."""
        cleaned = super().clean() or self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("This day comes before the first one."))
        elif since and until and (until - since).days >= self.most_days:
            words = _("Choose at most %(days)s days.")
            self.add_error("until", words % {"days": self.most_days})
        return cleaned

    def period(self) -> Period:
        """The days of a valid form."""
        return Period(self.cleaned_data["since"], self.cleaned_data["until"])


class TransactionForm(PeriodForm):
    """What is looked for among sales and refunds; only opening names takes a reason."""

    most_days = MOST_YEARS * 366

    least = forms.IntegerField(label=_("At least (yen)"), required=False, min_value=0, max_value=_MOST_YEN)
    most = forms.IntegerField(label=_("At most (yen)"), required=False, min_value=0, max_value=_MOST_YEN)
    counterparty = forms.CharField(
        label=_("Counterparty"),
        required=False,
        max_length=100,
        help_text=_("Name, reading, telephone number, e-mail address or order code. The search is recorded."),
    )
    reason = ReasonField()
    then = forms.ChoiceField(choices=[(each, each) for each in (SEARCH, CSV, NAMES)], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A reason is needed for names alone."""
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = self.data.get("then") == NAMES
        if not self.fields["reason"].required:
            self.fields["reason"] = forms.CharField(
                label=_("Reason"), required=False, max_length=LONGEST_REASON
            )

    def clean(self) -> dict[str, Any]:
        """Amounts in order. Raises ValidationError at its field."""
        cleaned = super().clean()
        least, most = cleaned.get("least"), cleaned.get("most")
        if least is not None and most is not None and most < least:
            self.add_error("most", _("This is less than the least amount."))
        return cleaned

    def wanted(self) -> Wanted:
        """What a valid form looks for."""
        given = self.cleaned_data
        return Wanted(
            period=self.period(),
            least=given["least"],
            most=given["most"],
            counterparty=one_line(given["counterparty"]),
        )


def as_initial(period: Period) -> dict[str, dt.date]:
    """A period as a form begins with it."""
    return {"since": period.since, "until": period.until}
