"""How a recipient is told of a change: over its door's connection, or by a letter handed over."""

from enum import StrEnum
from typing import Final

from small_trades import privacy
from small_trades.doors.carriers.messages import LabelCorrection, LabelEnquiry
from small_trades.doors.makers.messages import MakerNotice
from small_trades.doors.payment.messages import CustomerCorrection, CustomerEnquiry
from small_trades.policy.declaration import CARRIER, MAKER, PAYMENT_PROVIDER


class Channel(StrEnum):
    """NONE: its door takes no such word, or is gone; a person tells it outside of the program."""

    CONNECTION = "connection"
    LETTER = "letter"
    NONE = "none"


DOOR_OF: Final = {CARRIER.id: "carrier", PAYMENT_PROVIDER.id: "payment", MAKER.id: "makers"}
"""The recipients that may hold something, and the door to each. The mail service keeps nothing."""
_ENQUIRIES: Final = {CARRIER.id: LabelEnquiry, PAYMENT_PROVIDER.id: CustomerEnquiry}
_NOTICES: Final = {
    CARRIER.id: LabelCorrection,
    PAYMENT_PROVIDER.id: CustomerCorrection,
    MAKER.id: MakerNotice,
}


def channel_of(recipient: str) -> Channel:
    """A door that can be asked what became of a notice has a connection; another one writes a letter."""
    door = privacy.doors().get(DOOR_OF.get(recipient, ""))
    if door is None or _NOTICES[recipient] not in door.messages:
        return Channel.NONE
    return Channel.CONNECTION if _ENQUIRIES.get(recipient) in door.messages else Channel.LETTER
