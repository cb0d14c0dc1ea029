"""Parcels handed over the counter: the number stands on the carrier's slip, and no connection is made."""

from small_trades import privacy
from small_trades.doors.carriers.files.writing import write_lines
from small_trades.doors.carriers.messages import (
    Acceptance,
    CarrierList,
    LabelCorrection,
    LabelStop,
    Lines,
    ShippingLabel,
)
from small_trades.doors.carriers.slip import letter, slip
from small_trades.doors.paper.messages import Sheet
from small_trades.policy.declaration import CARRIER


class HandoverDoor:
    """The address travels on the parcel's own slip; the door records that it did.

    A correction or a stop is a letter that staff bring, fax or read out; the carrier answers them.
    """

    name = "carrier"
    recipient = CARRIER
    messages: tuple[type[privacy.Message], ...] = (ShippingLabel, LabelCorrection, LabelStop, CarrierList)

    def destinations(self) -> tuple[tuple[str, int], ...]:
        """Nowhere."""
        return ()

    def send(
        self, message: ShippingLabel | LabelCorrection | LabelStop | CarrierList, opened: privacy.Opened
    ) -> Acceptance | Sheet | Lines:
        """Take the parcel under the number on its slip, or write the letter or the list."""
        if isinstance(message, CarrierList):
            return write_lines(message, opened)
        if not isinstance(message, ShippingLabel):
            return letter(message, opened)
        printed = slip(message, opened) if message.is_printed else None
        return Acceptance(message.carrier, message.tracking_number, printed)
