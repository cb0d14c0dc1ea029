"""Answers that are made while they are sent: a few pieces at a time, long after their page was left."""

from collections.abc import Iterator
from contextvars import copy_context
from itertools import islice
from typing import Final

from django.utils import translation

PIECES_AT_ONCE: Final = 100


def in_this_language(pieces: Iterator[str], *, language: str = "") -> Iterator[str]:
    """The pieces, some at a time, each made in this language, or in that of the moment this is called."""
    spoken = language or translation.get_language() or "ja"
    return iter(lambda: _some(pieces, spoken), "")


def in_this_request(pieces: Iterator[str]) -> Iterator[str]:
    """The pieces, each made as whoever acts at the moment this is called, who shows what they showed then.

    Whatever one of them opens is in the ledger as part of this request, before the piece is sent.
    """
    context = copy_context()
    return iter(lambda: context.run(next, pieces, None), None)


def _some(pieces: Iterator[str], language: str) -> str:
    with translation.override(language):
        return "".join(islice(pieces, PIECES_AT_ONCE))
