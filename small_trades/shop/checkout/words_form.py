"""What is to be written on goods, and what goes with the parcel."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from small_trades.policy.groups import GiftWords, OrderWords
from small_trades.shop.account.fields import FreeTextField, PersonalForm
from small_trades.shop.checkout.queries import AskedWords, WordsKey
from small_trades.shop.kernel.text import clean, composed
from small_trades.shop.options.noshi import FRONTS
from small_trades.shop.options.queries import GiftWishes

LONGEST_NAME = 30
LONGEST_MESSAGE = 300


class WordsField(FreeTextField):
    """Words that somebody writes down as they are: nothing in them is changed, nothing hidden is taken."""

    def __init__(self, *, max_length: int, is_long: bool = False, **options: Any) -> None:
        """At most so many characters, on one line unless `is_long`."""
        widget = forms.Textarea(attrs={"rows": "4"}) if is_long else forms.TextInput()
        super().__init__(max_length=max_length, strip=False, widget=widget, **options)
        self.is_long = is_long
        self.widget.attrs["autocomplete"] = "off"

    def to_python(self, value: object) -> str:
        """The words, composed, without outer space. Raises ValidationError for what cannot be written."""
        typed = str(value or "").replace("\r\n", "\n").replace("\r", "\n").strip(" \n\t\u3000")
        words = clean(typed)
        if words != composed(typed).strip() or (not self.is_long and "\n" in words):
            raise ValidationError(_("This holds characters that cannot be written. Please type it anew."))
        return words


class WordsForm(PersonalForm):
    """One field for everything that is to be written, and the present's where the shop offers that."""

    def __init__(self, *args: Any, asked: Sequence[AskedWords], gift: GiftWishes, **options: Any) -> None:
        """Ask for these words, and for what may go with the parcel."""
        super().__init__(*args, **options)
        self.asked, self.gift_wishes = asked, gift
        for each in asked:
            self.fields[field_name(each.key)] = _words_field(each)
        if gift.has_noshi:
            self.fields["noshi_front"] = forms.ChoiceField(
                label=_("Noshi"), required=False, choices=list(FRONTS.items())
            )
            self.fields["noshi_name"] = WordsField(
                max_length=LONGEST_NAME,
                label=_("Name on the noshi"),
                required=False,
                help_text=_("As it is to be written, such as a family name. Left empty, none is."),
            )
        if gift.has_message:
            self.fields["message"] = WordsField(
                max_length=LONGEST_MESSAGE,
                is_long=True,
                label=_("Message on a card"),
                required=False,
                help_text=_("We write it on a card and put it into the parcel."),
            )

    def clean(self) -> dict[str, Any]:
        """A name stands below the words of a noshi."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("noshi_name") and not given.get("noshi_front"):
            self.add_error("noshi_front", _("Choose what is to stand above the name"))
        return given

    @property
    def written(self) -> list[forms.BoundField]:
        """The fields of what is written on goods."""
        return [self[field_name(each.key)] for each in self.asked]

    def words(self) -> dict[WordsKey, OrderWords]:
        """What was typed, by line and option."""
        return {each.key: OrderWords(self.cleaned_data[field_name(each.key)]) for each in self.asked}

    def gift(self) -> GiftWords | None:
        """What goes with the parcel; None for nothing."""
        names = ("noshi_front", "noshi_name", "message")
        typed = {name: str(self.cleaned_data.get(name, "")) for name in names}
        return GiftWords(**typed) if any(typed.values()) else None


def field_name(key: WordsKey) -> str:
    """The name of a field."""
    return f"words-{key[0]}-{key[1]}"


def words_initial(words: Mapping[WordsKey, OrderWords], gift: GiftWords | None) -> dict[str, str]:
    """What the form shows to begin with."""
    shown = {field_name(key): typed.text for key, typed in words.items()}
    if gift is not None:
        shown |= {
            "noshi_front": gift.noshi_front,
            "noshi_name": gift.noshi_name,
            "message": gift.message,
        }
    return shown


def _words_field(asked: AskedWords) -> WordsField:
    numbers = {"count": asked.longest, "quantity": asked.quantity}
    hint = gettext("Up to %(count)s characters.") % numbers
    if asked.quantity > 1:
        hint += " " + gettext("It is written on each of the %(quantity)s pieces.") % numbers
    return WordsField(
        max_length=asked.longest,
        label=f"{asked.option}: {asked.goods}",
        help_text=hint,
        error_messages={"required": _("Enter what is to be written")},
    )
