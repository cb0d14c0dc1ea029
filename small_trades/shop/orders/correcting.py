"""What a person corrected, and what that makes of a name or an address that holds the old value."""

from dataclasses import asdict, dataclass, replace

from small_trades.policy.groups import DeliveryAddress, EmailAddress, PersonName, PostalAddress, Telephone


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class Correction:
    """Old and new values, as pairs; None for what did not change. A new telephone of None was removed."""

    address: tuple[DeliveryAddress, DeliveryAddress] | None = None
    name: tuple[PersonName, PersonName] | None = None
    telephone: tuple[Telephone, Telephone] | None = None

    def of_name(self, name: PersonName) -> PersonName:
        """The name as it is right; another name stays as it is."""
        return self.name[1] if self.name is not None and self.name[0] == name else name

    def of_address(self, to: DeliveryAddress) -> DeliveryAddress:
        """The address as it is right; the parts that hold something else stay as they are."""
        if self.address is not None and self.address[0] == to:
            to = self.address[1]
        name = self._receiver(receiver_of(to))
        telephone = to.telephone
        if self.telephone is not None and self.telephone[0].number == telephone:
            telephone = self.telephone[1].number
        return replace(to, **asdict(name), telephone=telephone)

    def _receiver(self, own: PersonName) -> PersonName:
        if self.name is None or not is_same_person(own, self.name[0]):
            return own
        right = self.name[1]
        return right if own.full_kana else PersonName(right.family, right.given)


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class Right:
    """What is right from now on in one record, whatever stood there; None for what stays.

    `name` is whose the record is. Where they take the parcel themselves, the address follows it; where
    somebody else does, `receiver` corrects that name. `place` is an address without a name.
    """

    name: PersonName | None = None
    receiver: PersonName | None = None
    telephone: Telephone | None = None
    place: PostalAddress | None = None
    email: EmailAddress | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is corrected."""
        return (self.name, self.receiver, self.telephone, self.place, self.email) == (None,) * 5

    def of_address(self, to: DeliveryAddress, *, of: PersonName) -> DeliveryAddress:
        """The address as it is right, in a record that was `of` this name."""
        own = receiver_of(to)
        receiver = self.receiver or (self.name if is_same_person(own, of) else None) or own
        place = asdict(self.place) if self.place is not None else {}
        telephone = self.telephone.number if self.telephone is not None else to.telephone
        return replace(to, **asdict(receiver), **place, telephone=telephone)


def receiver_of(to: DeliveryAddress) -> PersonName:
    """The name in an address."""
    return PersonName(to.family, to.given, to.family_kana, to.given_kana)


def is_same_person(one: PersonName, other: PersonName) -> bool:
    """By family and given name: an address is often typed without kana."""
    return (one.family, one.given) == (other.family, other.given)
