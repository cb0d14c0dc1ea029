"""What a person corrected, and what that makes of a name or an address that holds the old value."""

from dataclasses import dataclass, replace

from small_trades.policy.groups import DeliveryAddress, PersonName, Telephone


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
        own = PersonName(to.family, to.given, to.family_kana, to.given_kana)
        name = self._receiver(own)
        telephone = to.telephone
        if self.telephone is not None and self.telephone[0].number == telephone:
            telephone = self.telephone[1].number
        return replace(
            to,
            family=name.family,
            given=name.given,
            family_kana=name.family_kana,
            given_kana=name.given_kana,
            telephone=telephone,
        )

    def _receiver(self, own: PersonName) -> PersonName:
        # An address is often typed without kana: it is the same person's by family and given name.
        if self.name is None or (own.family, own.given) != (self.name[0].family, self.name[0].given):
            return own
        right = self.name[1]
        return right if own.full_kana else PersonName(right.family, right.given)
