"""What is asked of somebody who reviews what they received."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from small_trades.policy.groups import ReviewWords
from small_trades.shop.account.fields import LetterField, LineField, PersonalForm

LONGEST_TEXT = 2_000


class ReviewForm(PersonalForm):
    """Stars and words, and the name they are shown under: never the registered one unless it is typed."""

    stars = forms.ChoiceField(
        label=_("Stars"),
        widget=forms.RadioSelect,
        choices=[
            ("5", _("5 of 5 stars")),
            ("4", _("4 of 5 stars")),
            ("3", _("3 of 5 stars")),
            ("2", _("2 of 5 stars")),
            ("1", _("1 of 5 stars")),
        ],
        error_messages={"required": _("Please choose the stars.")},
    )
    title = LineField(label=_("Title of the review"), max_length=100)
    text = LetterField(label=_("Your review"), rows=10, max_length=LONGEST_TEXT)
    pen_name = LineField(
        label=_("Name shown with it"),
        max_length=40,
        help_text=_("Everybody can read this. Choose a pen name that tells nobody who you are."),
    )

    def words(self) -> ReviewWords:
        """What was written, once the form is valid."""
        given: dict[str, Any] = self.cleaned_data
        return ReviewWords(given["stars"], given["title"], given["text"], given["pen_name"])


def typed(words: ReviewWords | None, *, pen_name: str) -> dict[str, str]:
    """What the form begins with: what was written, or the pen name alone."""
    if words is None:
        return {"pen_name": pen_name}
    return {name: getattr(words, name) for name in ReviewForm.base_fields}
