"""Form fields for what people tell about themselves: forgiving in what they take, exact in what they give."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from small_trades.shop.kernel.emails import tidy_email
from small_trades.shop.kernel.postcodes import normalise_postcode
from small_trades.shop.kernel.prefectures import PREFECTURES
from small_trades.shop.kernel.telephones import normalise_telephone
from small_trades.shop.kernel.text import clean, holds_card_number, is_kana, katakana, one_line, sentence

LONGEST_EMAIL = 254  # RFC 5321, 4.5.3.1.3 with errata 1690
LONGEST_NAME = 40
LONGEST_PLACE = 120
LONGEST_LETTER = 5_000
_CODE_DIGITS = 8


class PersonalForm(forms.Form):
    """A form whose fields are named as browsers know them: `family_name` is sent as `family-name`."""

    def add_prefix(self, field_name: str) -> str:
        """The name of a field in the page: hyphens, as the `autocomplete` tokens have them."""
        return super().add_prefix(field_name).replace("_", "-")


class FreeTextField(forms.CharField):
    """Text in somebody's own words: no longer than it may be, and without a card number."""

    has_card = _("This looks like a card number. Please do not enter one here.")

    def __init__(self, *, max_length: int, **options: Any) -> None:
        """Take Django's options; the length is counted in characters of what the field gives."""
        super().__init__(**options)
        self.longest = max_length
        self.widget.attrs["maxlength"] = str(max_length)

    def validate(self, value: str) -> None:
        """Refuse what is missing, too long, or holds what looks like a card number."""
        super().validate(value)
        if len(value) > self.longest:
            raise ValidationError(
                _("This is too long: at most %(count)d characters."), params={"count": self.longest}
            )
        if holds_card_number(value):
            raise ValidationError(self.has_card)


class LineField(FreeTextField):
    """One line of text in NFKC, without control characters and card numbers."""

    def __init__(self, *, autocomplete: str = "", max_length: int = LONGEST_PLACE, **options: Any) -> None:
        """Take Django's options, and the token by which a browser fills the field in."""
        super().__init__(max_length=max_length, **options)
        if autocomplete:
            self.widget.attrs["autocomplete"] = autocomplete

    def to_python(self, value: object) -> str:
        """The tidied line; the empty string where nothing was typed."""
        return one_line(str(value)) if value is not None else ""


class SentenceField(LineField):
    """A line to be read: （、！ and ～ stay as wide as they were typed."""

    def to_python(self, value: object) -> str:
        """The line without control characters."""
        return sentence(str(value)) if value is not None else ""


class LetterField(FreeTextField):
    """Several lines without control characters and card numbers."""

    widget = forms.Textarea
    has_card = _("This seems to hold a card number. Please take it out: we never need it.")

    def __init__(self, *, rows: int, max_length: int = LONGEST_LETTER, **options: Any) -> None:
        """Take Django's options; `rows` is the height before anything is typed."""
        super().__init__(max_length=max_length, **options)
        self.widget.attrs["rows"] = str(rows)

    def to_python(self, value: object) -> str:
        """The cleaned text; the empty string where nothing was typed."""
        return clean(str(value)) if value is not None else ""


class NewsletterField(forms.BooleanField):
    """A box beside something else, never ticked beforehand. Ticking it mails a link; the link subscribes."""

    def __init__(self) -> None:
        """Say what ticking does."""
        super().__init__(
            label=_("I would also like the newsletter"),
            help_text=_("We mail you a link first. It begins only when you press the button behind it."),
            required=False,
        )


class KanaField(LineField):
    """A reading in full-width katakana, whatever kana was typed."""

    def to_python(self, value: object) -> str:
        """Katakana where it can be; otherwise the line as typed."""
        return katakana(super().to_python(value))

    def validate(self, value: str) -> None:
        """Refuse what is not kana."""
        super().validate(value)
        if value and not is_kana(value):
            raise ValidationError(_("Please enter the reading in hiragana or katakana."))


