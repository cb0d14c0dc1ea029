"""Where a review stands, and why the shop may leave one out."""

from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class ReviewState(StrEnum):
    """Whether it is on the product page."""

    WAITING = "waiting"
    SHOWN = "shown"
    NOT_SHOWN = "not-shown"


class LeftOut(StrEnum):
    """The only reasons to leave a review out; that it is unkind to the shop is none."""

    PERSON = "person"
    LAW = "law"
    OTHER_MATTER = "other-matter"
    ADVERTISING = "advertising"


STATE_NAMES: Final[dict[ReviewState, str | Promise]] = {
    ReviewState.WAITING: _("We are reading it"),
    ReviewState.SHOWN: _("On the product page"),
    ReviewState.NOT_SHOWN: _("Not on the product page"),
}
REASON_WORDS: Final[dict[LeftOut, str | Promise]] = {
    LeftOut.PERSON: _("It says something about a person that should not be public."),
    LeftOut.LAW: _("It insults somebody, or goes against the law."),
    LeftOut.OTHER_MATTER: _("It is not about this product."),
    LeftOut.ADVERTISING: _("It advertises something else."),
}
