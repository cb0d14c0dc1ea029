"""What may be looked for in the ledger: never a name, because a page's address is written down everywhere."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from small_trades.policy.declaration import POLICY
from small_trades.shop.desk.queries.ledger import EVENTS, LedgerFilter, staff_choices, subject_of
from small_trades.shop.site.days import MomentField
from small_trades.shop.site.formats import in_language

_ANY = ("", _("Any"))


class LedgerFilterForm(forms.Form):
    """Which rows to list. What is left empty does not narrow."""

    person = forms.CharField(
        label=_("Person"),
        required=False,
        max_length=40,
        help_text=_("An order code, an inquiry code or a member number. The look is recorded."),
    )
    staff = forms.ChoiceField(
        label=_("Member of staff"), required=False, choices=lambda: [_ANY, *staff_choices()]
    )
    purpose = forms.ChoiceField(
        label=_("Purpose"),
        required=False,
        choices=lambda: [_ANY, *((purpose.id, in_language(purpose, "name")) for purpose in POLICY.purposes)],
    )
    event = forms.ChoiceField(label=_("What"), required=False, choices=[_ANY, *EVENTS.items()])
    since = MomentField(required=False, label=_("From (date and time)"))
    until = MomentField(required=False, label=_("Until (date and time)"))

    def clean_person(self) -> object:
        """The person behind a code; None where nothing was typed."""
        typed = self.cleaned_data["person"]
        subject = subject_of(typed) if typed else None
        if typed and subject is None:
            raise ValidationError(_("Nobody is found by this code or number."))
        return subject

    def sought(self) -> LedgerFilter | None:
        """The filter; None while something in it is wrong, so that nobody takes other rows for these."""
        if not self.is_valid():
            return None
        given = self.cleaned_data
        return LedgerFilter(
            subject=given["person"],
            staff=given["staff"],
            purpose=given["purpose"],
            event=given["event"],
            since=given["since"],
            until=given["until"],
        )
