"""What the owner chooses for a program's token, and where a program is told of what happens."""

from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from small_trades.shop.account.fields import LineField
from small_trades.shop.api.actions.tokens import MOST_DAYS
from small_trades.shop.api.events import NoticeEvent
from small_trades.shop.api.scopes import PURPOSES, SCOPE_NAMES, Scope
from small_trades.shop.site.formats import in_language

_named = lazy(in_language, str)


class TokenForm(forms.Form):
    """A token that is not there yet."""

    name = LineField(
        label=_("Name of the program"), max_length=60, help_text=_("Shown here and in the records of use.")
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        choices=[(scope.value, SCOPE_NAMES[scope]) for scope in Scope],
        widget=forms.CheckboxSelectMultiple,
    )
    purposes = forms.MultipleChoiceField(
        label=_("For what it opens orders"),
        choices=[(purpose.id, _named(purpose, "name")) for purpose in PURPOSES.values()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Only for a program that opens names and addresses. Customers read the purpose."),
    )
    days = forms.IntegerField(label=_("Days until it ends"), min_value=1, max_value=MOST_DAYS, initial=90)

    def clean(self) -> dict[str, Any]:
        """A token that opens orders names its purposes, and no other does."""
        given = super().clean() or {}
        opens = Scope.OPEN_ORDERS.value in given.get("scopes", ())
        if opens and not given.get("purposes") and "purposes" not in self.errors:
            self.add_error("purposes", _("Choose for what the program opens orders."))
        if given.get("purposes") and not opens and "scopes" not in self.errors:
            self.add_error("purposes", _("This program opens nothing, so it needs no purpose."))
        return given

    def wish(self) -> dict[str, Any]:
        """What `make_token` takes, once the form is valid."""
        given = self.cleaned_data
        scopes = [Scope(scope) for scope in given["scopes"]]
        return {"name": given["name"], "scopes": scopes, "purposes": given["purposes"], "days": given["days"]}


EVENT_NAMES = {
    NoticeEvent.PLACED: _("An order was placed"),
    NoticeEvent.PAID: _("An order was paid"),
    NoticeEvent.PARTLY_SHIPPED: _("A part of an order was shipped"),
    NoticeEvent.SHIPPED: _("An order was shipped"),
    NoticeEvent.CANCELLED: _("An order was cancelled"),
    NoticeEvent.LOW: _("Few of a product are left"),
}


class EndpointForm(forms.Form):
    """An address that is told of what happens."""

    address = LineField(
        label=_("Address of the program"),
        max_length=500,
        help_text=_("It begins with https:// and is reached over the internet."),
    )
    events = forms.MultipleChoiceField(
        label=_("What it is told"),
        choices=[(event.value, words) for event, words in EVENT_NAMES.items()],
        widget=forms.CheckboxSelectMultiple,
    )
