"""The form on the product page. It is answered by the cart, which also shows its errors on that page."""

from typing import Any, TypedDict, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from small_trades.shop.products.queries import MOST_AT_ONCE, ProductPage


class Wanted(TypedDict):
    """What a valid form says."""

    variant: int
    quantity: int


class AddToCartForm(forms.Form):
    """Which variant, and how many: at most what is left, and 99 at once."""

    variant = forms.TypedChoiceField(
        label=_("Variant"),
        coerce=int,
        error_messages={
            "required": _("Choose one"),
            "invalid_choice": _("This is no longer sold. Choose another"),
        },
    )
    quantity = forms.IntegerField(
        label=_("Quantity"),
        min_value=1,
        max_value=MOST_AT_ONCE,
        initial=1,
        error_messages={
            "required": _("Enter how many you would like"),
            "invalid": _("Enter a whole number, such as 1"),
            "min_value": _("Enter 1 or more"),
            "max_value": _("You can buy up to 99 at once"),
        },
    )

    def __init__(self, page: ProductPage, data: Any = None) -> None:
        first = page.first_choice
        super().__init__(data, initial={"variant": first.id if first else None}, auto_id="add-%s")
        self.page = page
        variant = cast("forms.TypedChoiceField", self.fields["variant"])
        variant.choices = [(choice.id, choice.name) for choice in page.variants]

    @property
    def chosen(self) -> str:
        """The id of the variant that is marked on the page."""
        return str(self["variant"].value() or "")

    def clean(self) -> dict[str, Any]:
        """Refuse what is not there: nothing left, or fewer than wanted."""
        wanted = super().clean() or {}
        choice = next((one for one in self.page.variants if one.id == wanted.get("variant")), None)
        quantity = wanted.get("quantity")
        if choice and choice.stock == "out":
            self.add_error("variant", _("This is sold out. Choose another"))
        elif choice and quantity and quantity > choice.most:
            limit = self.page.most_per_order
            is_limited = limit is not None and quantity > limit
            sentence = _("You can order up to %(most)s of this at once") if is_limited else None
            self.add_error("quantity", (sentence or _("Only %(left)s left")) % self._numbers(choice.most))
        return wanted

    def _numbers(self, left: int) -> dict[str, int | None]:
        return {"left": left, "most": self.page.most_per_order}

    def wanted(self) -> Wanted:
        """The variant and the quantity of a valid form."""
        return Wanted(variant=self.cleaned_data["variant"], quantity=self.cleaned_data["quantity"])
