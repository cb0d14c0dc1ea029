"""The kinds of options."""

from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(StrEnum):
    """How a customer answers: one of several choices, yes or no, or words that are typed at the checkout."""

    CHOICE = "choice"
    CHECK = "check"
    WORDS = "words"


KIND_NAMES: Final[dict[Kind, str | Promise]] = {
    Kind.CHOICE: _("One of several choices"),
    Kind.CHECK: _("Yes or no"),
    Kind.WORDS: _("Words that the customer types"),
}
