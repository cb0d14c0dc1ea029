"""Why a PDF is not taken."""

from typing import Literal

Flaw = Literal["encrypted", "active", "too-long", "broken", "too-much-work"]


class PdfFlaw(Exception):  # noqa: N818 - says what it is about
    """A PDF is not taken; `flaw` says why."""

    def __init__(self, flaw: Flaw) -> None:
        """Keep the reason, for the sentence that is shown."""
        super().__init__(flaw)
        self.flaw = flaw
