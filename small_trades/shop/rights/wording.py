"""What the words of rights are called on pages, in letters and copies."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from small_trades.privacy.rights import (
    Channel,
    Decision,
    Identified,
    ReasonCode,
    RequestKind,
    RequestState,
    Standing,
)

Words = str | Promise

KINDS: Final[dict[RequestKind, Words]] = {
    RequestKind.ACCESS: _("Access"),
    RequestKind.PORT: _("A copy to take elsewhere"),
    RequestKind.RECTIFY: _("Correction"),
    RequestKind.ERASE: _("Deletion"),
    RequestKind.RESTRICT: _("Stop of use"),
    RequestKind.OBJECT: _("Objection"),
}
CHANNELS: Final[dict[Channel, Words]] = {
    Channel.MY_PAGE: _("On My information"),
    Channel.INQUIRY: _("By inquiry"),
    Channel.MAIL: _("By mail"),
    Channel.TELEPHONE: _("By telephone"),
    Channel.LETTER: _("By letter"),
    Channel.DESK: _("At the desk"),
    Channel.COMMAND: _("By a command of the operator"),
}
STANDINGS: Final[dict[Standing, Words]] = {
    Standing.ACKNOWLEDGED: _("confirmed"),
    Standing.SENT: _("told, not answered yet"),
    Standing.WAITING: _("not told yet"),
    Standing.REFUSED: _("refused"),
    Standing.NOT_POSSIBLE: _("not possible"),
    Standing.HOLDS_NOTHING: _("holds nothing"),
}
"""How far a recipient knows of an erasure."""
STATES: Final[dict[RequestState, Words]] = {
    RequestState.ASKED: _("Received"),
    RequestState.IDENTIFIED: _("Identity confirmed"),
    RequestState.DECIDED: _("Decided"),
    RequestState.DONE: _("Carried out"),
    RequestState.WITHDRAWN: _("Withdrawn"),
}
IDENTIFICATIONS: Final[dict[Identified, Words]] = {
    Identified.SIGNED_IN: _("Signed in"),
    Identified.MAILED_CODE: _("By a mailed code"),
    Identified.KNOWN_FACTS: _("By what only they know"),
    Identified.DOCUMENT_SEEN: _("By a document that was looked at"),
    Identified.REPRESENTATIVE: _("Through a representative"),
}
DECISIONS: Final[dict[Decision, Words]] = {
    Decision.GRANTED: _("Granted"),
    Decision.PARTLY: _("Granted in part"),
    Decision.REFUSED: _("Not granted"),
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
