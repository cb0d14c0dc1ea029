"""From a message to the text of a mail. Templates see the message and the checkpoint, and nothing else."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, ParamSpec, TypeVar, cast

import jinja2
from django.utils import timezone

from small_trades.doors.mail.messages import Mail
from small_trades.policy.groups import PersonName

TEMPLATES: Final = Path(__file__).parent / "templates" / "mail"
P = ParamSpec("P")
T = TypeVar("T")

SUBJECT: Final = "Subject: "
_WEEKDAYS: Final = "月火水木金土日"
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True, repr=False)
class Written:
    """A mail as text: subject on one line, body."""

    subject: str
    body: str


def kept(function: Callable[P, T]) -> Callable[P, T]:
    """A function that computes each answer once. `functools.cache` does not take our classes by its types."""
    return cast("Callable[P, T]", cache(function))


def template_name(kind: type[Mail], language: str) -> str:
    """`OrderConfirmation` in Japanese is `order_confirmation.ja.txt`."""
    return f"{re.sub(r'(?<!^)(?=[A-Z])', '_', kind.__name__).lower()}.{language}.txt"


def write(kind: type[Mail], language: str, mail: Any, *, checkpoint: str) -> Written:
    """Fill in the template of a kind of message; `mail` has its fields, opened.

    Raises:
        jinja2.TemplateError: the template is missing or names something the message does not have.
    """
    template = _environment(language).get_template(template_name(kind, language))
    head, _, body = template.render(mail=mail, checkpoint=checkpoint).partition("\n")
    return Written(" ".join(head.removeprefix(SUBJECT).split()), body.strip() + "\n")


Writer = Callable[..., str]
"""Writes one value of a mail from `mail` and `checkpoint`."""


def template_source(kind: type[Mail], language: str) -> str:
    """The template of a kind of message as it is kept."""
    return (TEMPLATES / template_name(kind, language)).read_text(encoding="utf-8")


def block_writer(kind: type[Mail], language: str, block: str) -> Writer:
    """Writes one block of a mail's template."""
    template = _environment(language).get_template(template_name(kind, language))

    def written(**values: Any) -> str:
        return "".join(template.blocks[block](template.new_context(values))).removesuffix("\n")

    return written


def include_writer(language: str, name: str) -> Writer:
    """Writes a part that several mails share."""
    template = _environment(language).get_template(name)
    return lambda **values: template.render(**values).removesuffix("\n")


def expression_writer(language: str, expression: str) -> Writer:
    """Writes what stands between two pairs of braces in a template."""
    template = _environment(language).from_string(f"{{{{ {expression} }}}}")
    return template.render


@cache
def _environment(language: str) -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # noqa: S701 - plain text: escaping would change it
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= _filters(language)
    return made


def _filters(language: str) -> dict[str, Any]:
    is_japanese = language == "ja"
    return {
        "yen": lambda yen: f"{yen:,}円" if is_japanese else f"¥{yen:,}",
        "called": _called,
        "day": _japanese_day if is_japanese else _english_day,
        "moment": lambda moment: (
            f"{_japanese_day(moment)} {timezone.localtime(moment):%H:%M}"
            if is_japanese
            else f"{_english_day(moment)}, {timezone.localtime(moment):%H:%M}"
        ),
    }


def _called(name: PersonName) -> str:
    """A name as an English mail says it: in Western order where it is written in Western letters."""
    return f"{name.given} {name.family}" if f"{name.given}{name.family}".isascii() else name.full


def _japanese_day(day: dt.date) -> str:
    day = _local(day)
    return f"{day.year}年{day.month}月{day.day}日({_WEEKDAYS[day.weekday()]})"


def _english_day(day: dt.date) -> str:
    day = _local(day)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _local(day: dt.date) -> dt.date:
    return timezone.localtime(day).date() if isinstance(day, dt.datetime) else day
