"""The form on the product page. It is answered by the cart, which also shows its errors on that page."""

from typing import Any, TypedDict, cast

from django import forms
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from small_trades.shop.options.kinds import Kind
from small_trades.shop.options.picking import Offer, Pick, write
from small_trades.shop.products.queries import MOST_AT_ONCE, ProductPage
from small_trades.shop.site.formats import money


class Wanted(TypedDict):
    """What a valid form says."""

    variant: int
    quantity: int
    options: str


class AddToCartForm(forms.Form):
    """Which variant, how many (at most what is left, and 99 at once), and which of its options.

    Nothing is typed here that is kept: words for an engraving are typed at the checkout, and sealed.
    """

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
        for offer in page.offers:
            self.fields[option_name(offer)] = _option_field(offer)

    @property
    def options(self) -> list[forms.BoundField]:
        """The fields of the options."""
        return [self[option_name(offer)] for offer in self.page.offers]

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
        """The variant, the quantity and the options of a valid form."""
        return Wanted(
            variant=self.cleaned_data["variant"],
            quantity=self.cleaned_data["quantity"],
            options=write(self._picks()),
        )

    def _picks(self) -> list[Pick]:
        typed = {offer.id: self.cleaned_data[option_name(offer)] for offer in self.page.offers}
        return [
            (offer.id, int(typed[offer.id]) if offer.kind == Kind.CHOICE else None)
            for offer in self.page.offers
            if typed[offer.id]
        ]


def option_name(offer: Offer) -> str:
    """The name of an option's field."""
    return f"option-{offer.id}"


def with_surcharge(name: str, yen: int) -> str:
    """A name with what it costs more for each piece."""
    return f"{name} (+{money(yen)})" if yen else name


def _option_field(offer: Offer) -> forms.Field:
    label = with_surcharge(offer.name, offer.surcharge)
    if offer.kind == Kind.CHOICE:
        first = ("", gettext("Please choose") if offer.is_required else pgettext("option", "None"))
        choices = [(str(one.id), with_surcharge(one.name, one.surcharge)) for one in offer.choices]
        return forms.ChoiceField(
            label=label,
            required=offer.is_required,
            choices=[first, *choices],
            error_messages={
                "required": _("Choose one"),
                "invalid_choice": _("This is no longer offered. Choose another"),
            },
        )
    return forms.BooleanField(
        label=label,
        required=offer.is_required,
        initial=offer.is_required,
        help_text=gettext("You type the words at the checkout, up to %(count)s characters.")
        % {"count": offer.longest}
        if offer.takes_words
        else "",
        error_messages={"required": _("This belongs to it: please tick it")},
    )
