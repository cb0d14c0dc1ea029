"""A change that a program sends twice under one Idempotency-Key is done once.

The row is claimed in the transaction of the change, so that both exist or neither: of two calls at once the
second waits for the first one's end. An answer is kept for a day. What failed changed nothing and is not
kept: the program may send it again.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from small_trades.shop.api.models import KeptAnswer
from small_trades.shop.api.problems import KEY_REUSED

KEPT: Final = dt.timedelta(hours=24)
Answered = tuple[int, bytes]


@dataclass(frozen=True, slots=True)
class Answer:
    """Status and body; `is_repeated`: made by an earlier call with the same key."""

    status: int
    body: bytes
    is_repeated: bool = False


def once(token_id: UUID, key: str, call: bytes, work: Callable[[], Answered]) -> Answer:
    """Do the work of a call, or answer as it was answered before. Without a key it is always done.

    Raises:
        ApiProblem: the key was used for another call; and whatever the work raises. Nothing was changed.
    """
    if not key:
        with transaction.atomic():
            return Answer(*work())
    digests = {"key_digest": sha256(key.encode()).digest(), "request_digest": sha256(call).digest()}
    forget_answers(timezone.now(), token_id=token_id)
    try:
        with transaction.atomic():
            return _first(token_id, digests, work)
    except IntegrityError:
        kept = KeptAnswer.objects.filter(token=token_id, key_digest=digests["key_digest"]).first()
        if kept is None:
            raise
    if bytes(kept.request_digest) != digests["request_digest"]:
        raise KEY_REUSED.because("Send another key with another call.")
    return Answer(kept.status, kept.body.encode(), is_repeated=True)


def _first(token_id: UUID, digests: dict[str, bytes], work: Callable[[], Answered]) -> Answer:
    kept = KeptAnswer.objects.create(token_id=token_id, made_at=timezone.now(), **digests)
    status, body = work()
    kept.status, kept.body = status, body.decode()
    kept.save(update_fields=["status", "body"])
    return Answer(status, body)


def forget_answers(now: dt.datetime, *, token_id: UUID | None = None) -> int:
    """Remove what was kept for a day, of one token or all; answers how many rows."""
    old = KeptAnswer.objects.filter(made_at__lte=now - KEPT)
    if token_id is not None:
        old = old.filter(token=token_id)
    return old.delete()[0]
