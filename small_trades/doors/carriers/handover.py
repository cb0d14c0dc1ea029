"""Parcels handed over the counter: the number stands on the carrier's slip, and no connection is made."""

from small_trades import privacy
from small_trades.doors.carriers.messages import Acceptance, ShippingLabel
from small_trades.policy.declaration import CARRIER


class HandoverDoor:
    """The address travels on the parcel's own slip; the door records that it did."""

    name = "carrier"
    recipient = CARRIER
    messages: tuple[type[privacy.Message], ...] = (ShippingLabel,)

    def destinations(self) -> tuple[tuple[str, int], ...]:
        """Nowhere."""
        return ()

    def send(self, message: ShippingLabel, opened: privacy.Opened) -> Acceptance:  # noqa: ARG002 - the door's shape
        """Take the parcel under the number on its slip."""
        return Acceptance(message.carrier, message.tracking_number)
