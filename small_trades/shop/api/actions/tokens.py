"""Make a token, revoke it, and count its calls."""

import datetime as dt
import secrets
import time
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from small_trades.shop.api.models import ApiToken
from small_trades.shop.api.queries.tokens import digest_of
from small_trades.shop.api.scopes import PURPOSES, Scope

CALLS: Final = 300
WINDOW_SECONDS: Final = 60
MOST_DAYS: Final = 366
PREFIX: Final = "st_"


class BadToken(ValueError):  # noqa: N818 - says what the wish is
    """The token that was asked for makes no sense; none was made."""


@dataclass(frozen=True, slots=True)
class Rate:
    """How a token stands in this minute; `is_over`: this call is one too many."""

    left: int
    seconds: int
    is_over: bool


def make_token(
    name: str, *, scopes: Collection[Scope], purposes: Collection[str], days: int, staff_id: UUID
) -> tuple[UUID, str]:
    """A new token's id, and the token, which nobody can read again.

    Raises:
        BadToken: no name or scope, orders opened for no purpose or an unknown one, or too long a life.
    """
    opens = Scope.OPEN_ORDERS in scopes
    if not name or not scopes or not 1 <= days <= MOST_DAYS:
        raise BadToken("A token has a name, a scope and an end.")
    if opens != bool(purposes) or not set(purposes) <= set(PURPOSES):
        raise BadToken("A token that opens orders names declared purposes, and no other does.")
    token, now = PREFIX + secrets.token_urlsafe(32), timezone.now()
    made = ApiToken.objects.create(
        name=name,
        digest=digest_of(token),
        scopes=sorted(scopes),
        purposes=sorted(purposes),
        made_by=staff_id,
        made_at=now,
        expires_at=now + dt.timedelta(days=days),
    )
    return made.pk, token


def revoke_token(token_id: UUID) -> bool:
    """From now on no call with it is let in; False where it was revoked before, or is unknown."""
    found = ApiToken.objects.filter(pk=token_id, revoked_at__isnull=True)
    return found.update(revoked_at=timezone.now()) == 1


def revoke_tokens_of(staff_id: UUID) -> int:
    """End every token somebody made who works here no more: they may have written it down. How many."""
    found = ApiToken.objects.filter(made_by=staff_id, revoked_at__isnull=True)
    return found.update(revoked_at=timezone.now())


def count_call(token_id: UUID) -> Rate:
    """Count one call in this minute, exactly, whichever process answers it."""
    now = time.time()
    window, seconds = int(now // WINDOW_SECONDS), WINDOW_SECONDS - int(now % WINDOW_SECONDS)
    token = ApiToken.objects.filter(pk=token_id)
    used = timezone.now()
    now_open = token.filter(window=window)
    is_counted = now_open.update(spent=F("spent") + 1, last_used_at=used) or token.exclude(
        window=window
    ).update(window=window, spent=1, last_used_at=used)
    if not is_counted:
        # Of two calls that are the first of a minute, the second counts in the minute that the other began.
        now_open.update(spent=F("spent") + 1, last_used_at=used)
    spent = token.values_list("spent", flat=True).get()
    return Rate(left=max(0, CALLS - spent), seconds=seconds, is_over=spent > CALLS)
