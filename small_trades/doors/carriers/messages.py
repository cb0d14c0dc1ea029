"""What a carrier is told."""

from dataclasses import dataclass
from typing import ClassVar

from small_trades import privacy
from small_trades.policy.declaration import CARRIER
from small_trades.policy.groups import DeliveryAddress


@dataclass(frozen=True, kw_only=True, repr=False)
class ShippingLabel(privacy.Message):
    """One parcel: to whom, when, and under which of the carrier's numbers."""

    recipient: ClassVar[privacy.Recipient] = CARRIER

    to: privacy.Sealed[DeliveryAddress]
    order_code: str
    carrier: str
    tracking_number: str
    delivery_date: str = ""
    delivery_slot: str = ""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The carrier has the parcel under this number."""

    carrier: str
    tracking_number: str
