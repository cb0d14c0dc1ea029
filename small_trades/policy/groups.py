"""The shapes in which personal information is kept: each group is sealed and opened as one.

Every value is text exactly as it will be shown; an item that was not given is the empty string.
`repr=False` everywhere: an opened group that reaches a log or an error page must not print itself.
"""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, repr=False)
class PersonName:
    """A name with its reading. Kana in full-width katakana; empty where none was given."""

    family: str
    given: str
    family_kana: str = ""
    given_kana: str = ""

    @property
    def full(self) -> str:
        """Japanese order: family name first."""
        return f"{self.family} {self.given}".strip()

    @property
    def full_kana(self) -> str:
        """Reading in the same order; empty where none was given."""
        return f"{self.family_kana} {self.given_kana}".strip()


@dataclass(frozen=True, slots=True, repr=False)
class EmailAddress:
    """One mailbox address (RFC 5321), domain in lower case."""

    address: str


@dataclass(frozen=True, slots=True, repr=False)
class Telephone:
    """Digits with hyphens as a Japanese caller writes them, or +country form."""

    number: str


@dataclass(frozen=True, slots=True, repr=False)
class PostalAddress:
    """Postal code as seven digits without hyphen; the rest in Japanese order, from large to small."""

    postal_code: str
    prefecture: str
    city: str
    street: str
    building: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class DeliveryAddress:
    """What a carrier needs to bring one parcel: whom, where, and a telephone for the driver."""

    family: str
    given: str
    family_kana: str
    given_kana: str
    postal_code: str
    prefecture: str
    city: str
    street: str
    building: str
    telephone: str

    @property
    def full_name(self) -> str:
        """Japanese order: family name first."""
        return f"{self.family} {self.given}".strip()


@dataclass(frozen=True, slots=True, repr=False)
class PasswordHash:
    """An Argon2 hash in Django's encoded form; the password itself is kept nowhere."""

    encoded: str


@dataclass(frozen=True, slots=True, repr=False)
class PaymentReference:
    """How a payment is found again at the provider. Never a card number (PCI DSS 4.0.1, 割賦販売法 35-16)."""

    provider: str
    reference: str
    brand: str = ""
    last4: str = ""
    three_d_secure: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class TrackingNumber:
    """The carrier's id and the number it gave the parcel."""

    carrier: str
    number: str


@dataclass(frozen=True, slots=True, repr=False)
class InquiryText:
    """What was written in one message of an inquiry, by either side."""

    text: str


@dataclass(frozen=True, slots=True, repr=False)
class FileLabel:
    """What a file that came with a message is called, ending like what is kept of it.

    `preview` is a small JPEG of a picture in base64, so that a page of several opens them together.
    """

    name: str
    preview: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class LeftOutFiles:
    """What files were called that came by mail and were not taken, one a line."""

    names: str


@dataclass(frozen=True, slots=True, repr=False)
class FileContent:
    """The file itself, as the shop wrote it anew."""

    sealed_padding: ClassVar[int] = 4096

    content: bytes


@dataclass(frozen=True, slots=True, repr=False)
class TotpSecret:
    """Shared secret of a one-time code generator (RFC 6238), base32."""

    secret: str


@dataclass(frozen=True, slots=True, repr=False)
class OrderNote:
    """Free text that goes with an order."""

    text: str


@dataclass(frozen=True, slots=True, repr=False)
class OrderWords:
    """What is to be written on one thing that was ordered, such as an engraving."""

    text: str


@dataclass(frozen=True, slots=True, repr=False)
class GiftWords:
    """What goes with a parcel: the words on a noshi (表書き), the name below them (名入れ), a message."""

    noshi_front: str = ""
    noshi_name: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class PointsReason:
    """Why the shop gave somebody points, or took some."""

    text: str


@dataclass(frozen=True, slots=True, repr=False)
class SecurityToken:
    """A value that lets its holder act for a person once: a mailed code, a link, a recovery code."""

    value: str


@dataclass(frozen=True, slots=True, repr=False)
class PasskeyCredential:
    """A public key that signs somebody in (W3C Web Authentication Level 3): id and COSE key in base64url."""

    credential_id: str
    public_key: str
    user_handle: str


@dataclass(frozen=True, slots=True, repr=False)
class RequestText:
    """Words about a rights request: what was asked, or what was decided and why."""

    text: str


@dataclass(frozen=True, slots=True, repr=False)
class ProvisionRecord:
    """What a record of provision must say (個人情報保護法施行規則 20): to whom, of whom, what, why.

    `person` names the person as far as needed to tell who it was; `items` are words, not the values.
    """

    recipient: str
    person: str
    items: str
    ground: str
    document: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class EvidenceText:
    """Why somebody is refused, and what shows it; or what they say against it."""

    text: str


@dataclass(frozen=True, slots=True, repr=False)
class IncidentWords:
    """The nine items of a report on a leak (個人情報保護法施行規則 8), in their order, as they stand."""

    overview: str
    items: str
    persons: str
    cause: str
    secondary_damage: str
    response: str
    publication: str
    prevention: str
    other: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class ReviewWords:
    """A review as its author wrote it: `stars` from "1" to "5", and the name they chose to be shown."""

    stars: str
    title: str
    text: str
    pen_name: str
