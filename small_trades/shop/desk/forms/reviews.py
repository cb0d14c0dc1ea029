"""What is done with a review, and on which version of it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from small_trades.shop.kernel.text import clean
from small_trades.shop.reviews.states import REASON_WORDS

LONGEST_ANSWER = 2_000
LARGEST_VERSION = 2_147_483_647


class ReadForm(forms.Form):
    """The version that was read."""

    version = forms.IntegerField(min_value=1, max_value=LARGEST_VERSION, widget=forms.HiddenInput)


class LeaveOutForm(ReadForm):
    """Why a review is not shown."""

    reason = forms.ChoiceField(label=_("Why is it left out?"), choices=list(REASON_WORDS.items()))


class AnswerForm(ReadForm):
    """What the shop says below a review; empty takes it away."""

    answer = forms.CharField(
        label=_("Public answer of the shop"),
        max_length=LONGEST_ANSWER,
        required=False,
        widget=forms.Textarea(attrs={"rows": "4"}),
        help_text=_("Everybody reads it below the review. Leave it empty to take it away."),
    )

    def clean_answer(self) -> str:
        """The text without control characters."""
        return clean(self.cleaned_data["answer"])