class EmailAddressField(LineField):
    """An e-mail address, tidied."""

    widget = forms.EmailInput

    def __init__(self, **options: Any) -> None:
        """An address of at most 254 characters."""
        super().__init__(
            **{"autocomplete": "email", "label": _("E-mail address"), "max_length": LONGEST_EMAIL, **options}
        )

    def to_python(self, value: object) -> str:
        """The address as it is kept."""
        return tidy_email(super().to_python(value))

    def validate(self, value: str) -> None:
        """Refuse what is no address."""
        super().validate(value)
        if value:
            EmailValidator(message=_("Please enter an e-mail address such as name@example.jp."))(value)


class TelephoneField(LineField):
    """A telephone number, written one way."""

    def __init__(self, **options: Any) -> None:
        """Bring the number pad up on a telephone."""
        super().__init__(
            **{"autocomplete": "tel", "label": _("Telephone number"), "max_length": 24, **options}
        )
        self.widget.attrs |= {"inputmode": "tel"}

    def clean(self, value: object) -> str:
        """The number as it is written, or the empty string where none was typed and none is needed."""
        typed = super().clean(value)
        number = normalise_telephone(typed) if typed else ""
        if number is None:
            raise ValidationError(_("Please enter a telephone number such as 03-1234-5678."))
        return number


class MailedCodeField(LineField):
    """A mailed code of eight digits, with or without a space in the middle, full width or half."""

    def __init__(self, **options: Any) -> None:
        """Bring the number pad up, and let the browser offer the code of a mail that has just come."""
        super().__init__(
            **{"autocomplete": "one-time-code", "label": _("Code of the mail"), "max_length": 12, **options},
        )
        self.widget.attrs |= {"inputmode": "numeric"}

    def clean(self, value: object) -> str:
        """Eight digits; the empty string where none are needed and none were typed."""
        typed = "".join(super().clean(value).replace("-", " ").split())
        if typed and not (typed.isascii() and typed.isdigit() and len(typed) == _CODE_DIGITS):
            raise ValidationError(_("Enter the eight digits of the mail."))
        return typed


class PostcodeField(LineField):
    """A Japanese postcode as seven digits."""

    def __init__(self, **options: Any) -> None:
        """Bring the number pad up on a telephone."""
        super().__init__(
            **{"autocomplete": "postal-code", "label": _("Postcode"), "max_length": 10, **options}
        )
        self.widget.attrs |= {"inputmode": "numeric"}

    def clean(self, value: object) -> str:
        """Seven digits without a hyphen."""
        typed = super().clean(value)
        if not typed:
            return ""
        postcode = normalise_postcode(typed)
        if postcode is None:
            raise ValidationError(_("A postcode has seven digits, such as 150-0001."))
        return postcode.replace("-", "")


class PrefectureField(forms.ChoiceField):
    """One of the 47 prefectures, chosen by its name in the page's language, kept in Japanese."""

    def __init__(self, **options: Any) -> None:
        """Offer the prefectures from north to south."""
        super().__init__(**{"choices": prefecture_choices, "label": _("Prefecture"), **options})
        self.widget.attrs["autocomplete"] = "address-level1"


def prefecture_choices() -> list[tuple[str, Any]]:
    """The prefectures for a list to choose from, beginning with a line that chooses none."""
    is_japanese = (get_language() or "ja").startswith("ja")
    named = [(name, name if is_japanese else f"{english} {name}") for name, english in PREFECTURES.items()]
    return [("", _("Please choose")), *named]


class PasswordField(forms.CharField):
    """A password, kept exactly as typed. `autocomplete` is `current-password` or `new-password`."""

    def __init__(self, *, autocomplete: str, **options: Any) -> None:
        """Never send back what was typed, and let the page add a button that shows it."""
        widget = forms.PasswordInput(
            attrs={
                "autocomplete": autocomplete,
                "maxlength": "256",
                "data-show": _("Show"),
                "data-hide": _("Hide"),
                "data-show-label": _("Show the password"),
                "data-hide-label": _("Hide the password"),
            }
        )
        super().__init__(strip=False, max_length=256, widget=widget, **options)
