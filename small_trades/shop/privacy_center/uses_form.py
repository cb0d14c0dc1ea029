"""What a member may look for among the uses of their information."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from small_trades.policy.declaration import POLICY
from small_trades.shop.account.use_lists import UseFilter
from small_trades.shop.account.uses import Kind
from small_trades.shop.site.days import DayField
from small_trades.shop.site.formats import in_language


def _purposes() -> list[tuple[str, str]]:
    return [(purpose.id, in_language(purpose, "name")) for purpose in POLICY.purposes]


class UsesForm(forms.Form):
    """The filter of the list; everything may stay empty."""

    kind = forms.CharField(required=False, widget=forms.HiddenInput)
    purpose = forms.ChoiceField(
        label=_("Purpose"), required=False, choices=lambda: [("", _("Any")), *_purposes()]
    )
    since = DayField(required=False, label=_("From"))
    until = DayField(required=False, label=_("To"))

    def clean_kind(self) -> frozenset[Kind]:
        """One kind; an unknown one is every kind."""
        kind = self.cleaned_data["kind"]
        return frozenset({Kind(kind)}) if kind in set(Kind) else frozenset()

    def clean(self) -> dict[str, Any]:
        """The days must be in order."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        since, until = given.get("since"), given.get("until")
        if since and until and since > until:
            self.add_error("until", ValidationError(_("The last day is before the first.")))
        return given

    def sought(self) -> UseFilter:
        """The filter, without what was typed wrongly."""
        self.full_clean()
        given = self.cleaned_data
        return UseFilter(
            given.get("kind", frozenset()), given.get("purpose", ""), given.get("since"), given.get("until")
        )
