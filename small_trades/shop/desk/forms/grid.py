"""All variants of a product in one form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from small_trades.shop.desk.forms.products import MOST_STOCK, MOST_YEN
from small_trades.shop.products.actions.edit import HEAVIEST_G, VariantFacts
from small_trades.shop.products.actions.grid import MOST_AXES, AxisNames, GridRow
from small_trades.shop.products.queries.desk import EditableAxis, EditableVariant
from small_trades.shop.site.formats import in_language

_RATES = [(10, "10 %"), (8, "8 %")]


class RowForm(forms.Form):
    """A row of the grid, its fields named by the variant's id."""

    sku = forms.CharField(label=_("Stock code"), max_length=60)
    price = forms.IntegerField(label=_("Price"), min_value=1, max_value=MOST_YEN)
    reference_price = forms.IntegerField(
        label=_("Usual price"), min_value=1, max_value=MOST_YEN, required=False
    )
    available = forms.IntegerField(label=_("Left"), min_value=0, max_value=MOST_STOCK)
    seen = forms.IntegerField(min_value=0, max_value=MOST_STOCK, widget=forms.HiddenInput)
    weight_g = forms.IntegerField(label=_("Grams"), min_value=0, max_value=HEAVIEST_G, required=False)
    tax_rate = forms.TypedChoiceField(label=_("Tax"), coerce=int, choices=_RATES)
    is_sold = forms.BooleanField(label=_("On sale"), required=False)

    def __init__(self, variant: EditableVariant, data: Any = None, *, name: str = "") -> None:
        """Start from what is stored; `name` is how the row is called."""
        names = ("sku", "price", "reference_price", "available", "weight_g", "tax_rate", "is_sold")
        initial = {name: getattr(variant, name) for name in names} | {"seen": variant.available}
        super().__init__(data, prefix=f"v{variant.id}", initial=initial)
        self.variant = variant
        self.name = name or in_language(variant, "name") or variant.sku

    def row(self) -> GridRow:
        """What a valid row says."""
        given = self.cleaned_data
        facts = VariantFacts(
            sku=given["sku"],
            name_ja=self.variant.name_ja,
            name_en=self.variant.name_en,
            price=given["price"],
            reference_price=given["reference_price"],
            tax_rate=given["tax_rate"],
            weight_g=given["weight_g"] or 0,
            is_sold=given["is_sold"],
            is_suggested=self.variant.is_suggested,
            gtin=self.variant.gtin,
        )
        return GridRow(facts=facts, available=given["available"], seen=given["seen"])


class FillForm(forms.Form):
    """Values for every row at once; what is empty is left as it is."""

    price = forms.IntegerField(label=_("Price"), min_value=1, max_value=MOST_YEN, required=False)
    reference_price = forms.IntegerField(
        label=_("Usual price"), min_value=1, max_value=MOST_YEN, required=False
    )
    weight_g = forms.IntegerField(label=_("Grams"), min_value=0, max_value=HEAVIEST_G, required=False)
    tax_rate = forms.TypedChoiceField(
        label=_("Tax"), coerce=int, empty_value=None, choices=[("", "—"), *_RATES], required=False
    )

    def columns(self) -> dict[str, Any]:
        """The columns that were given."""
        return {name: value for name, value in self.cleaned_data.items() if value is not None}


class AxesForm(forms.Form):
    """Up to three things that variants differ in; values stand on lines of their own, `白 / White`."""

    price = forms.IntegerField(label=_("Price of new variants"), min_value=1, max_value=MOST_YEN)

    def __init__(self, axes: tuple[EditableAxis, ...], price: int | None, data: Any = None) -> None:
        """Three groups of fields, filled with what there is."""
        super().__init__(data, prefix="axes", initial={"price": price})
        for place in range(MOST_AXES):
            axis = axes[place] if place < len(axes) else None
            lines = "\n".join(f"{ja} / {en}" if en else ja for ja, en in axis.values) if axis else ""
            number = {"number": place + 1}
            self.fields[f"name_{place}"] = forms.CharField(
                label=_("What differs (%(number)s)") % number,
                required=False,
                max_length=81,
                initial=_line(axis.name_ja, axis.name_en) if axis else "",
                help_text=_("Japanese / English, such as 色 / Colour"),
            )
            self.fields[f"values_{place}"] = forms.CharField(
                label=_("Its values (%(number)s)") % number,
                required=False,
                max_length=20_000,
                initial=lines,
                widget=forms.Textarea(attrs={"rows": 4}),
                help_text=_("One on each line: 白 / White"),
            )

    def axes(self) -> tuple[AxisNames, ...]:
        """What a valid form says; a group that is empty is left out."""
        given = self.cleaned_data
        groups = ((given[f"name_{place}"], given[f"values_{place}"]) for place in range(MOST_AXES))
        return tuple(
            AxisNames(_pair(name), tuple(_pair(line) for line in values.splitlines() if line.strip()))
            for name, values in groups
            if name.strip() or values.strip()
        )


def _line(ja: str, en: str) -> str:
    return f"{ja} / {en}" if en else ja


def _pair(line: str) -> tuple[str, str]:
    ja, _slash, en = line.replace("／", "/").partition("/")
    return ja.strip(), en.strip()
