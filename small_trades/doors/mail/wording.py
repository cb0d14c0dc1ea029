"""Words of a mail as the desk may write them: text with `{{ names }}`, no code. Built in are templates.

The values are those the message declares, written out by the door as in its own template: a name in other
words cannot say more than the template could, and a subject no more than the template's subject does.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise

from small_trades.doors.mail.messages import MAILS, Mail
from small_trades.doors.mail.rendering import SUBJECT, kept, template_source
from small_trades.doors.mail.variables import DECLARED, LABELS, SUBJECT_MUST

LONGEST_SUBJECT: Final = 200
LONGEST_BODY: Final = 20_000
LANGUAGES: Final = ("ja", "en")
EDITABLE: Final[dict[str, type[Mail]]] = {kind.__name__: kind for kind in MAILS}
"""Every mail, by its name."""

NAME: Final = re.compile(r"\{\{ *([a-z_]+) *\}\}")
PART: Final = re.compile(
    r"\{% block (?P<block>\w+) %\}.*?\{% endblock %\}"
    r'|\{% include "(?P<include>_\w+\.\w+\.txt)" %\}'
    r"|\{\{ (?P<expression>.+?) \}\}",
    re.DOTALL,
)
_INCLUDED: Final = re.compile(r"_(?:\w+_)?(end|lines)\.\w+\.txt")
# An address in angle brackets, as RFC 3986 C has it, is none.
_MARKUP: Final = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>|<!", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Words:
    """A subject on one line and a body, with `{{ names }}` where values stand."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Variable:
    """A value that the words of a mail may hold; `is_required`: that its body must."""

    name: str
    label: str | Promise
    is_required: bool
    in_subject: bool
    is_required_in_subject: bool

    @property
    def mark(self) -> str:
        """As it is written."""
        return f"{{{{ {self.name} }}}}"


class Flaw(StrEnum):
    """What is wrong with words."""

    EMPTY = "empty"
    BRACE = "brace"
    MARKUP = "markup"
    UNKNOWN = "unknown"
    NOT_IN_SUBJECT = "not-in-subject"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Problem:
    """A flaw in `subject` or `body`, and the names it is about."""

    where: str
    flaw: Flaw
    names: tuple[str, ...] = ()


@kept
def variables(kind: type[Mail]) -> tuple[Variable, ...]:
    """What the words of a mail may hold, in the order of the declaration."""
    declared = dict[str, bool]()
    for name in DECLARED[kind].split():
        declared[name.rstrip("*")] = declared.get(name.rstrip("*"), False) or name.endswith("*")
    allowed, must = _subject_names(kind), SUBJECT_MUST.get(kind, frozenset())
    return tuple(
        Variable(name, LABELS[name], is_required, name in allowed, name in must)
        for name, is_required in declared.items()
    )


@kept
def built_in(kind: type[Mail], language: str) -> Words:
    """The built-in words as the desk edits them: what the template says, with its values by name."""
    head, _, body = PART.sub(_named, template_source(kind, language)).partition("\n")
    return Words(" ".join(head.removeprefix(SUBJECT).split()), body.strip())


def problems_of(kind: type[Mail], words: Words) -> tuple[Problem, ...]:
    """Everything that keeps words from being sent; nothing where they are right."""
    known = {variable.name for variable in variables(kind)}
    in_body = {variable.name for variable in variables(kind) if variable.is_required}
    in_subject = {variable.name for variable in variables(kind) if variable.is_required_in_subject}
    barred = known - _subject_names(kind)
    return (
        *_problems_in("subject", words.subject, known=known, must=in_subject, barred=barred),
        *_problems_in("body", words.body, known=known, must=in_body, barred=set()),
    )


def name_of(part: re.Match[str]) -> str:
    """What a part of a template is called.

    `mail.bank.pay_until | day` is `bank_pay_until`; a block has a name; an include is what it is for.
    """
    if part["block"]:
        return part["block"]
    if part["include"]:
        included = _INCLUDED.fullmatch(part["include"])
        return "closing" if included and included[1] == "end" else "lines"
    path = part["expression"].partition("|")[0].strip().removeprefix("mail.")
    return "name" if path == "name.full" else path.replace(".", "_")


def _problems_in(
    where: str, text: str, *, known: set[str], must: set[str], barred: set[str]
) -> Iterable[Problem]:
    if not text.strip():
        yield Problem(where, Flaw.EMPTY)
        return
    used, rest = set(NAME.findall(text)), NAME.sub("", text)
    if set("{}") & set(rest):
        yield Problem(where, Flaw.BRACE)
    if _MARKUP.search(rest):
        yield Problem(where, Flaw.MARKUP)
    for flaw, names in (
        (Flaw.UNKNOWN, used - known),
        (Flaw.NOT_IN_SUBJECT, used & barred),
        (Flaw.MISSING, must - used),
    ):
        if names:
            yield Problem(where, flaw, tuple(sorted(names)))


@kept
def _subject_names(kind: type[Mail]) -> frozenset[str]:
    """What the template's own subject holds, in either language, and the name of the shop."""
    own = (built_in(kind, language).subject for language in LANGUAGES)
    return frozenset({"shop_name", *(name for subject in own for name in NAME.findall(subject))})


def _named(part: re.Match[str]) -> str:
    return f"{{{{ {name_of(part)} }}}}"
