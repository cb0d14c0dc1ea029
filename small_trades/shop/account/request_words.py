"""What a person may ask for, how they showed who they are, and why something was decided so, in words."""

from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from small_trades.privacy.rights import Decision, Identified, ReasonCode, RequestKind, RequestState
from small_trades.shop.account.words import Words

ADOPTED: Final = "adopted"
"""What a row says where somebody was taken over by a member (`privacy.adopt`)."""
KINDS: Final[dict[RequestKind, Words]] = {
    RequestKind.ACCESS: _("Access"),
    RequestKind.PORT: _("A copy to take elsewhere"),
    RequestKind.RECTIFY: _("Correction"),
    RequestKind.ERASE: _("Deletion"),
    RequestKind.RESTRICT: _("Stop of use"),
    RequestKind.OBJECT: _("Objection"),
}
STEPS: Final[dict[str, Words]] = {
    RequestState.ASKED: _("You asked for this: %(right)s."),
    RequestState.IDENTIFIED: _("It was made sure that this request came from you: %(right)s."),
    Decision.GRANTED: _("Your request was granted: %(right)s."),
    Decision.PARTLY: _("Your request was granted in part: %(right)s."),
    Decision.REFUSED: _("Your request was not granted: %(right)s."),
    RequestState.DONE: _("Your request was carried out: %(right)s."),
    RequestState.WITHDRAWN: _("This request was withdrawn: %(right)s."),
    "turned": _("As you wished, your request to stop the use became one for deletion. Its time went on."),
}
"""A step of a request, or what was decided, as a sentence."""

IDENTIFICATIONS: Final[dict[Identified, Words]] = {
    Identified.SIGNED_IN: _("Signed in"),
    Identified.MAILED_CODE: _("By a mailed code"),
    Identified.KNOWN_FACTS: _("By what only they know"),
    Identified.DOCUMENT_SEEN: _("By a document that was looked at"),
    Identified.REPRESENTATIVE: _("Through a representative"),
}
REASONS: Final[dict[ReasonCode, Words]] = {
    ReasonCode.AS_ASKED: _("As you asked."),
    ReasonCode.NOT_IDENTIFIED: _("We could not confirm that it was you who asked."),
    ReasonCode.NOTHING_HELD: _("We hold nothing of the kind about you."),
    ReasonCode.HARMS_OTHERS: _("It could harm life, body, property or other rights of you or others."),
    ReasonCode.HINDERS_BUSINESS: _("It would considerably hinder the proper running of our business."),
    ReasonCode.BREAKS_LAW: _("It would break another law."),
    ReasonCode.CONTENT_IS_RIGHT: _("What we hold is right."),
    ReasonCode.NOT_NEEDED_FOR_PURPOSE: _("The purpose of use does not need the correction."),
    ReasonCode.NO_GROUND: _("None of the grounds that the law names applies."),
    ReasonCode.OTHER_MEASURE: _("We protect your rights and interests in another way."),
    ReasonCode.KEPT_BY_LAW: _("A law makes us keep part of it."),
    ReasonCode.ORDER_UNDER_WAY: _("An order or a refund has to be completed first."),
}


def step_sentence(outcome: str) -> str:
    """The sentence of a ledger row about a request, `erase:decided:partly:kept-by-law`."""
    if outcome == ADOPTED:
        return gettext("What you ordered without signing in was put into your membership.")
    kind, step, more = _parts(outcome)
    words = STEPS.get(more[0] if step == RequestState.DECIDED and more else step)
    if words is None or kind not in set(RequestKind):
        return gettext("Something was done about a request of yours.")
    return str(words) % {"right": KINDS[RequestKind(kind)]}


def step_note(outcome: str) -> str:
    """Why it was decided so; empty where nothing was, or where it was as the person asked."""
    _kind, step, more = _parts(outcome)
    reason = more[1] if step == RequestState.DECIDED and len(more) > 1 else ReasonCode.AS_ASKED
    return "" if reason == ReasonCode.AS_ASKED else str(REASONS[ReasonCode(reason)])


def _parts(outcome: str) -> tuple[str, str, list[str]]:
    kind, _colon, rest = outcome.partition(":")
    step, *more = rest.split(":")
    return kind, step, more
