"""What staff type about word to recipients."""

from django import forms
from django.utils.translation import gettext_lazy as _

from small_trades.shop.provisions.states import ANSWERS, BY_HAND, WHY_CHOICES, How, ToldState

_ANY = [("", _("Any"))]


class NoticeFilterForm(forms.Form):
    """Which notices to list."""

    state = forms.ChoiceField(label=_("State"), required=False, choices=[*_ANY, *ToldState.choices])

    def wanted(self) -> ToldState | None:
        """The state; None for all, and for a mistake."""
        given = self.cleaned_data.get("state") if self.is_valid() else ""
        return ToldState(given) if given else None


class AnswerForm(forms.Form):
    """What a recipient answered, how its answer came, and why it did not do it."""

    answer = forms.ChoiceField(label=_("Its answer"), choices=[(one.value, one.label) for one in ANSWERS])
    how = forms.ChoiceField(label=_("How it answered"), choices=[(one.value, one.label) for one in BY_HAND])
    why = forms.ChoiceField(
        label=_("Its reason, where it did not do it"), required=False, choices=WHY_CHOICES
    )

    def clean(self) -> dict[str, str]:
        """Whoever does not do it has a reason."""
        given = dict(super().clean() or {})
        if given.get("answer") not in {ToldState.ACKNOWLEDGED, None} and not given.get("why"):
            self.add_error("why", _("Say why it did not do it."))
        return given

    def chosen(self) -> tuple[ToldState, How, str]:
        """All three, once the form is valid."""
        given = self.cleaned_data
        return ToldState(given["answer"]), How(given["how"]), given["why"]
