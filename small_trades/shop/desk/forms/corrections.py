"""What staff correct because a person asked: what is left empty stays, and need not be seen for it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from small_trades.policy.groups import EmailAddress, PersonName, PostalAddress, Telephone
from small_trades.shop.account.fields import (
    LONGEST_NAME,
    EmailAddressField,
    KanaField,
    LineField,
    PersonalForm,
    PostcodeField,
    PrefectureField,
    TelephoneField,
)
from small_trades.shop.desk.forms.reasons import ReasonField
from small_trades.shop.orders.correcting import Right
from small_trades.shop.rights.records import Record, RecordKind

_NAME = ("family_name", "given_name")
_PLACE = ("postal_code", "address_level1", "address_level2", "address_line1")
_WHOLE_PLACE = (*_PLACE, "address_line2")
_EVERYTHING = frozenset({"tel", "email", "postal_code"})
_HOLDS = {
    RecordKind.ORDER: _EVERYTHING,
    RecordKind.DESTINATION: _EVERYTHING - {"email"},
    RecordKind.DRAFT: _EVERYTHING,
    RecordKind.INQUIRY: frozenset({"email"}),
    RecordKind.REGISTRATION: frozenset({"tel"}),
    RecordKind.ADDRESS: _EVERYTHING - {"email"},
}
"""What a record holds beside a name, by the field that asks for it."""
_WITHOUT_EMAIL = frozenset(kind for kind, holds in _HOLDS.items() if "email" not in holds)


class CorrectionForm(PersonalForm):
    """In which records, what is right, and why it is done."""

    records = forms.MultipleChoiceField(
        label=_("Where"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose at least one.")},
    )
    family_name = LineField(label=_("Family name"), max_length=LONGEST_NAME, required=False)
    given_name = LineField(label=_("Given name"), max_length=LONGEST_NAME, required=False)
    family_kana = KanaField(label=_("Family name (kana)"), max_length=LONGEST_NAME, required=False)
    given_kana = KanaField(label=_("Given name (kana)"), max_length=LONGEST_NAME, required=False)
    tel = TelephoneField(required=False, autocomplete="off")
    email = EmailAddressField(
        required=False,
        autocomplete="off",
        help_text=_("Not for the registration: what a member signs in with they change themselves."),
    )
    postal_code = PostcodeField(required=False, autocomplete="off")
    address_level1 = PrefectureField(required=False)
    address_level2 = LineField(label=_("City"), required=False)
    address_line1 = LineField(label=_("Street and number"), required=False)
    address_line2 = LineField(label=_("Building and room"), required=False)
    reason = ReasonField()

    def __init__(self, *args: Any, offered: Sequence[Record], **options: Any) -> None:
        """Offer these records."""
        super().__init__(*args, **options)
        self._offered = {record.key: record for record in offered}
        records: Any = self.fields["records"]
        records.choices = [(record.key, record.title) for record in offered]
        if len(self._offered) == 1:
            records.initial = list(self._offered)
        held = frozenset[str]().union(*(_HOLDS[record.kind] for record in offered))
        for field in _EVERYTHING - held:
            for name in _WHOLE_PLACE if field in _PLACE else (field,):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """A name and an address are whole or left empty; something is corrected, and can be there."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        self._whole(typed, _NAME, ("family_kana", "given_kana"))
        self._whole(typed, _PLACE, _WHOLE_PLACE)
        if not self.errors and self.right().is_empty:
            raise ValidationError(_("Nothing is filled in, so there is nothing to correct."))
        chosen = {self._offered[key].kind for key in typed.get("records", ())}
        if typed.get("email") and chosen & _WITHOUT_EMAIL:
            words = _("A registration and an address book hold no address that is changed here.")
            self.add_error("email", words)
        held = frozenset[str]().union(*(_HOLDS[kind] for kind in chosen))
        for field in _EVERYTHING - held:
            if typed.get(field) and field not in self.errors:
                self.add_error(field, ValidationError(_("Nothing that was chosen holds this.")))
        return typed

    def chosen(self) -> tuple[Record, ...]:
        """The records, once the form is valid."""
        return tuple(self._offered[key] for key in self.cleaned_data["records"])

    def right(self) -> Right:
        """What is right from now on, once the form is valid."""
        typed = self.cleaned_data
        name = tuple(typed[field] for field in (*_NAME, "family_kana", "given_kana"))
        place = tuple(typed.get(field, "") for field in _WHOLE_PLACE)
        telephone, email = typed.get("tel"), typed.get("email")
        return Right(
            name=PersonName(*name) if name[0] else None,
            telephone=Telephone(telephone) if telephone else None,
            place=PostalAddress(*place) if place[0] else None,
            email=EmailAddress(email) if email else None,
        )

    def _whole(self, typed: dict[str, Any], needed: Sequence[str], more: Sequence[str]) -> None:
        if any(typed.get(field) for field in (*needed, *more)):
            for field in needed:
                if not typed.get(field) and field not in self.errors:
                    self.add_error(field, ValidationError(_("Please fill in all of it, or nothing.")))
