"""What a person types about their account."""

from typing import Any, Self

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from small_trades.policy.groups import DeliveryAddress, EmailAddress, PersonName, Telephone
from small_trades.shop.account import passkeys, passwords
from small_trades.shop.account.fields import (
    LONGEST_NAME,
    EmailAddressField,
    KanaField,
    LineField,
    MailedCodeField,
    NewsletterField,
    PasswordField,
    PersonalForm,
    PostcodeField,
    PrefectureField,
    TelephoneField,
)
from small_trades.shop.account.models import AddressLabel, PasskeyLabel
from small_trades.shop.kernel.postcodes import find_place

PASSWORD_HINT = _("At least 10 characters. A few words in a row are easy to remember and hard to guess.")


class NameForm(PersonalForm):
    """A name with its reading. The reading may be left out on the English pages."""

    family_name = LineField(label=_("Family name"), autocomplete="family-name", max_length=LONGEST_NAME)
    given_name = LineField(label=_("Given name"), autocomplete="given-name", max_length=LONGEST_NAME)
    family_kana = KanaField(label=_("Family name (kana)"), max_length=LONGEST_NAME)
    given_kana = KanaField(label=_("Given name (kana)"), max_length=LONGEST_NAME)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Ask for the reading where everyone has one."""
        super().__init__(*args, **options)
        if not (get_language() or "ja").startswith("ja"):
            self.fields["family_kana"].required = False
            self.fields["given_kana"].required = False

    def name(self) -> PersonName:
        """The name that was typed."""
        typed = self.cleaned_data
        return PersonName(
            typed["family_name"], typed["given_name"], typed["family_kana"], typed["given_kana"]
        )


class RegisterForm(NameForm):
    """What registering takes."""

    email = EmailAddressField()
    new_password = PasswordField(label=_("Password"), autocomplete="new-password", help_text=PASSWORD_HINT)
    newsletter = NewsletterField()

    def clean(self) -> dict[str, Any]:
        """Judge the password beside the name and the address."""
        typed = super().clean() or self.cleaned_data
        personal = tuple(str(typed.get(field, "")) for field in ("family_name", "given_name", "email"))
        _judge(self, "new_password", personal)
        return typed

    def email_address(self) -> EmailAddress:
        """The address that was typed."""
        return EmailAddress(self.cleaned_data["email"])


class SignInForm(PersonalForm):
    """E-mail address and password. The browser offers a passkey in the field of the address."""

    email = EmailAddressField(autocomplete="username webauthn")
    current_password = PasswordField(label=_("Password"), autocomplete="current-password")


class ResetForm(PersonalForm):
    """The address to mail a link to."""

    email = EmailAddressField()


class AskCodeForm(PersonalForm):
    """The address to mail a code to."""

    email = EmailAddressField()


class CodeForm(PersonalForm):
    """The code that was mailed."""

    code = MailedCodeField()


class PasskeyForm(PersonalForm):
    """What the browser's script fills in once a passkey has answered."""

    credential = forms.CharField(widget=forms.HiddenInput, max_length=passkeys.LONGEST_ANSWER)


class NewPasskeyForm(PasskeyForm):
    """A passkey that the browser made, and what to call it."""

    label = forms.ChoiceField(label=_("Where will you keep it?"), choices=PasskeyLabel.choices)


class NewPasswordForm(PersonalForm):
    """A new password, for someone who followed a mailed link."""

    new_password = PasswordField(
        label=_("New password"), autocomplete="new-password", help_text=PASSWORD_HINT
    )

    def clean(self) -> dict[str, Any]:
        """Judge the password."""
        typed = super().clean() or self.cleaned_data
        _judge(self, "new_password", ())
        return typed


class ConfirmForm(PersonalForm):
    """The password once more, before something that matters."""

    current_password = PasswordField(label=_("Your password"), autocomplete="current-password")


