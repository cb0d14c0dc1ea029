"""Django's session engine over the hashed table: `SESSION_ENGINE = "small_trades.config.sessions.store"`."""

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, transaction
from django.utils import timezone

from small_trades.config.sessions.models import Session

_REFERENCE = re.compile(r"[A-Za-z0-9_.:/+=?&%-]{0,200}", re.ASCII)


class NotAReferenceError(ValueError):
    """Something that is neither a number nor a reference was put into a session."""


class SessionStore(SessionBase):
    """A session that holds numbers and references (ids, names in code, times, own paths) and no other text.

    Saving anything else raises NotAReferenceError: what a person typed belongs into a sealed column.
    """

    def load(self) -> dict[str, Any]:
        """The data of a live session; an unknown or expired key gives an empty one under a new key."""
        key = self.session_key
        found = key and Session.objects.filter(key_hash=_hash(key), expires_at__gt=timezone.now()).first()
        if not found:
            self._session_key = None
            return {}
        return self.decode(found.data)

    def exists(self, session_key: str) -> bool:
        """Whether a session of this key is stored, live or not."""
        return Session.objects.filter(key_hash=_hash(session_key)).exists()

    def create(self) -> None:
        """Store this session under a new key."""
        self._session_key = self._get_new_session_key()  # type: ignore[attr-defined] # not in the stubs
        self.save(must_create=True)
        self.modified = True

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's signature
        """Store the data.

        Raises:
            CreateError: `must_create`, and the key is taken.
            UpdateError: the session was ended meanwhile; it is not revived.
            NotAReferenceError: the data holds something else than numbers and references.
        """
        if self.session_key is None:
            self.create()
            return
        data = dict(self._get_session(no_load=must_create))  # type: ignore[attr-defined] # not in the stubs
        require_references(data)
        row = {"data": self.encode(data), "expires_at": self.get_expiry_date()}
        key_hash = _hash(self.session_key)
        if must_create:
            try:
                with transaction.atomic():
                    Session.objects.create(key_hash=key_hash, **row)
            except IntegrityError as clash:
                raise CreateError from clash
        elif not Session.objects.filter(key_hash=key_hash).update(**row):
            raise UpdateError

    def delete(self, session_key: str | None = None) -> None:
        """End the session of a key, or this one."""
        key = session_key or self.session_key
        if key:
            Session.objects.filter(key_hash=_hash(key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        """Remove the sessions whose time is over."""
        Session.objects.filter(expires_at__lte=timezone.now()).delete()


def require_references(value: object) -> None:
    """Check that a session's value, and all inside it, is a number or a reference.

    Raises:
        NotAReferenceError: it is not. The message holds the type of the value and nothing of it.
    """
    if isinstance(value, Mapping):
        require_references([*value.keys(), *value.values()])
    elif isinstance(value, list | tuple):
        for item in value:
            require_references(item)
    elif isinstance(value, str):
        if not _REFERENCE.fullmatch(value):
            raise NotAReferenceError("a session holds references only; seal what people type")
    elif value is not None and not isinstance(value, bool | int | float):
        raise NotAReferenceError(f"a session holds references only, not {type(value).__name__}")


def _hash(key: str) -> str:
    # A session key has 165 random bits, so a plain hash cannot be searched backwards.
    return hashlib.sha256(key.encode()).hexdigest()
