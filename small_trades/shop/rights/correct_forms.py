"""What is asked of somebody who has something corrected."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from small_trades.policy.groups import DeliveryAddress, EmailAddress, PersonName, PostalAddress, Telephone
from small_trades.shop.account.fields import LONGEST_NAME, EmailAddressField, LineField, PersonalForm
from small_trades.shop.account.forms import AddressForm, NameForm, PostalForm, RegistrationForm
from small_trades.shop.orders.correcting import Right, is_same_person, receiver_of


class RecipientForm(PostalForm):
    """Where a parcel goes, and to whom."""

    def place(self) -> PostalAddress:
        """The address without a name."""
        to = self.address()
        return PostalAddress(to.postal_code, to.prefecture, to.city, to.street, to.building)

    @staticmethod
    def values(to: DeliveryAddress, name: PersonName) -> dict[str, Any]:
        """What the form shows to begin with; a reading the address lacks is taken from the same `name`."""
        values = AddressForm.values(to, label="", is_default=False)
        if is_same_person(receiver_of(to), name) and not receiver_of(to).full_kana:
            values |= {"family_kana": name.family_kana, "given_kana": name.given_kana}
        return values


class BuyerForm(NameForm):
    """Who ordered, where somebody else takes the parcel."""


class RecordForms:
    """The forms of an order or an unfinished checkout: the recipient, and who ordered where that differs."""

    def __init__(self, name: PersonName, to: DeliveryAddress, data: Any = None) -> None:
        """What stands there now, and what was typed."""
        self.recipient = RecipientForm(data, initial=RecipientForm.values(to, name))
        self.buyer = None
        if not is_same_person(receiver_of(to), name):
            initial = RegistrationForm.values(name, None)
            self.buyer = BuyerForm(data, prefix="buyer", initial=initial)

    def is_valid(self) -> bool:
        """Whether all that was typed can be."""
        is_buyer_valid = self.buyer is None or self.buyer.is_valid()
        return self.recipient.is_valid() and is_buyer_valid

    def right(self) -> Right:
        """What is right from now on, once the forms are valid."""
        form = self.recipient
        telephone, place = Telephone(form.cleaned_data["tel"]), form.place()
        if self.buyer is None:
            return Right(name=form.name(), receiver=form.name(), telephone=telephone, place=place)
        return Right(name=self.buyer.name(), receiver=form.name(), telephone=telephone, place=place)

    def fill_in(self) -> None:
        """Fill in the place of the postcode that was typed, and judge nothing yet."""
        self.recipient = self.recipient.filled_in()


class SenderForm(PersonalForm):
    """Who wrote."""

    name = LineField(label=_("Your name"), autocomplete="name", max_length=2 * LONGEST_NAME)

    def right(self) -> Right:
        """What is right from now on."""
        return Right(name=PersonName(self.cleaned_data["name"], ""))


class NewEmailForm(PersonalForm):
    """The address to write to from now on."""

    email = EmailAddressField(
        label=_("New e-mail address"),
        help_text=_("We mail a code there, so that no letter of yours goes astray."),
    )

    def address(self) -> EmailAddress:
        """What was typed."""
        return EmailAddress(self.cleaned_data["email"])
