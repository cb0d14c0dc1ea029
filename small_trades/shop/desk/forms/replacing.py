"""Which goods are sent in place of others."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from small_trades.shop.desk.forms.orders import ReasonField
from small_trades.shop.orders.queries.replacing import Replaceable


class ReplaceForm(forms.Form):
    """How many of each variant that is there, and why the customer's address is opened."""

    reason = ReasonField()

    def __init__(self, *args: Any, may: Replaceable, **kwargs: Any) -> None:
        """A field for each variant of the order's products that is in stock."""
        super().__init__(*args, **kwargs)
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
        self.order_fields([*self.variants, "reason"])

    def goods(self) -> dict[int, int]:
        """Variants with how many are sent, of a valid form."""
        return {variant: self.cleaned_data[name] or 0 for name, variant in self.variants.items()}
