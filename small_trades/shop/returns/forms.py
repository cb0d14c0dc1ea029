"""What is asked of somebody who sends goods back."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from small_trades.shop.account.fields import LetterField, PersonalForm
from small_trades.shop.inquiries.file_field import WithFiles
from small_trades.shop.inquiries.files import TakenFile
from small_trades.shop.orders.queries import OrderedLine
from small_trades.shop.returns.states import REASON_NAMES, ReturnReason

LONGEST_NOTE: Final = 2_000


class ReturnRequestForm(WithFiles, PersonalForm):
    """How many pieces of each line, and why."""

    reason = forms.ChoiceField(
        label=_("Why do you send it back?"),
        choices=[("", _("Please choose")), *((one.value, words) for one, words in REASON_NAMES.items())],
        error_messages={"required": _("Please choose a reason.")},
    )
    note = LetterField(
        label=_("What we should know"),
        rows=5,
        required=False,
        help_text=_("For example what is broken. We answer on the page of your inquiry."),
    )

    def __init__(self, *args: Any, lines: Iterable[tuple[OrderedLine, int]], **kwargs: Any) -> None:
        """One field for each line of which something can go back; of a single piece it is filled in."""
        super().__init__(*args, **kwargs)
        lines = tuple(lines)
        self.positions = {f"line-{line.position}": line.position for line, _most in lines}
        is_one = sum(most for _line, most in lines) == 1
        for line, most in lines:
            self.fields[f"line-{line.position}"] = forms.IntegerField(
                label=line.name,
                min_value=0,
                max_value=most,
                initial=1 if is_one else 0,
                required=False,
                help_text=ngettext("Of %(num)s piece", "Of %(num)s pieces", most) % {"num": most},
            )
        self.order_fields([*self.positions, "reason", "note", "attached"])

    def clean(self) -> dict[str, Any]:
        """Nothing at all is no return."""
        given = super().clean() or {}
        if not self.errors and not any(given.get(name) for name in self.positions):
            self.add_error(None, _("Please say how many pieces you send back."))
        if len(given.get("note", "")) > LONGEST_NOTE:
            self.add_error(
                "note", _("This is too long: at most %(count)d characters.") % {"count": LONGEST_NOTE}
            )
        return given

    def pieces(self) -> dict[int, int]:
        """Positions with how many pieces go back, of a valid form."""
        return {at: self.cleaned_data[name] or 0 for name, at in self.positions.items()}

    def sent_files(self) -> tuple[TakenFile, ...]:
        """Pictures of what is wrong, and the like, once the form is valid."""
        taken: tuple[TakenFile, ...] = self.cleaned_data["attached"]
        return taken

    def chosen_reason(self) -> ReturnReason:
        """The reason, once the form is valid."""
        return ReturnReason(self.cleaned_data["reason"])
