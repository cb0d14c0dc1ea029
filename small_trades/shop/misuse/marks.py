"""By what a person is recognised: what they typed, brought to the form in which it is hashed."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from small_trades.policy.groups import DeliveryAddress, EmailAddress, PersonName
from small_trades.shop.kernel.addresses import address_key
from small_trades.shop.kernel.emails import email_key
from small_trades.shop.kernel.names import name_key
from small_trades.shop.kernel.telephones import telephone_key
from small_trades.shop.misuse.reasons import Mark

LEAST_DIGITS: Final = 8
"""What is shorter is no telephone number, and many people might have typed it."""


@dataclass(frozen=True, slots=True, repr=False)
class Marks:
    """Normalised values, empty where there is none. They are hashed at once and kept nowhere.

    Points and tags in an e-mail address (`a.b+shop@`) stay: whether they lead to one mailbox is the mail
    provider's business, and folding them would refuse a stranger wherever they do not.
    """

    person_place: str = ""
    place: str = ""
    email: str = ""
    telephone: str = ""

    def of(self, mark: Mark) -> str:
        """The value of one mark."""
        return {
            Mark.PERSON_PLACE: self.person_place,
            Mark.EMAIL: self.email,
            Mark.TELEPHONE: self.telephone,
        }[mark]

    def only(self, wanted: Collection[Mark]) -> "Marks":
        """Nothing but these marks."""
        return Marks(
            person_place=self.person_place if Mark.PERSON_PLACE in wanted else "",
            email=self.email if Mark.EMAIL in wanted else "",
            telephone=self.telephone if Mark.TELEPHONE in wanted else "",
        )

    def present(self) -> tuple[Mark, ...]:
        """The marks there are."""
        return tuple(mark for mark in Mark if self.of(mark))


def marks_of(
    *,
    name: PersonName | None = None,
    email: EmailAddress | None = None,
    ship_to: DeliveryAddress | None = None,
    telephone: str = "",
) -> Marks:
    """The marks of somebody who gave these; a name counts only together with an address."""
    place = _place(ship_to) if ship_to else ""
    number = telephone_key(telephone or (ship_to.telephone if ship_to else ""))
    whole = name_key(name.family, name.given) if name else ""
    return Marks(
        person_place=f"{whole}\n{place}" if whole and place else "",
        place=place,
        email=email_key(email.address) if email else "",
        telephone=number if len(number) >= LEAST_DIGITS else "",
    )


def _place(to: DeliveryAddress) -> str:
    # Without a street there are too many people at the place.
    return address_key(to.prefecture, to.city, to.street, to.building) if to.street else ""
