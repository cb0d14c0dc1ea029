"""What a letter about a request must say, whatever else staff write in it."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from small_trades.policy.groups import InquiryText
from small_trades.privacy.rights import Request
from small_trades.shop.inquiries.queries import language_of
from small_trades.shop.site.formats import date


def opening_of(asked: Request) -> str:
    """How the letter begins, in the language of its conversation; empty where nothing has to be said."""
    if asked.asked_as is None or asked.inquiry_id is None:
        return ""
    with override(language_of(asked.inquiry_id)):
        words = _(
            "On %(day)s you asked us to stop using your information, and then told us that you would rather "
            "have it deleted. This letter answers that wish; the two weeks to answer ran from the first day "
            "on."
        )
        return words % {"day": date(asked.asked_at)}


def letter_for(asked: Request, written: InquiryText) -> InquiryText:
    """The whole letter."""
    opening = opening_of(asked)
    return InquiryText(f"{opening}\n\n{written.text}") if opening else written
