"""Forms with which somebody becomes staff and signs in."""

import re
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from small_trades.policy.groups import PersonName
from small_trades.shop.account import passwords
from small_trades.shop.account.passkeys import LONGEST_ANSWER
from small_trades.shop.desk.actions.staff import NewStaff
from small_trades.shop.kernel.text import katakana, one_line

_CODE = re.compile(r"\d{6}")


class CodeField(forms.CharField):
    """Six digits, typed with or without a space, full width or half."""

    def __init__(self) -> None:
        """A numeric keyboard on the telephone, and the code from the app offered by the browser."""
        super().__init__(
            label=_("Code from your authenticator app"),
            max_length=20,
            help_text=_("Six digits"),
            widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        )

    def clean(self, value: Any) -> str:
        """The six digits. Raises ValidationError."""
        code = one_line(str(super().clean(value))).replace(" ", "")
        if not _CODE.fullmatch(code):
            raise forms.ValidationError(_("Enter the six digits that your app shows."))
        return code


class JoinForm(forms.Form):
    """Name, address and password of a new member of staff."""

    family_name = forms.CharField(label=_("Family name"), max_length=60)
    given_name = forms.CharField(label=_("Given name"), max_length=60)
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    password = forms.CharField(
        label=_("Password"),
        max_length=passwords.LONGEST,
        help_text=_("At least 10 characters. A few words in a row that only you would join are a good one."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say which field is which to the browser."""
        super().__init__(*args, **kwargs)
        tokens = {"family_name": "family-name", "given_name": "given-name", "email": "email"}
        for name, token in tokens.items():
            self.fields[name].widget.attrs["autocomplete"] = token

    def clean_password(self) -> str:
        """A password strong enough. Raises ValidationError."""
        password: str = self.cleaned_data["password"]
        personal = tuple(
            str(self.cleaned_data.get(name, "")) for name in ("family_name", "given_name", "email")
        )
        found = passwords.problems(password, personal=personal)
        if found:
            raise forms.ValidationError(found)
        return password

    def person(self) -> NewStaff:
        """What was filled in, once it is valid."""
        family, given = one_line(self.cleaned_data["family_name"]), one_line(self.cleaned_data["given_name"])
        name = PersonName(
            family=family, given=given, family_kana=katakana(family), given_kana=katakana(given)
        )
        return NewStaff(name, self.cleaned_data["email"], self.cleaned_data["password"])


class CodeForm(forms.Form):
    """The first code, which shows that the app is set up."""

    code = CodeField()


class LoginForm(forms.Form):
    """Address, password and code at once."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=passwords.LONGEST,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    code = CodeField()


class ProofForm(forms.Form):
    """Password and code, asked for again before a weighty act."""

    password = forms.CharField(
        label=_("Password"),
        max_length=passwords.LONGEST,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    code = CodeField()


class PasskeyProofForm(forms.Form):
    """What a passkey signed, in the field the script fills: before a weighty act, beside what waits."""

    FIELD: ClassVar = "proof-credential"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The one field; its name is no Python name."""
        super().__init__(*args, **kwargs)
        self.fields[self.FIELD] = forms.CharField(max_length=LONGEST_ANSWER, widget=forms.HiddenInput)


class ConfirmPolicyForm(forms.Form):
    """A box that says one has read the policy."""

    read = forms.BooleanField(label=_("I have read the privacy policy and will keep it in my work."))
