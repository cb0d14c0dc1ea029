"""Answers that are made while they are sent: a few pieces at a time, long after their page was left."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from django.utils import translation

PIECES_AT_ONCE: Final = 100


def in_this_language(pieces: Iterator[str]) -> Iterator[str]:
    """The pieces, some at a time, each made in the language of the moment this is called."""
    language = translation.get_language() or "ja"
    return iter(lambda: _some(pieces, language), "")


def _some(pieces: Iterator[str], language: str) -> str:
    with translation.override(language):
        return "".join(islice(pieces, PIECES_AT_ONCE))
