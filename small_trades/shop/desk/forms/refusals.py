"""What staff type to refuse somebody, to decide on an objection, and to let an order on hold go on."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from small_trades.policy.groups import EvidenceText
from small_trades.shop.account.fields import LetterField
from small_trades.shop.misuse.forms import LONGEST_TEXT
from small_trades.shop.misuse.reasons import DAYS_OFFERED, MARK_NAMES, REASON_WORDS, Mark, Reason
from small_trades.shop.orders.holds import HOLD_END_WORDS, RELEASING, HoldEnd


def _days_offered() -> list[tuple[int, str]]:
    return [(days, gettext("%(days)s days") % {"days": days}) for days in DAYS_OFFERED]


class ProposeForm(forms.Form):
    """For what, by what, on what evidence and for how long."""

    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=[("", _("Please choose")), *((each.value, words) for each, words in REASON_WORDS.items())],
        help_text=_("The person is told this sentence."),
    )
    evidence = LetterField(
        label=_("What shows it"),
        rows=5,
        max_length=LONGEST_TEXT,
        help_text=_("Facts with dates. The person can read this, and it is erased with their information."),
    )
    marks = forms.MultipleChoiceField(
        label=_("Recognise them by"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Take as few as will do. Only values that nobody can turn back are kept."),
    )
    days = forms.TypedChoiceField(
        label=_("For how long"),
        coerce=int,
        choices=_days_offered,
    )

    def __init__(self, *args: Any, marks: Iterable[Mark], **options: Any) -> None:
        """Offer the marks that this person's record has."""
        super().__init__(*args, **options)
        offered = self.fields["marks"]
        offered.choices = [(mark.value, MARK_NAMES[mark]) for mark in marks]  # type: ignore[attr-defined] # a MultipleChoiceField, declared above

    def chosen_marks(self) -> tuple[Mark, ...]:
        """By what to recognise them, once the form is valid."""
        return tuple(Mark(mark) for mark in self.cleaned_data["marks"])

    def chosen_reason(self) -> Reason:
        """Why, once the form is valid."""
        return Reason(self.cleaned_data["reason"])

    def text(self) -> EvidenceText:
        """What shows it, once the form is valid."""
        return EvidenceText(self.cleaned_data["evidence"])


class AppealAnswerForm(forms.Form):
    """What the person is told about their objection."""

    answer = LetterField(
        label=_("Answer to the person"),
        rows=4,
        max_length=LONGEST_TEXT,
        help_text=_("They read it on the page of their objection. Say why."),
    )

    def text(self) -> EvidenceText:
        """The answer, once the form is valid."""
        return EvidenceText(self.cleaned_data["answer"])


class ReleaseForm(forms.Form):
    """Why an order on hold may go on."""

    why = forms.ChoiceField(
        label=_("Why it may go on"),
        choices=[("", _("Please choose")), *((end.value, HOLD_END_WORDS[end]) for end in RELEASING)],
    )

    def chosen(self) -> HoldEnd:
        """The reason, once the form is valid."""
        return HoldEnd(self.cleaned_data["why"])
