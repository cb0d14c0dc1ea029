"""The quantities of a cart, typed in one form."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from small_trades.shop.cart.queries import CartPage, LineView
from small_trades.shop.products.queries import MOST_AT_ONCE


class QuantitiesForm(forms.Form):
    """One field for each line, `quantity-<line id>`; 0 takes the line out."""

    def __init__(self, page: CartPage, data: Any = None) -> None:
        super().__init__(_completed(page, data), auto_id="cart-%s")
        self.lines = page.lines
        for line in page.lines:
            self.fields[field_name(line)] = forms.IntegerField(
                label=_("Quantity of %(name)s") % {"name": line.item.full_name},
                min_value=0,
                max_value=MOST_AT_ONCE,
                initial=line.quantity,
                error_messages={
                    "required": _("Enter how many you would like"),
                    "invalid": _("Enter a whole number, such as 1"),
                    "min_value": _("Enter 1 or more, or remove the line"),
                    "max_value": _("You can buy up to 99 at once"),
                },
            )

    def clean(self) -> dict[str, Any]:
        """Refuse more than there is; leaving a number as it was is never refused."""
        typed = super().clean() or {}
        for line in self.lines:
            quantity = typed.get(field_name(line), 0)
            if quantity <= line.quantity:
                continue
            left = self._left(line, typed)
            if quantity > left:
                self.add_error(field_name(line), _("Only %(left)s left") % {"left": left})
            elif self._exceeds(line, typed):
                words = _("You can order up to %(most)s of this at once")
                self.add_error(field_name(line), words % {"most": line.item.most_per_order})
        return typed

    def _left(self, line: LineView, typed: dict[str, Any]) -> int:
        """How many there are beside what the other lines of the variant are to hold."""
        others = (
            typed.get(field_name(other)) or 0
            for other in self.lines
            if other.item.variant_id == line.item.variant_id and other.id != line.id
        )
        return max(0, min(line.item.available, MOST_AT_ONCE) - sum(others))

    def _exceeds(self, line: LineView, typed: dict[str, Any]) -> bool:
        """Whether all variants of the line's product are more than an order may hold of it."""
        alike = (other for other in self.lines if other.item.product_id == line.item.product_id)
        together = sum(typed.get(field_name(other)) or 0 for other in alike)
        return line.item.most_per_order is not None and together > line.item.most_per_order

    def quantities(self) -> dict[int, int]:
        """The typed quantity by line id."""
        return {line.id: self.cleaned_data[field_name(line)] for line in self.lines}


def _completed(page: CartPage, data: Any) -> Any:
    """What was typed, and of lines that came from another window since, what they hold."""
    if data is None:
        return None
    held = {field_name(line): line.quantity for line in page.lines}
    return {**held, **{name: data[name] for name in data}}


def field_name(line: LineView) -> str:
    """The name of a line's field."""
    return f"quantity-{line.id}"
