"""Which goods are sent in place of others."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from small_trades.shop.desk.forms.reasons import ReasonField
from small_trades.shop.orders.queries.replacing import Replaceable
from small_trades.shop.orders.wording import address_words


class ReplaceForm(forms.Form):
    """How many of each variant that is there, and why the customer's address is opened."""

    to = forms.TypedChoiceField(label=gettext_lazy("To which address"), coerce=int)
    reason = ReasonField()
    of = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, may: Replaceable, addresses: int = 1, **kwargs: Any) -> None:
        """A field for each variant of the order's products that is in stock; `addresses` it went to."""
        super().__init__(*args, **kwargs)
        if addresses == 1:
            del self.fields["to"]
        else:
            self.fields["to"].choices = [  # type: ignore[attr-defined] # a ChoiceField, declared above
                (number, address_words(number)) for number in range(1, addresses + 1)
            ]
        goods = [good for good in may.goods if good.available] if may.most else []
        self.variants = {f"variant-{good.variant_id}": good.variant_id for good in goods}
        for good in goods:
            self.fields[f"variant-{good.variant_id}"] = forms.IntegerField(
                label=f"{good.name} ({good.sku})",
                min_value=0,
                max_value=min(may.most, good.available),
                initial=0,
                required=False,
                help_text=_("%(num)s in stock") % {"num": f"{good.available:,}"},
            )
        self.fields["of"].initial = may.most
        self.order_fields([*self.variants, "to", "reason"])

    def to_number(self) -> int:
        """The number of the address, of a valid form."""
        return int(self.cleaned_data.get("to", 1))

    def goods(self) -> dict[int, int]:
        """Variants with how many are sent, of a valid form."""
        return {variant: self.cleaned_data[name] or 0 for name, variant in self.variants.items()}
