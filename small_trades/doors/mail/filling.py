"""From words of the desk to the text of a mail. Values are written as the mail's own template writes them."""

import re
from typing import Any, Final

import jinja2

from small_trades.doors.mail.messages import Mail
from small_trades.doors.mail.rendering import (
    Writer,
    Written,
    block_writer,
    expression_writer,
    include_writer,
    kept,
    template_source,
)
from small_trades.doors.mail.wording import NAME, PART, Words, name_of, problems_of, variables

# What a template or one of its filters raises at a value that is not as it should be.
_UNWRITABLE: Final = (jinja2.TemplateError, AttributeError, TypeError, ValueError)


class UnfitWordsError(Exception):
    """Words of the desk cannot be written out as this mail. Says nothing of what it was to be filled with."""


def fill(kind: type[Mail], language: str, mail: Any, *, checkpoint: str, words: Words) -> Written:
    """Write a mail out in the words given; `mail` has the message's fields, opened.

    Raises:
        UnfitWordsError: the words do not fit this mail (any more), or one of its values cannot be written.
    """
    if problems_of(kind, words):
        raise UnfitWordsError
    writers = _writers(kind, language)
    names = {*NAME.findall(words.subject), *NAME.findall(words.body)}
    try:
        values = {name: writers[name](mail=mail, checkpoint=checkpoint) for name in names}
    except _UNWRITABLE:
        # From here on the error could hold what the words were filled with.
        raise UnfitWordsError from None
    return Written(
        " ".join(_filled(words.subject, values).split()), _filled(words.body, values).strip() + "\n"
    )


def _filled(text: str, values: dict[str, str]) -> str:
    """The text with its values. A line that holds a name alone falls away where its value is empty."""
    return "\n".join(
        NAME.sub(lambda name: values[name[1]], line)
        for line in text.split("\n")
        if not _is_nothing(NAME.fullmatch(line.strip()), values)
    )


def _is_nothing(alone: re.Match[str] | None, values: dict[str, str]) -> bool:
    return alone is not None and not values[alone[1]]


@kept
def _writers(kind: type[Mail], language: str) -> dict[str, Writer]:
    """For each declared name the function that writes its value, as the mail's own template does."""
    found: dict[str, Writer] = {}
    for part in PART.finditer(template_source(kind, language)):
        if part["block"]:
            writer = block_writer(kind, language, part["block"])
        elif part["include"]:
            writer = include_writer(language, part["include"])
        else:
            writer = expression_writer(language, part["expression"])
        found[name_of(part)] = writer
    for variable in variables(kind):
        if variable.name not in found:
            found[variable.name] = expression_writer(language, f"mail.{variable.name}")
    return found
