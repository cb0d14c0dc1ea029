"""The browser that asked for something, known by a random value in its session."""

import hashlib
import secrets

from django.http import HttpRequest

_HOLDER = "holder"


def holder_of(request: HttpRequest) -> str:
    """The hash of this session's random value, made where there is none. A new session key keeps it."""
    value = request.session.get(_HOLDER)
    if value is None:
        value = secrets.token_urlsafe(32)
        request.session[_HOLDER] = value
    return hashlib.sha256(value.encode()).hexdigest()
