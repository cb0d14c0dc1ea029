"""What staff type about a demand by an authority."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from small_trades.shop.kernel.text import one_line
from small_trades.shop.provisions.actions.ask import Demand
from small_trades.shop.provisions.queries.person import Item
from small_trades.shop.rights.shown import NAMES
from small_trades.shop.site.days import DayField


class _LineField(forms.CharField):
    """One line, cleaned."""

    def to_python(self, value: Any) -> str:
        return one_line(str(value)) if value is not None else ""


class FindForm(forms.Form):
    """How the demand names the person."""

    who = _LineField(
        label=_("Order code, inquiry code or member number"),
        max_length=40,
        help_text=_("A demand by name alone is answered by asking the authority for one of these."),
    )


class DemandForm(forms.Form):
    """Who demands what, under which law, by which document."""

    authority = _LineField(label=_("Authority"), max_length=60, help_text=_("Office and person in charge."))
    law = _LineField(
        label=_("Law and article"),
        max_length=50,
        help_text=_("Such as 刑事訴訟法第197条第2項. Asking kindly is no ground."),
    )
    document = _LineField(label=_("Number of the document"), max_length=40)
    requested_on = DayField(label=_("Date of the document"))
    groups = forms.MultipleChoiceField(
        label=_("What it demands"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("No more than the document names."),
    )
    told_from = DayField(
        label=_("Not to be told before"),
        required=False,
        help_text=_("Only where telling the person would hinder an investigation (APPI art. 33(5))."),
    )

    def __init__(self, *args: Any, items: Sequence[Item], **options: Any) -> None:
        """Offer what is held, and from what it is."""
        super().__init__(*args, **options)
        self.fields["groups"].choices = [  # type: ignore[attr-defined] # a MultipleChoiceField, declared above
            (item.group, f"{NAMES.get(item.group, item.group)} × {item.count}") for item in items
        ]

    def clean_requested_on(self) -> Any:
        """Refuse a day that has not come."""
        day = self.cleaned_data["requested_on"]
        if day > timezone.localdate():
            raise ValidationError(_("This day is in the future."))
        return day

    def demand(self) -> Demand:
        """What was typed, once the form is valid."""
        data = self.cleaned_data
        return Demand(
            authority=data["authority"],
            law=data["law"],
            document=data["document"],
            requested_on=data["requested_on"],
            groups=tuple(data["groups"]),
            told_from=data["told_from"],
        )
