"""Tokens: found by their hash, listed for the owner."""

import datetime as dt
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import PROGRAM
from small_trades.shop.api.models import ApiToken
from small_trades.shop.api.scopes import PURPOSES, SCOPE_NAMES, Scope


@dataclass(frozen=True, slots=True)
class TokenFacts:
    """A token as the call sees it: what it may do, and for what."""

    id: UUID
    scopes: frozenset[Scope]
    purposes: tuple[privacy.Purpose, ...]

    def allows(self, scope: Scope) -> bool:
        """Whether the owner gave it this scope."""
        return scope in self.scopes

    @property
    def actor(self) -> privacy.Actor:
        """Who acts: the program, by the token's id."""
        return privacy.Actor.staff(self.id, PROGRAM)


@dataclass(frozen=True, slots=True)
class DeskToken:
    """A token in the owner's list; `state` is `valid`, `expired` or `revoked`."""

    id: UUID
    name: str
    state: str
    scopes: tuple[str, ...]
    scope_names: tuple[object, ...]
    purposes: tuple[privacy.Purpose, ...]
    made_at: dt.datetime
    expires_at: dt.datetime
    last_used_at: dt.datetime | None


def digest_of(token: str) -> bytes:
    """What is kept of a token. It has 256 random bits, so a plain hash cannot be guessed backwards."""
    return sha256(token.encode(errors="replace")).digest()


def valid_token(token: str) -> TokenFacts | None:
    """The token, unless it is unknown, revoked or expired."""
    found = ApiToken.objects.filter(digest=digest_of(token), revoked_at__isnull=True).first()
    if found is None or found.expires_at <= timezone.now():
        return None
    return TokenFacts(found.pk, _scopes(found), _purposes(found))


def desk_tokens() -> tuple[DeskToken, ...]:
    """Every token there was, the newest first."""
    return tuple(_desk(token) for token in ApiToken.objects.all())


def token_name(token_id: UUID) -> str:
    """What the owner called a token; empty for an unknown one."""
    return ApiToken.objects.filter(pk=token_id).values_list("name", flat=True).first() or ""


def _desk(token: ApiToken) -> DeskToken:
    state = "revoked" if token.revoked_at else "expired" if token.expires_at <= timezone.now() else "valid"
    return DeskToken(
        id=token.pk,
        name=token.name,
        state=state,
        scopes=tuple(token.scopes),
        scope_names=tuple(SCOPE_NAMES[scope] for scope in Scope if scope in _scopes(token)),
        purposes=_purposes(token),
        made_at=token.made_at,
        expires_at=token.expires_at,
        last_used_at=token.last_used_at,
    )


def _scopes(token: ApiToken) -> frozenset[Scope]:
    return frozenset(Scope(scope) for scope in token.scopes)


def _purposes(token: ApiToken) -> tuple[privacy.Purpose, ...]:
    return tuple(PURPOSES[purpose] for purpose in token.purposes)
