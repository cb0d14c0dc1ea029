"""What was typed and cannot be stored, said field by field."""

from collections.abc import Mapping

from django.utils.functional import Promise

Problems = dict[str, str | Promise]


class BadInput(Exception):  # noqa: N818 - says what it is about, as the forms do
    """Fields cannot be stored as typed; nothing was changed. `problems` maps field names to sentences."""

    def __init__(self, problems: Mapping[str, str | Promise]) -> None:
        """Keep every problem, not only the first."""
        super().__init__(", ".join(problems))
        self.problems = problems
