"""The published words, rendered: Markdown with HTML switched off, tables drawn from the declaration.

Two marks are ours. `{#id}` at the end of a heading, list item or paragraph becomes its id. `{{ name }}` is
filled in: on a line of its own by a table of the declaration, inside a line by a fact about the shop.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from small_trades.policy.tables import TABLES, Snapshot, Table

ANCHOR: Final = re.compile(r"\s*\{#([a-z0-9-]+)\}$")
_TABLE_LINE: Final = re.compile(r"^\{\{ (" + "|".join(TABLES) + r") \}\}$", re.MULTILINE)
_FACT: Final = re.compile(r"\{\{ ([a-z_]+) \}\}")
_PUNCTUATION: Final = re.compile(r"([!-/:-@\[-`{-~])")
_MARKDOWN: Final = MarkdownIt("commonmark", {"html": False})


@dataclass(frozen=True, slots=True)
class Prose:
    """Rendered paragraphs, safe to place in a page."""

    html: Markup


@dataclass(frozen=True, slots=True)
class Clause:
    """A heading that a reader can be led to: its id and its words."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Text:
    """A published text: its title, its clauses in order, and what stands between."""

    title: str
    clauses: tuple[Clause, ...]
    blocks: tuple[Prose | Table, ...]


def anchors(source: str) -> frozenset[str]:
    """Every id that a text gives to a heading, item or paragraph."""
    return frozenset(match[1] for line in source.splitlines() if (match := ANCHOR.search(line)))


def render(source: str, *, language: str, facts: Mapping[str, str], snapshot: Snapshot | None = None) -> Text:
    """A text as it is shown, with the tables of `snapshot` in it.

    Raises:
        KeyError: the text asks for a fact that was not given.
        ValueError: the text asks for a table without a snapshot, or has no title.
    """
    title = ""
    clauses: list[Clause] = []
    blocks: list[Prose | Table] = []
    for piece, table in _pieces(source):
        words = render_words(_FACT.sub(lambda match: _plain(facts[match[1]]), piece))
        title = title or words.title
        clauses += words.clauses
        blocks += words.blocks
        if table:
            blocks.append(_table(table, snapshot, language))
    if not title:
        raise ValueError("A published text starts with its title.")
    return Text(title, tuple(clauses), tuple(blocks))


def render_words(source: str) -> Text:
    """Markdown whose `{{ }}` mean themselves; without a title where it has none."""
    tokens = _MARKDOWN.parse(source)
    _place_anchors(tokens)
    title = ""
    if tokens and tokens[0].tag == "h1":
        title, tokens = tokens[1].content, tokens[3:]
    blocks = (_prose(tokens),) if tokens else ()
    return Text(title, tuple(_clauses(tokens)), blocks)


def _prose(tokens: Sequence[Token]) -> Prose:
    # Markup: markdown-it renders no HTML but its own (html=False) and drops links other than web and mail.
    return Prose(Markup(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})))  # noqa: S704 - see above


def _pieces(source: str) -> Iterator[tuple[str, str]]:
    """Markdown up to each table, with the table's name; the last piece has none."""
    parts = _TABLE_LINE.split(source)
    yield from zip(parts[::2], [*parts[1::2], ""], strict=True)


def _table(name: str, snapshot: Snapshot | None, language: str) -> Table:
    if snapshot is None:
        raise ValueError(f"The table {name!r} needs a declaration to be drawn from.")
    return TABLES[name](snapshot, language)


def _plain(value: str) -> str:
    """A fact as Markdown that means itself, on one line."""
    return _PUNCTUATION.sub(r"\\\1", " ".join(value.split()))


def _place_anchors(tokens: Sequence[Token]) -> None:
    """Move each `{#id}` from the words to the element that holds them."""
    for position, token in enumerate(tokens):
        if token.type != "inline" or not (match := ANCHOR.search(token.content)):
            continue
        token.content = ANCHOR.sub("", token.content)
        last = (token.children or [])[-1]
        last.content = ANCHOR.sub("", last.content)
        _holder(tokens, position).attrSet("id", match[1])


def _holder(tokens: Sequence[Token], position: int) -> Token:
    opening = tokens[position - 1]
    # The paragraph of a tight list item is not drawn, so its item carries the id.
    return tokens[position - 2] if opening.hidden else opening


def _clauses(tokens: Sequence[Token]) -> Iterator[Clause]:
    for position, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == "h2" and token.attrGet("id"):
            yield Clause(str(token.attrGet("id")), tokens[position + 1].content)
