"""What staff type on the screens of products and stock."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from small_trades.shop.products.actions.edit import MOST_PER_ORDER
from small_trades.shop.products.queries.desk import (
    ProductFilter,
    Window,
    category_choices,
    maker_choices,
    tag_choices,
)
from small_trades.shop.site.days import DayField, MomentField

MOST_YEN = 9_999_999
MOST_STOCK = 999_999


WINDOW_NAMES: dict[Window, str | Promise] = {
    Window.SHOWN: _("Shown"),
    Window.DRAFT: _("Draft"),
    Window.AHEAD: _("Shown later"),
    Window.OVER: _("No longer shown"),
}


class ProductFilterForm(forms.Form):
    """Which products to list. What is left empty does not narrow."""

    q = forms.CharField(label=_("Name, reading, maker or code"), required=False, max_length=100)
    window = forms.ChoiceField(
        label=_("In the shop"),
        required=False,
        choices=[("", _("Any")), *((key.value, name) for key, name in WINDOW_NAMES.items())],
    )
    category = forms.ChoiceField(
        label=_("Category"), required=False, choices=lambda: [("", _("Any")), *category_choices()]
    )
    is_low = forms.BooleanField(label=_("Few left or none"), required=False)

    def wanted(self) -> ProductFilter:
        """The filter; a field with a mistake does not narrow."""
        self.is_valid()
        given = self.cleaned_data
        return ProductFilter(
            typed=given.get("q", ""),
            window=Window(given["window"]) if given.get("window") else None,
            category=given.get("category", ""),
            is_low=bool(given.get("is_low")),
        )

    def query(self) -> tuple[tuple[str, str], ...]:
        """The parameters of an address that narrows alike."""
        given = {name: self.cleaned_data.get(name) for name in self.fields}
        return tuple((name, "on" if value is True else str(value)) for name, value in given.items() if value)


class ProductForm(forms.Form):
    """The texts and the place of a product."""

    name_ja = forms.CharField(label=_("Name in Japanese"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    reading = forms.CharField(
        label=_("Reading in hiragana"),
        max_length=200,
        required=False,
        help_text=_("Found by search. Left empty, it is drafted from the name; correct what is wrong."),
    )
    slug = forms.SlugField(
        label=_("Address"), max_length=80, help_text=_("Small letters, digits and hyphens: /products/…/")
    )
    code = forms.CharField(label=_("Code"), max_length=40)
    maker = forms.ChoiceField(label=_("Maker"))
    category = forms.ChoiceField(label=_("Category"))
    summary_ja = forms.CharField(label=_("Summary in Japanese"), max_length=400, required=False)
    summary_en = forms.CharField(label=_("Summary in English"), max_length=400, required=False)
    description_ja = forms.CharField(
        label=_("Description in Japanese"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    description_en = forms.CharField(
        label=_("Description in English"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    is_published = forms.BooleanField(label=_("Show it in the shop"), required=False)
    published_at = MomentField(required=False, label=_("From"), help_text=_("Empty: from now on."))
    published_until = MomentField(required=False, label=_("Until"), help_text=_("Empty: it stays."))
    most_per_order = forms.IntegerField(
        label=_("Most for each order"), min_value=1, max_value=MOST_PER_ORDER, required=False
    )
    ships_on = DayField(
        label=_("Pre-order: sent on"),
        required=False,
        help_text=_("Empty, or a day that has come: it is sent at once."),
    )
    tags = forms.MultipleChoiceField(label=_("Tags"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the makers and categories there are."""
        super().__init__(*args, **kwargs)
        self.fields["tags"].choices = tag_choices()  # type: ignore[attr-defined] # a choice field, above
        self.fields["maker"].choices = maker_choices()  # type: ignore[attr-defined] # a ChoiceField, above
        self.fields["category"].choices = category_choices()  # type: ignore[attr-defined] # a ChoiceField, above


class VariantForm(forms.Form):
    """The names and the price of a variant. Prices include tax."""

    sku = forms.CharField(label=_("Stock code"), max_length=60)
    name_ja = forms.CharField(label=_("Name in Japanese"), max_length=120, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=120, required=False)
    price = forms.IntegerField(label=_("Price in yen, tax included"), min_value=1, max_value=MOST_YEN)
    reference_price = forms.IntegerField(
        label=_("Price to compare with, in yen"),
        min_value=1,
        max_value=MOST_YEN,
        required=False,
        help_text=_("What you asked until lately, or what the maker suggests."),
    )
    is_suggested = forms.BooleanField(
        label=_("It is the maker's suggested retail price"),
        required=False,
        help_text=_("Only where the maker has published it. It is shown as such and not struck through."),
    )
    gtin = forms.CharField(
        label=_("Barcode number (JAN, GTIN)"),
        max_length=20,
        required=False,
        help_text=_("Search engines find the same article by it. Leave it empty for what has none."),
    )
    tax_rate = forms.TypedChoiceField(
        label=_("Consumption tax"), coerce=int, choices=[(10, "10 %"), (8, _("8 % (food and drink)"))]
    )
    weight_g = forms.IntegerField(
        label=_("Weight in grams"), min_value=0, max_value=1_000_000, required=False
    )
    is_sold = forms.BooleanField(label=_("On sale"), required=False)

    def clean(self) -> dict[str, Any]:
        """A reference price is higher than the price. Raises ValidationError at its field."""
        cleaned = super().clean() or self.cleaned_data
        price, reference = cleaned.get("price"), cleaned.get("reference_price")
        if price and reference and reference <= price:
            self.add_error("reference_price", _("The usual price must be higher than the price."))
        return cleaned


class StockForm(forms.Form):
    """How many there are now, as counted."""

    available = forms.IntegerField(label=_("In stock now"), min_value=0, max_value=MOST_STOCK)
    seen = forms.IntegerField(
        label=_("In stock when the page was shown"),
        min_value=0,
        max_value=MOST_STOCK,
        widget=forms.HiddenInput,
    )
