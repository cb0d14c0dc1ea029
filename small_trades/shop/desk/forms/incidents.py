"""What is typed about an incident."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from small_trades import privacy
from small_trades.policy.groups import IncidentWords
from small_trades.shop.incidents.actions.open import NewIncident
from small_trades.shop.incidents.models import IncidentKind
from small_trades.shop.kernel.text import clean, holds_card_number
from small_trades.shop.site.days import MomentField

LONGEST = 4000
Choices = Sequence[tuple[str, str]]
_ITEM_NAMES = {
    "overview": _("1. What happened"),
    "items": _("2. Which information"),
    "persons": _("3. How many persons"),
    "cause": _("4. The cause"),
    "secondary_damage": _("5. Further damage"),
    "response": _("6. What was done for those concerned"),
    "publication": _("7. Whether it was made public"),
    "prevention": _("8. How it is prevented in future"),
    "other": _("9. Anything else"),
}


class _MomentField(MomentField):
    """A moment as a browser's own control gives it."""

    def __init__(self, label: Any, help_text: Any = "") -> None:
        """A required moment in the shop's time zone."""
        super().__init__(
            label=label,
            help_text=help_text,
            input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        )


class IncidentForm(forms.Form):
    """How something leaked, when, and how it became known."""

    kind = forms.ChoiceField(label=_("How"), choices=IncidentKind.choices, widget=forms.RadioSelect)
    staff = forms.ChoiceField(label=_("Whose access"), required=False)
    session = forms.ChoiceField(label=_("Which sign-in"), required=False)
    since = _MomentField(_("When it began"), _("Date and time in Japan. If unsure, the earliest it can be."))
    until = _MomentField(_("When it ended"), _("Date and time. If it goes on or you are unsure, now."))
    has_data = forms.BooleanField(label=_("The data, or a backup of it, was copied"), required=False)
    has_keys = forms.BooleanField(label=_("The key store was copied"), required=False)
    has_key_encryption_key = forms.BooleanField(
        label=_("The file of the key-encryption key was copied"), required=False
    )
    known_at = _MomentField(_("When the shop learned of it"), _("The days for the reports count from here."))
    is_wrongful = forms.BooleanField(
        label=_("Somebody may have done it on purpose"),
        required=False,
        initial=True,
        help_text=_("The final report is then due within 60 days instead of 30."),
    )

    def __init__(self, *args: Any, staff: Choices, sessions: Choices, **kwargs: Any) -> None:
        """Offer the staff and sign-ins there are."""
        super().__init__(*args, **kwargs)
        self.fields["staff"].choices = [("", "—"), *staff]  # type: ignore[attr-defined] # a ChoiceField, above
        self.fields["session"].choices = [("", "—"), *sessions]  # type: ignore[attr-defined] # the same

    def clean(self) -> dict[str, Any]:
        """Whatever one field alone does not show."""
        given = super().clean() or {}
        since, until, known = given.get("since"), given.get("until"), given.get("known_at")
        if since and until and since > until:
            self.add_error("until", _("It must end after it began."))
        if known and known > timezone.now():
            self.add_error("known_at", _("This lies in the future."))
        kind = given.get("kind")
        if kind == IncidentKind.STAFF and not given.get("staff"):
            self.add_error("staff", _("Choose whose access it was."))
        if kind == IncidentKind.SESSION and not given.get("session"):
            self.add_error("session", _("Choose which sign-in it was."))
        if kind == IncidentKind.STORES and not (given.get("has_data") or given.get("has_keys")):
            self.add_error("has_data", _("Choose what was copied."))
        return given

    def incident(self) -> NewIncident:
        """The incident, once the form is valid."""
        given = self.cleaned_data
        return NewIncident(
            kind=IncidentKind(given["kind"]),
            since=given["since"],
            # A minute that was typed is meant whole: what happened in it concerns somebody.
            until=given["until"].replace(second=59, microsecond=999_999),
            known_at=given["known_at"],
            is_wrongful=given["is_wrongful"],
            actor_id=UUID(given["staff"]) if given["staff"] else None,
            session=given["session"],
            copied=privacy.CopiedStores(
                data=given["has_data"],
                keys=given["has_keys"],
                key_encryption_key=given["has_key_encryption_key"],
            ),
        )


class ReportForm(forms.Form):
    """The nine items of the report, in the order of the law."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """One box an item."""
        super().__init__(*args, **kwargs)
        for item in fields(IncidentWords):
            self.fields[item.name] = forms.CharField(
                label=_ITEM_NAMES[item.name],
                required=item.name != "other",
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 4}),
            )

    def clean(self) -> dict[str, Any]:
        """Tidy text without card numbers."""
        given = super().clean() or {}
        for name, text in given.items():
            given[name] = clean(str(text))
            if holds_card_number(given[name]):
                self.add_error(name, _("This looks like a card number. Never write one here."))
        return given

    def words(self) -> IncidentWords:
        """The items, once the form is valid."""
        return IncidentWords(**{item.name: self.cleaned_data[item.name] for item in fields(IncidentWords)})

    @classmethod
    def of(cls, words: IncidentWords) -> "ReportForm":
        """A form that shows the items as they stand."""
        return cls(initial={item.name: getattr(words, item.name) for item in fields(words)})
