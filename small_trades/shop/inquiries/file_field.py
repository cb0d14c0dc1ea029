"""The field for files with a message: several at once, each taken or refused by what it is."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from small_trades.shop.inquiries.files import (
    ACCEPTED,
    LARGEST_FILE,
    LARGEST_TOGETHER,
    MOST_FILES,
    FileFlaw,
    Flaw,
    GivenFile,
    Patience,
    TakenFile,
    take_file,
)
from small_trades.shop.kernel.text import sentence
from small_trades.shop.site.formats import file_size
from small_trades.shop.site.uploads import LeftOutFile

_SHOWN_NAME: Final = 40
FLAWS: Final[dict[Flaw, str | Promise]] = {
    Flaw.EMPTY: gettext_lazy("“%(name)s” is empty."),
    Flaw.TOO_HEAVY: gettext_lazy("“%(name)s” is too large: 10 MB for one file at most."),
    Flaw.LONG_TEXT: gettext_lazy("“%(name)s” is too long: 1 MB of text at most."),
    Flaw.UNKNOWN: gettext_lazy(
        "“%(name)s” is of a kind we do not take. We take JPEG, PNG, WebP, PDF and plain text."
    ),
    Flaw.HEIC: gettext_lazy("“%(name)s” is a HEIC picture, which we cannot read. Please send it as JPEG."),
    Flaw.MISMATCH: gettext_lazy("“%(name)s” is not what its name says. Please send it under its right name."),
    Flaw.TOO_LARGE: gettext_lazy("“%(name)s” has too many pixels. Please make it smaller."),
    Flaw.BROKEN: gettext_lazy("“%(name)s” cannot be read: it may be damaged or incomplete."),
    Flaw.ENCRYPTED: gettext_lazy("“%(name)s” is locked with a password. Please send it without one."),
    Flaw.ACTIVE: gettext_lazy(
        "“%(name)s” holds a program or other files. Please print it to a new PDF and send that."
    ),
    Flaw.TOO_LONG: gettext_lazy("“%(name)s” has too many pages: 200 at most."),
    Flaw.TOO_MUCH_WORK: gettext_lazy(
        "“%(name)s” takes too much work to read. Please print it to a new PDF and send that."
    ),
    Flaw.BUSY: gettext_lazy("“%(name)s” cannot be looked at just now. Please try again in a moment."),
    Flaw.CARD: gettext_lazy("“%(name)s” seems to hold a card number. Please take it out: we never need it."),
}
"""The sentence for each reason."""


class FilesInput(forms.FileInput):
    """The browser's own field for files, of which several may be chosen."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[UploadedFile]:
        """All of them."""
        del data
        return files.getlist(name) if hasattr(files, "getlist") else []


class FilesField(forms.Field):
    """Files with a message; a tuple of TakenFile. All that is wrong is said at once, by the file's name."""

    widget = FilesInput

    def __init__(self, **options: Any) -> None:
        """Take Django's options. Nobody has to send a file."""
        given: dict[str, Any] = {
            "label": gettext_lazy("Files"),
            "help_text": gettext_lazy("Up to 5 pictures (JPEG, PNG, WebP), PDF or text files, 10 MB each."),
            "required": False,
        }
        super().__init__(**(given | options))
        self.widget.attrs |= {"accept": ACCEPTED, "multiple": True, "data-files": str(LARGEST_FILE)}

    def clean(self, value: Iterable[UploadedFile] | None) -> tuple[TakenFile, ...]:
        """What is kept of them. Raises ValidationError."""
        sent = list(value or ())
        if len(sent) > MOST_FILES:
            words = ngettext("Please choose %(num)s file at most.", "Please choose %(num)s files at most.", 5)
            raise ValidationError(words % {"num": MOST_FILES})
        if sum(file.size or 0 for file in sent) > LARGEST_TOGETHER:
            words = _("These files are too much together: %(size)s at most.")
            raise ValidationError(words % {"size": file_size(LARGEST_TOGETHER)})
        patience = Patience()
        taken = [_taken(file, patience) for file in sent]
        wrong = [file for file in taken if isinstance(file, str)]
        if wrong:
            raise ValidationError(wrong)
        return tuple(file for file in taken if isinstance(file, TakenFile))


class WithFiles(forms.Form):
    """A form that takes files with its words."""

    attached = FilesField()

    @property
    def wants_them_again(self) -> bool:
        """Whether files came with a form that was not taken: browsers give them up."""
        return bool(self.is_bound and self.errors and self.files)


def _taken(file: UploadedFile, patience: Patience) -> TakenFile | str:
    name = file.name or ""
    content = None if isinstance(file, LeftOutFile) else file.read()
    try:
        return take_file(GivenFile(name, content), patience)
    except FileFlaw as flaw:
        return str(FLAWS[flaw.flaw]) % {"name": _short(sentence(name))}


def _short(name: str) -> str:
    return name if len(name) <= _SHOWN_NAME else f"{name[: _SHOWN_NAME - 10]}…{name[-9:]}"
