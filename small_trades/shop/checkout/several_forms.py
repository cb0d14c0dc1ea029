"""What is asked where one order goes to several addresses: who gets how many, and one more address."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from small_trades.policy.groups import DeliveryAddress
from small_trades.shop.account.forms import PostalForm
from small_trades.shop.cart.queries import LineView
from small_trades.shop.checkout.forms import details_initial
from small_trades.shop.checkout.parts import shares
from small_trades.shop.checkout.queries import DraftView


class PiecesField(forms.IntegerField):
    """A number of pieces; what is left empty is none."""

    def to_python(self, value: object) -> int:
        """The number. Raises ValidationError."""
        return super().to_python(value) or 0


class DivideForm(forms.Form):
    """How many pieces of each line of the cart go to each address."""

    use_required_attribute = False

    def __init__(self, data: Any = None, *, draft: DraftView, lines: Sequence[LineView]) -> None:
        """A field for each line and address, with what was typed last."""
        super().__init__(data)
        self.lines, self.count = lines, 1 + len(draft.destinations)
        for line in lines:
            row = shares(draft, line.id) if draft.divided else [line.quantity]
            for number in range(1, self.count + 1):
                self.fields[_name(line, number)] = PiecesField(
                    label=line.item.full_name,
                    min_value=0,
                    max_value=line.quantity,
                    initial=row[number - 1] if number <= len(row) else 0,
                    widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
                )

    def fields_of(self, number: int) -> list[forms.BoundField]:
        """The fields of one address, in the order of the cart."""
        return [self[_name(line, number)] for line in self.lines]

    def rows(self) -> dict[int, list[int]]:
        """How many pieces of each line go to which address, of a valid form."""
        return {line.id: self._row(line) for line in self.lines}

    def is_exact(self) -> bool:
        """Whether a valid form divides exactly what is in the cart; says at the fields where it does not."""
        for line in self.lines:
            given = sum(self._row(line))
            if given != line.quantity:
                words = _("%(given)s of the %(all)s pieces in your cart have an address.")
                self._refuse(_name(line, 1), words % {"given": given, "all": line.quantity})
        for number in range(1, self.count + 1):
            if not any(self._row(line)[number - 1] for line in self.lines):
                words = _("Nothing goes to address %(number)s. Send at least one piece there, or remove it.")
                self._refuse(_name(self.lines[0], number), words % {"number": number})
        return not self.errors

    def _row(self, line: LineView) -> list[int]:
        numbers = range(1, self.count + 1)
        return [self.cleaned_data[_name(line, number)] for number in numbers]

    def _refuse(self, name: str, words: str) -> None:
        kept = self.cleaned_data.get(name)
        self.add_error(name, words)
        self.cleaned_data[name] = kept


class OtherAddressForm(PostalForm):
    """One more address; a member may keep it in the address book."""

    is_kept = forms.BooleanField(label=_("Keep it in my address book"), required=False)
    field_order = ("family_name", "given_name", "family_kana", "given_kana", "tel")

    def __init__(self, *args: Any, can_keep: bool, **options: Any) -> None:
        """Offer to keep it where there is an address book."""
        super().__init__(*args, **options)
        self._can_keep = can_keep
        if not can_keep:
            del self.fields["is_kept"]

    @property
    def wants_keeping(self) -> bool:
        """Whether a valid form is to go into the address book."""
        return bool(self.cleaned_data.get("is_kept"))

    def with_place(self) -> "OtherAddressForm":
        """The form as typed, with the place of its postcode filled in, and nothing judged yet."""
        plain = PostalForm(self.data).filled_in()
        typed = {name: self.data.get(self.add_prefix(name), "") for name in self.fields}
        form = OtherAddressForm(initial={**typed, **plain.initial}, can_keep=self._can_keep)
        form.is_place_unknown = plain.is_place_unknown
        return form


def address_initial(to: DeliveryAddress) -> dict[str, str]:
    """What the form of an address shows to begin with."""
    return details_initial(None, None, to)


def _name(line: LineView, number: int) -> str:
    return f"line-{line.id}-to-{number}"
