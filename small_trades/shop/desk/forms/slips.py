"""Of which parcel of an order a packing slip is made, and why its address is opened."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from small_trades.shop.desk.forms.reasons import ReasonField
from small_trades.shop.orders.queries import OrderPage, Parcel
from small_trades.shop.orders.queries.destination_shapes import OrderDestination
from small_trades.shop.orders.wording import address_words
from small_trades.shop.site.formats import date

REST: Final = "rest"


class SlipForm(forms.Form):
    """What has not left, or a parcel that has."""

    parcel = forms.ChoiceField(label=gettext_lazy("Packing slip for"))
    reason = ReasonField()

    def __init__(self, data: Any = None, *, order: OrderPage) -> None:
        """Offer what is still to be sent, and every parcel by its number in the order and its day."""
        super().__init__(data, auto_id="slip_%s")
        self.parcels = {str(parcel.id): parcel for parcel in order.parcels}
        self.left = {}
        if order.cancel_reason is None:
            self.left = {_rest(one): one for one in order.destinations if one.unsent}
        left = _("What has not left for %(address)s") if order.has_several else _("What has not left")
        rest = [(key, left % {"address": address_words(one.number)}) for key, one in self.left.items()]
        words = _("Parcel %(at)s, sent on %(day)s")
        self.fields["parcel"].choices = [  # type: ignore[attr-defined] # a ChoiceField, declared above
            *rest,
            *(
                (key, words % {"at": at, "day": date(parcel.shipped_at)})
                for at, (key, parcel) in enumerate(self.parcels.items(), start=1)
            ),
        ]

    def wanted(self) -> Parcel | OrderDestination:
        """The parcel of a valid form, or the address for which something has not left."""
        chosen = self.cleaned_data["parcel"]
        return self.parcels.get(chosen) or self.left[chosen]


def _rest(there: OrderDestination) -> str:
    return REST if there.number == 1 else f"{REST}-{there.number}"
