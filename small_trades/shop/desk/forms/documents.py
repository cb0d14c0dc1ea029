"""Which document of an order the desk makes, and why."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from small_trades.shop.desk.forms.reasons import ReasonField
from small_trades.shop.orders.actions.issue import Wanted
from small_trades.shop.orders.papers import PROVISO_WORDS, DocumentKind, Proviso
from small_trades.shop.orders.queries import OrderPage
from small_trades.shop.site.formats import money

NAMES: dict[DocumentKind, str | Promise] = {
    DocumentKind.INVOICE: _("Qualified invoice"),
    DocumentKind.RECEIPT: _("Payment receipt"),
}


class DeskDocumentForm(forms.Form):
    """A document of this order; return invoices are named by their refund."""

    document = forms.ChoiceField(label=_("Document"))
    proviso = forms.ChoiceField(
        label=_("Received for"),
        required=False,
        choices=[(proviso.value, words) for proviso, words in PROVISO_WORDS.items()],
        help_text=_("On a receipt, the first time it is issued."),
    )
    reason = ReasonField()

    def __init__(self, data: Any = None, *, order: OrderPage) -> None:
        """Offer what can be issued for the order now."""
        super().__init__(data, auto_id="document_%s")
        words = gettext("Return invoice for %(amount)s")
        self.fields["document"].choices = [  # type: ignore[attr-defined] # a ChoiceField, declared above
            *((kind.value, NAMES[kind]) for kind in order.documents),
            *((str(one.id), words % {"amount": money(one.amount)}) for one in order.documented_refunds),
        ]

    def wanted(self) -> Wanted:
        """What is asked for, once the form is valid."""
        given = self.cleaned_data
        if given["document"] in set(DocumentKind):
            proviso = Proviso(given["proviso"] or Proviso.GOODS)
            return Wanted(kind=DocumentKind(given["document"]), proviso=proviso)
        return Wanted(kind=DocumentKind.RETURN, refund_id=UUID(given["document"]))
