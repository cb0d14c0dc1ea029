"""Texts that the shop says often: written down once, to begin an answer with."""

from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from small_trades.shop.inquiries.models import CannedAnswer

MOST: Final = 200
"""As many as can be chosen from in one list."""


class CannedAnswerError(Exception):
    """Nothing was written down."""


class NameTakenError(CannedAnswerError):
    """Another text has this name."""


class TooManyAnswersError(CannedAnswerError):
    """There are as many as there may be."""


def save_canned(answer_id: UUID | None, *, name: str, text_ja: str, text_en: str) -> UUID:
    """Write a text down, or another wording of one; without an id it is new.

    Raises:
        NameTakenError, TooManyAnswersError: nothing was written.
        CannedAnswer.DoesNotExist: there is no such text any more.
    """
    with transaction.atomic():
        if answer_id is None:
            if CannedAnswer.objects.count() >= MOST:
                raise TooManyAnswersError
            answer = CannedAnswer()
        else:
            answer = CannedAnswer.objects.select_for_update().get(pk=answer_id)
        answer.name, answer.text_ja, answer.text_en = name, text_ja, text_en
        answer.changed_at = timezone.now()
        try:
            with transaction.atomic():
                answer.save()
        except IntegrityError:
            raise NameTakenError from None
    return answer.pk


def remove_canned(answer_id: UUID) -> bool:
    """Remove a text; answers that began with it stay as they were sent. False where it was gone."""
    return bool(CannedAnswer.objects.filter(pk=answer_id).delete()[0])