class ChangePasswordForm(NewPasswordForm):
    """The present password and the next one."""

    current_password = PasswordField(label=_("Present password"), autocomplete="current-password")
    field_order = ("current_password", "new_password")


class ChangeEmailForm(ConfirmForm):
    """The next address, and the password."""

    email = EmailAddressField(label=_("New e-mail address"))
    field_order = ("email", "current_password")

    def email_address(self) -> EmailAddress:
        """The address that was typed."""
        return EmailAddress(self.cleaned_data["email"])


class RegistrationForm(NameForm):
    """What is registered, to correct."""

    tel = TelephoneField(required=False)

    def telephone(self) -> Telephone | None:
        """The number that was typed, or None for none."""
        number = self.cleaned_data["tel"]
        return Telephone(number) if number else None

    @staticmethod
    def values(name: PersonName, telephone: Telephone | None) -> dict[str, str]:
        """What the form shows to begin with."""
        return {
            "family_name": name.family,
            "given_name": name.given,
            "family_kana": name.family_kana,
            "given_kana": name.given_kana,
            "tel": telephone.number if telephone else "",
        }


class PostalForm(NameForm):
    """A name and where a parcel finds it; a postcode fills in what it stands for."""

    postal_code = PostcodeField()
    address_level1 = PrefectureField()
    address_level2 = LineField(label=_("City"), autocomplete="address-level2")
    address_line1 = LineField(
        label=_("Street and number"), autocomplete="address-line1", help_text=_("For example: Jingumae 1-2-3")
    )
    address_line2 = LineField(label=_("Building and room"), autocomplete="address-line2", required=False)
    tel = TelephoneField(help_text=_("For the driver, if they cannot find you."))

    is_place_unknown = False

    def address(self) -> DeliveryAddress:
        """The address that was typed."""
        typed = self.cleaned_data
        return DeliveryAddress(
            family=typed["family_name"],
            given=typed["given_name"],
            family_kana=typed["family_kana"],
            given_kana=typed["given_kana"],
            postal_code=typed["postal_code"],
            prefecture=typed["address_level1"],
            city=typed["address_level2"],
            street=typed["address_line1"],
            building=typed["address_line2"],
            telephone=typed["tel"],
        )

    def filled_in(self) -> Self:
        """The form as typed, with the place of its postcode filled in, and nothing judged yet."""
        typed = {name: self.data.get(self.add_prefix(name), "") for name in self.fields}
        place = find_place(typed["postal_code"])
        if place is not None:
            typed |= {
                "address_level1": place.prefecture,
                "address_level2": place.city,
                "address_line1": typed["address_line1"] or place.street,
            }
        form = type(self)(initial=typed)
        form.is_place_unknown = place is None
        return form


class AddressForm(PostalForm):
    """One entry of the address book."""

    label = forms.ChoiceField(label=_("What is this address?"), choices=AddressLabel.choices)
    is_default = forms.BooleanField(label=_("Use this address first"), required=False)
    field_order = ("label", "family_name", "given_name", "family_kana", "given_kana")

    @staticmethod
    def values(address: DeliveryAddress, *, label: str, is_default: bool) -> dict[str, Any]:
        """What the form shows to begin with."""
        return {
            "label": label,
            "family_name": address.family,
            "given_name": address.given,
            "family_kana": address.family_kana,
            "given_kana": address.given_kana,
            "postal_code": f"{address.postal_code[:3]}-{address.postal_code[3:]}",
            "address_level1": address.prefecture,
            "address_level2": address.city,
            "address_line1": address.street,
            "address_line2": address.building,
            "tel": address.telephone,
            "is_default": is_default,
        }


def _judge(form: forms.Form, field: str, personal: tuple[str, ...]) -> None:
    """Put what is wrong with a new password beside its field."""
    typed = form.cleaned_data.get(field)
    if typed:
        for problem in passwords.problems(typed, personal=personal):
            form.add_error(field, problem)
