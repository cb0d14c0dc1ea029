"""What a carrier is told: a label, what was corrected on it, that it is to be stopped; its answer."""

import datetime as dt
from dataclasses import dataclass, field
from typing import ClassVar
from uuid import UUID

from small_trades import privacy
from small_trades.doors.paper.messages import Sheet
from small_trades.policy.declaration import CARRIER
from small_trades.policy.groups import DeliveryAddress, TrackingNumber


@dataclass(frozen=True, kw_only=True, repr=False)
class ShippingLabel(privacy.Message):
    """One parcel: to whom, when, and under which of the carrier's numbers.

    `is_printed`: with its slip. `collect`: the yen to take in cash (代金引換), nothing where it is paid.
    """

    recipient: ClassVar[privacy.Recipient] = CARRIER

    to: privacy.Sealed[DeliveryAddress]
    order_code: str
    carrier: str
    tracking_number: str
    delivery_date: str = ""
    delivery_slot: str = ""
    is_printed: bool = False
    collect: int = 0


@dataclass(frozen=True, slots=True)
class ListedParcel:
    """What a carrier's program is told of a parcel beside its address; `slot` as the order has it.

    `collect`: the yen to take in cash (代金引換), nothing where it is paid; `tax`: what of it is tax.
    """

    order_code: str
    ship_on: dt.date
    deliver_on: dt.date | None
    slot: str
    goods: str
    collect: int = 0
    tax: int = 0
    is_chilled: bool = False


@dataclass(frozen=True, slots=True)
class Sender:
    """The shop as it stands on a label; postal code and telephone without hyphens."""

    name: str
    postal_code: str
    address: str
    telephone: str


@dataclass(frozen=True, kw_only=True, repr=False)
class CarrierList(privacy.Message):
    """Some parcels for a carrier's own program, which prints their labels; `copy` marks each line."""

    recipient: ClassVar[privacy.Recipient] = CARRIER

    carrier: str
    sender: Sender
    copy: str
    is_first: bool
    parcels: tuple[ListedParcel, ...]
    to: tuple[privacy.Sealed[DeliveryAddress], ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of the carrier's file, in Shift_JIS; `replaced`: orders whose line names a change."""

    text: bytes = field(repr=False)
    replaced: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The carrier has the parcel under this number."""

    carrier: str
    tracking_number: str
    slip: Sheet | None = None


@dataclass(frozen=True, kw_only=True, repr=False)
class LabelCorrection(privacy.Message):
    """The address of a parcel was corrected: its number, and what is right. Sent again it is the same."""

    recipient: ClassVar[privacy.Recipient] = CARRIER

    notice_id: UUID
    carrier: str
    tracking: privacy.Sealed[TrackingNumber]
    to: privacy.Sealed[DeliveryAddress]


@dataclass(frozen=True, kw_only=True, repr=False)
class LabelStop(privacy.Message):
    """What stands on a label is to be used no more, or to be erased: its number, and no value."""

    recipient: ClassVar[privacy.Recipient] = CARRIER

    notice_id: UUID
    carrier: str
    tracking: privacy.Sealed[TrackingNumber]
    what: str


@dataclass(frozen=True, kw_only=True, repr=False)
class LabelEnquiry(privacy.Message):
    """What became of a correction or a stop that the carrier has taken in."""

    recipient: ClassVar[privacy.Recipient] = CARRIER

    notice_id: UUID
