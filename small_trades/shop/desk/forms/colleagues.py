"""What is typed to look after staff."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from small_trades.shop.account import passwords
from small_trades.shop.desk.menu import role_name


class InviteForm(forms.Form):
    """Whom to invite, and as what."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=_("Kept sealed, and used to know whether somebody is staff already."),
    )
    role = forms.ChoiceField(label=_("Role"))

    def __init__(self, *args: Any, roles: Iterable[str], **kwargs: Any) -> None:
        """Offer the roles that may be given."""
        super().__init__(*args, **kwargs)
        choices = [(role, role_name(role)) for role in roles]
        self.fields["role"].choices = choices  # type: ignore[attr-defined] # a ChoiceField, declared above


class RoleForm(forms.Form):
    """Another role."""

    role = forms.ChoiceField(label=_("Role"))

    def __init__(self, *args: Any, roles: Iterable[str], **kwargs: Any) -> None:
        """Offer the roles that may be given."""
        super().__init__(*args, **kwargs)
        choices = [(role, role_name(role)) for role in roles]
        self.fields["role"].choices = choices  # type: ignore[attr-defined] # a ChoiceField, declared above


class NewPasswordForm(forms.Form):
    """A new password, behind a link that lets somebody in again."""

    password = forms.CharField(
        label=_("Password"),
        max_length=passwords.LONGEST,
        help_text=_("At least 10 characters. A few words in a row that only you would join are a good one."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        """A password strong enough. Raises ValidationError."""
        password: str = self.cleaned_data["password"]
        found = passwords.problems(password, personal=())
        if found:
            raise forms.ValidationError(found)
        return password
