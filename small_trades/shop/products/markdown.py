"""Descriptions: safe Markdown in, HTML or plain text out."""

import re

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "h3", "h4", "blockquote", "a", "hr", "code"}
_PARSER = MarkdownIt("commonmark", {"html": False, "breaks": False})
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_HEADINGS = {"h1": "h3", "h2": "h3", "h5": "h4", "h6": "h4"}


def to_html(text: str) -> Markup:
    """The description as HTML of a few harmless elements; headings start at level 3, below the page's own.

    Raw HTML is shown as text, and links lead to http, https or this site only.
    """
    tokens = _PARSER.parse(text)
    for token in tokens:
        token.tag = _HEADINGS.get(token.tag, token.tag)
    _join_lines(tokens)
    rendered = _PARSER.renderer.render(tokens, _PARSER.options, {})
    # The only HTML made outside a template: nh3 has just reduced it to the elements above.
    return Markup(  # noqa: S704 - see the line above
        nh3.clean(
            rendered,
            tags=_TAGS,
            attributes={"a": {"href"}},
            url_schemes={"http", "https"},
            link_rel="nofollow noopener noreferrer",
        )
    )


def to_text(text: str) -> str:
    """What a reader of the description reads, without marks; blocks are separated by newlines."""
    tokens = _PARSER.parse(text)
    _join_lines(tokens)
    return "\n".join(_inline_text(token) for token in tokens if token.content or token.children)


def _join_lines(tokens: list[Token]) -> None:
    """Drop the line ends between Japanese characters, where a browser would show a gap."""
    for token in tokens:
        children = token.children or []
        for index, child in enumerate(children):
            if child.type == "softbreak" and 0 < index < len(children) - 1:
                before, after = children[index - 1].content[-1:], children[index + 1].content[:1]
                if _WIDE.match(before) and _WIDE.match(after):
                    child.type, child.content = "text", ""


def _inline_text(token: Token) -> str:
    if token.children is None:
        return token.content
    parts = (" " if child.type in {"softbreak", "hardbreak"} else child.content for child in token.children)
    return "".join(parts)
