"""Short messages kept for the next page: keys in the session, never words, never a personal value."""

from dataclasses import dataclass
from typing import Literal

from django.http import HttpRequest
from django.utils.functional import Promise

Kind = Literal["done", "note", "problem"]
SESSION_KEY = "flash"


@dataclass(frozen=True, slots=True)
class Flash:
    """A message to show: its kind, and its text in the language of the page."""

    kind: Kind
    text: str


_MESSAGES: dict[str, tuple[Kind, str | Promise]] = {}


def declare(key: str, text: str | Promise, *, kind: Kind = "done") -> str:
    """Name a message once, at import, with its lazily translated text; answers the key.

    Raises:
        ValueError: the key already stands for another text.
    """
    if key in _MESSAGES and _MESSAGES[key] != (kind, text):
        raise ValueError(f"The flash message {key!r} is declared twice with different texts.")
    _MESSAGES[key] = (kind, text)
    return key


def add(request: HttpRequest, key: str) -> None:
    """Show the message on the next page that touches the session anyway.

    Raises:
        KeyError: no such message is declared.
    """
    if key not in _MESSAGES:
        raise KeyError(f"The flash message {key!r} is not declared.")
    request.session[SESSION_KEY] = [*request.session.get(SESSION_KEY, []), key]


def take(request: HttpRequest) -> tuple[Flash, ...]:
    """The messages that wait, each shown once.

    A page that has not touched the session stays public, so it shows none; they wait for one that has.
    """
    session = getattr(request, "session", None)
    if session is None or not session.accessed:
        return ()
    keys: list[str] = session.pop(SESSION_KEY, [])
    return tuple(Flash(_MESSAGES[key][0], str(_MESSAGES[key][1])) for key in keys if key in _MESSAGES)
