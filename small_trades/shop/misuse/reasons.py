"""For what somebody may be refused, in the words they are told; and how a refusal ends."""

from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise
LONGEST_DAYS: Final = 365
DAYS_OFFERED: Final = (30, 90, 180, LONGEST_DAYS)


class Reason(StrEnum):
    """Why somebody is refused. There is no reason called `other`: what is not here is no ground."""

    UNPAID = "unpaid"
    NOT_ACCEPTED = "not-accepted"
    FALSE_DETAILS = "false-details"
    STOLEN_PAYMENT = "stolen-payment"
    RESALE = "resale"
    THREATS = "threats"
    ATTACK = "attack"


REASON_WORDS: Final[dict[Reason, Words]] = {
    Reason.UNPAID: _("Orders were repeatedly left unpaid."),
    Reason.NOT_ACCEPTED: _("Parcels were repeatedly not accepted at the door."),
    Reason.FALSE_DETAILS: _("Orders were placed with a name or an address that is not the customer's."),
    Reason.STOLEN_PAYMENT: _("Payments were made with means that belong to somebody else."),
    Reason.RESALE: _("Goods were bought for resale, which the terms of use exclude."),
    Reason.THREATS: _("Our staff or other customers were threatened or insulted."),
    Reason.ATTACK: _("The shop's systems were attacked or used against their purpose."),
}


class RefusalState(StrEnum):
    """Where a refusal stands. Only one that is in force refuses anybody."""

    PROPOSED = "proposed"
    IN_FORCE = "in-force"
    ENDED = "ended"
    EXPIRED = "expired"


STATE_NAMES: Final[dict[RefusalState, Words]] = {
    RefusalState.PROPOSED: _("Waits for a second person"),
    RefusalState.IN_FORCE: _("In force"),
    RefusalState.ENDED: _("Ended early"),
    RefusalState.EXPIRED: _("Over"),
}


class RefusalEnd(StrEnum):
    """Why a refusal ended before its time."""

    OBJECTION = "objection"
    WITHDRAWN = "withdrawn"


END_NAMES: Final[dict[RefusalEnd, Words]] = {
    RefusalEnd.OBJECTION: _("An objection was granted"),
    RefusalEnd.WITHDRAWN: _("The shop took it back"),
}


class Mark(StrEnum):
    """By what a refused person is recognised; a name alone never is enough."""

    PERSON_PLACE = "person-place"
    EMAIL = "email"
    TELEPHONE = "telephone"


MARK_NAMES: Final[dict[Mark, Words]] = {
    Mark.PERSON_PLACE: _("Name together with address"),
    Mark.EMAIL: _("E-mail address"),
    Mark.TELEPHONE: _("Telephone number"),
}
