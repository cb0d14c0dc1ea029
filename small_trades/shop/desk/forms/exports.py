"""Asking for an export, and taking it out."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from small_trades.policy.declaration import BILLING, DELIVERY, NOTICE, TAX_RECORDS
from small_trades.privacy import Purpose
from small_trades.shop.desk.actions.exports import NewExport
from small_trades.shop.desk.export_file import SHIFT_JIS, UTF8
from small_trades.shop.desk.forms.orders import in_words
from small_trades.shop.desk.forms.reasons import ReasonField
from small_trades.shop.desk.models import ExportKind
from small_trades.shop.desk.queries.exports import CARRIER_OF, Span
from small_trades.shop.orders.states import ORDER_STATE_NAMES, OrderState
from small_trades.shop.site.days import DayField

PURPOSES = (DELIVERY, NOTICE, BILLING, TAX_RECORDS)
FOR_MEMBERS = frozenset({NOTICE.id})
_ANY: list[tuple[str, str | Promise]] = [("", _("Any"))]


class ExportForm(forms.Form):
    """Which list, for which purpose, and why."""

    kind = forms.ChoiceField(label=_("List"), choices=ExportKind.choices)
    state = forms.ChoiceField(
        label=_("State of the orders"),
        required=False,
        choices=[*_ANY, *((key.value, name) for key, name in ORDER_STATE_NAMES.items())],
    )
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)
    purpose = forms.ChoiceField(label=_("Purpose"))
    reason = ReasonField(
        help_text=_("Everybody in the list can read this. Do not write names or addresses here.")
    )

    def __init__(self, *args: Any, role: str, **kwargs: Any) -> None:
        """Offer the purposes this role has."""
        super().__init__(*args, **kwargs)
        self._purposes = {purpose.id: purpose for purpose in _purposes_of(role)}
        choices = [(one.id, in_words(one.name_ja, one.name_en)) for one in self._purposes.values()]
        self.fields["purpose"].choices = choices  # type: ignore[attr-defined] # a ChoiceField, declared above

    def clean(self) -> dict[str, Any]:
        """The days in order; members only for writing to them. Raises ValidationError at its field."""
        cleaned = super().clean() or self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("This day comes before the first one."))
        if cleaned.get("kind") == ExportKind.MEMBERS and cleaned.get("purpose", "") not in FOR_MEMBERS:
            self.add_error("purpose", _("Members are exported for writing to them, and for nothing else."))
        if cleaned.get("kind") in CARRIER_OF and cleaned.get("purpose", DELIVERY.id) != DELIVERY.id:
            self.add_error(
                "purpose", _("Parcels are listed for the carrier to deliver them, and for nothing else.")
            )
        return cleaned

    def wanted(self) -> NewExport:
        """What is asked for, once the form is valid."""
        given = self.cleaned_data
        kind = ExportKind(given["kind"])
        is_orders = kind == ExportKind.ORDERS
        state = OrderState(given["state"]) if given["state"] and is_orders else None
        span = Span(kind=kind, since=given["since"], until=given["until"], state=state)
        return NewExport(span=span, purpose=self._purposes[given["purpose"]], reason=given["reason"])


class DownloadForm(forms.Form):
    """How the file is written."""

    charset = forms.ChoiceField(
        label=_("Characters"),
        choices=[(UTF8, "UTF-8"), (SHIFT_JIS, _("Shift_JIS (〓 for what it lacks)"))],
    )


def _purposes_of(role: str) -> Iterable[Purpose]:
    return (purpose for purpose in PURPOSES if role in purpose.roles)
