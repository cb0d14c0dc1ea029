"""What an inquiry is about, where it stands, and by when it is answered: each a declared table."""

import datetime as dt
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from small_trades.shop.kernel.states import StateTable


class InquiryState(StrEnum):
    """Whose turn it is."""

    WAITING = "waiting"
    ANSWERED = "answered"
    CLOSED = "closed"


INQUIRY_STATES: Final = StateTable(
    InquiryState.WAITING,
    {
        InquiryState.WAITING: frozenset({InquiryState.WAITING, InquiryState.ANSWERED, InquiryState.CLOSED}),
        InquiryState.ANSWERED: frozenset({InquiryState.WAITING, InquiryState.ANSWERED, InquiryState.CLOSED}),
        InquiryState.CLOSED: frozenset({InquiryState.WAITING}),
    },
)

INQUIRY_STATE_NAMES: Final[dict[InquiryState, str | Promise]] = {
    InquiryState.WAITING: _("Waiting for our answer"),
    InquiryState.ANSWERED: _("Answered"),
    InquiryState.CLOSED: _("Closed"),
}


class InquiryKind(StrEnum):
    """What an inquiry is about. The last three but one are requests under 個人情報保護法 33–35."""

    PRODUCT = "product"
    ORDER = "order"
    ACCOUNT = "account"
    DISCLOSURE = "disclosure"
    CORRECTION = "correction"
    SUSPENSION = "suspension"
    OTHER = "other"


INQUIRY_KIND_NAMES: Final[dict[InquiryKind, str | Promise]] = {
    InquiryKind.PRODUCT: _("About a product"),
    InquiryKind.ORDER: _("About an order, delivery or return"),
    InquiryKind.ACCOUNT: _("About registration or signing in"),
    InquiryKind.DISCLOSURE: _("Request: show me the information you hold about me"),
    InquiryKind.CORRECTION: _("Request: correct my information"),
    InquiryKind.SUSPENSION: _("Request: stop using or delete my information"),
    InquiryKind.OTHER: _("Something else"),
}


class FileKind(StrEnum):
    """What a file with a message is, as the shop found it."""

    PICTURE = "picture"
    PDF = "pdf"
    TEXT = "text"


FILE_KIND_NAMES: Final[dict[FileKind, str | Promise]] = {
    FileKind.PICTURE: _("Picture"),
    FileKind.PDF: _("PDF"),
    FileKind.TEXT: _("Text"),
}

RIGHTS_REQUESTS: Final = frozenset({InquiryKind.DISCLOSURE, InquiryKind.CORRECTION, InquiryKind.SUSPENSION})

# The policy promises two weeks for requests (clause 6), the form three days for everything else.
ANSWERED_WITHIN: Final = {
    kind: dt.timedelta(days=14 if kind in RIGHTS_REQUESTS else 3) for kind in InquiryKind
}
