"""Why a line is not stored, in words of both languages; stored as codes, so that each reads their own."""

from enum import StrEnum

from django.utils.translation import gettext, gettext_noop


class Reason(StrEnum):
    """The code of a reason, as it is stored."""

    ENCODING = "encoding"
    QUOTE = "quote"
    CELLS = "cells"
    EMPTY = "empty"
    LONG = "long"
    NUMBER = "number"
    PRICE = "price"
    REFERENCE = "reference"
    STOCK = "stock"
    WEIGHT = "weight"
    RATE = "rate"
    CHOICE = "choice"
    SLUG = "slug"
    SKU = "sku"
    SKU_TAKEN = "sku-taken"
    CODE_TAKEN = "code-taken"
    AGAIN = "again"
    SAME_OPTIONS = "same-options"
    GTIN = "gtin"
    GTIN_TAKEN = "gtin-taken"
    MOMENT = "moment"
    WINDOW = "window"
    LIMIT = "limit"
    OPTION = "option"
    OPTIONS = "options"
    PICTURE_OUTSIDE = "picture-outside"
    PICTURE_MISSING = "picture-missing"
    PICTURE_BAD = "picture-bad"


SENTENCES = {
    Reason.ENCODING: gettext_noop("This line is in another encoding than the rest of the file"),
    Reason.QUOTE: gettext_noop("A quotation mark is opened and not closed"),
    Reason.CELLS: gettext_noop("The line has another number of cells than the heading"),
    Reason.EMPTY: gettext_noop("This must not be empty"),
    Reason.LONG: gettext_noop("This is too long"),
    Reason.NUMBER: gettext_noop("This is not a whole number"),
    Reason.PRICE: gettext_noop("Enter a price from 1 to 9,999,999 yen"),
    Reason.REFERENCE: gettext_noop("The usual price must be higher than the price"),
    Reason.STOCK: gettext_noop("Stock lies between 0 and 999,999"),
    Reason.WEIGHT: gettext_noop("Enter a weight from 0 to 1,000,000 grams"),
    Reason.RATE: gettext_noop("Choose 10 % or 8 %"),
    Reason.CHOICE: gettext_noop("This value is not known here"),
    Reason.SLUG: gettext_noop("Use small letters, digits and single hyphens"),
    Reason.SKU: gettext_noop("Use letters, digits, hyphens, dots and underscores"),
    Reason.SKU_TAKEN: gettext_noop("Another variant has this SKU"),
    Reason.CODE_TAKEN: gettext_noop("Another product has this code"),
    Reason.AGAIN: gettext_noop("This product stood further above already; its lines must follow each other"),
    Reason.SAME_OPTIONS: gettext_noop("Two variants of this product have the same options"),
    Reason.GTIN: gettext_noop("This is no JAN or other GTIN: check its digits"),
    Reason.GTIN_TAKEN: gettext_noop("Another variant has this barcode"),
    Reason.MOMENT: gettext_noop("Write a day as 2026-10-05, a time as 2026-10-05 09:00"),
    Reason.WINDOW: gettext_noop("The end must be later than the beginning"),
    Reason.LIMIT: gettext_noop("Enter a number from 1 to 99, or nothing"),
    Reason.OPTION: gettext_noop("There is no option of this name: make it at the desk first"),
    Reason.OPTIONS: gettext_noop("A product has at most 20 options, with those that go with every product"),
    Reason.PICTURE_OUTSIDE: gettext_noop(
        "The shop fetches nothing from outside: give a picture of this name in the folder or ZIP"
    ),
    Reason.PICTURE_MISSING: gettext_noop("There is no picture of this name in the folder or ZIP"),
    Reason.PICTURE_BAD: gettext_noop("This picture cannot be used"),
}


class Flaw(StrEnum):
    """Why a whole file cannot be read."""

    EMPTY = "file-empty"
    NO_LINES = "file-no-lines"
    WIDE = "file-utf-16"
    FORMAT = "file-format"
    COLUMNS = "file-columns"
    TWICE = "file-twice"
    ZIP = "file-zip"
    GONE = "file-gone"


FLAW_SENTENCES = {
    Flaw.EMPTY: gettext_noop("The file is empty"),
    Flaw.NO_LINES: gettext_noop("The file has a heading and no lines"),
    Flaw.WIDE: gettext_noop("The file is UTF-16: save it as CSV in UTF-8 or Shift_JIS"),
    Flaw.FORMAT: gettext_noop("The heading is not one of our format, of Shopify or of EC-CUBE"),
    Flaw.COLUMNS: gettext_noop("The heading lacks a column: %(value)s"),
    Flaw.TWICE: gettext_noop("The heading has a column twice: %(value)s"),
    Flaw.ZIP: gettext_noop("The pictures are not a ZIP file that can be read"),
    Flaw.GONE: gettext_noop("The file is not kept any more: upload it again"),
}


class FileFlaw(Exception):  # noqa: N818 - says what is wrong with the file
    """The file cannot be imported at all; nothing was changed."""

    def __init__(self, flaw: Flaw, value: str = "") -> None:
        """`value` is what the sentence names, a column for instance."""
        super().__init__(f"{flaw}: {value}" if value else str(flaw))
        self.flaw = flaw
        self.value = value


def reason_text(reason: str) -> str:
    """The sentence of a reason, in the language in use."""
    return gettext(SENTENCES[Reason(reason)])


def flaw_text(flaw: str, value: str) -> str:
    """The sentence of a flaw, in the language in use."""
    return gettext(FLAW_SENTENCES[Flaw(flaw)]) % {"value": value}
