"""What staff type about options."""

import re
from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from small_trades.shop.options.actions.edit import (
    HIGHEST_SURCHARGE,
    LONGEST_NAME,
    MOST_CHARACTERS,
    ChoiceFacts,
    OptionFacts,
)
from small_trades.shop.options.kinds import KIND_NAMES, Kind
from small_trades.shop.options.picking import MOST_CHOICES, Choice
from small_trades.shop.options.queries import DeskOption, EditableOption
from small_trades.shop.products.queries.desk import product_ids

MOST_PRODUCTS: Final = 500
_SEPARATORS = re.compile(r"[\s,、，]+")
_NEW_ROWS: Final = 3


def _yen(label: Any, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=0, max_value=HIGHEST_SURCHARGE, required=False, **options
    )


class OptionForm(forms.Form):
    """An option without its choices."""

    name_ja = forms.CharField(label=_("Name in Japanese"), max_length=LONGEST_NAME)
    name_en = forms.CharField(label=_("Name in English"), max_length=LONGEST_NAME, required=False)
    kind = forms.ChoiceField(
        label=_("How the customer answers"), choices=list(KIND_NAMES.items()), widget=forms.RadioSelect
    )
    surcharge = _yen(
        _("Surcharge in yen, tax included"),
        help_text=_("For each piece. One of several choices has its surcharges below instead."),
    )
    longest = forms.IntegerField(
        label=_("Most characters"),
        min_value=1,
        max_value=MOST_CHARACTERS,
        required=False,
        help_text=_("Of words that the customer types."),
    )
    is_required = forms.BooleanField(label=_("Must be chosen"), required=False)
    is_offered = forms.BooleanField(label=_("Offer it now"), required=False)
    is_for_all = forms.BooleanField(label=_("With every product"), required=False)
    products = forms.CharField(
        label=_("Products by code"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": "3"}),
        help_text=_("Separated by spaces, commas or lines; where it is not for every product."),
    )

    def clean_products(self) -> tuple[int, ...]:
        """The ids of the products. Raises ValidationError for codes of none."""
        codes = list(dict.fromkeys(one for one in _SEPARATORS.split(self.cleaned_data["products"]) if one))
        if len(codes) > MOST_PRODUCTS:
            raise forms.ValidationError(_("At most 500 products. Offer it with every product instead."))
        known = product_ids(codes)
        unknown = [code for code in codes if code not in known]
        if unknown:
            words = _("No product has the code %(codes)s.")
            raise forms.ValidationError(words, params={"codes": ", ".join(unknown[:5])})
        return tuple(known.values())


class ChoiceForm(forms.Form):
    """A choice; one whose names are emptied goes."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name_ja = forms.CharField(label=_("Choice in Japanese"), max_length=LONGEST_NAME, required=False)
    name_en = forms.CharField(label=_("Choice in English"), max_length=LONGEST_NAME, required=False)
    surcharge = _yen(_("Surcharge in yen"))

    @property
    def facts(self) -> ChoiceFacts | None:
        """What was typed in a valid form; None for an empty row."""
        given = self.cleaned_data
        if not given["name_ja"] and not given["name_en"]:
            return None
        return ChoiceFacts(
            id=given["id"],
            name_ja=given["name_ja"],
            name_en=given["name_en"],
            surcharge=given["surcharge"] or 0,
        )


class GiftForm(forms.Form):
    """What may go with a parcel."""

    has_noshi = forms.BooleanField(label=_("A noshi, with a name"), required=False)
    has_message = forms.BooleanField(label=_("A message on a card"), required=False)


class ProductOptionsForm(forms.Form):
    """Which options are offered with one product."""

    options = forms.TypedMultipleChoiceField(
        label=_("Offered with this product"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, offered: Sequence[DeskOption], **options: Any) -> None:
        """Offer those that are not for every product anyway."""
        super().__init__(*args, **options)
        self.fields["options"].choices = [  # type: ignore[attr-defined] # a choice field, above
            (one.id, one.name) for one in offered if not one.is_for_all
        ]


def option_initial(found: EditableOption | None, products: Sequence[str] = ()) -> dict[str, Any]:
    """What the form shows to begin with; a new option is for `products`."""
    if found is None:
        start = {"kind": Kind.CHOICE.value, "surcharge": 0, "longest": 20, "is_offered": True}
        return {**start, "products": "\n".join(products)}
    names = [name for name in OptionForm.base_fields if name not in {"kind", "products"}]
    shown = {name: getattr(found, name) for name in names}
    return {**shown, "kind": found.kind.value, "products": "\n".join(found.products)}


def choice_rows(data: Any, choices: Sequence[Choice]) -> list[ChoiceForm]:
    """A row for each choice and some for new ones, and for all that were sent: the page may be older."""
    sent = [at for at in range(MOST_CHOICES) if data is not None and f"choice-{at}-name_ja" in data]
    number = max(min(MOST_CHOICES, len(choices) + _NEW_ROWS), max(sent, default=0) + 1)
    rows = [
        {"id": one.id, "name_ja": one.name_ja, "name_en": one.name_en, "surcharge": one.surcharge}
        for one in choices
    ]
    return [
        ChoiceForm(data, initial=rows[at] if at < len(rows) else {}, prefix=f"choice-{at}")
        for at in range(number)
    ]


def facts_of(form: OptionForm, rows: Sequence[ChoiceForm]) -> OptionFacts:
    """What was typed in valid forms."""
    given = form.cleaned_data
    return OptionFacts(
        name_ja=given["name_ja"],
        name_en=given["name_en"],
        kind=Kind(given["kind"]),
        surcharge=given["surcharge"] or 0,
        is_required=given["is_required"],
        longest=given["longest"] or 20,
        is_for_all=given["is_for_all"],
        is_offered=given["is_offered"],
        choices=tuple(facts for row in rows if (facts := row.facts) is not None),
        products=given["products"],
    )
