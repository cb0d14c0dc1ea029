"""Keep what is to be written on goods and what goes with the parcel: sealed before it is stored."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.groups import GiftWords, OrderWords
from small_trades.shop.checkout.models import Draft, DraftWords

NOTICE = "checkout-words"


def save_words(draft_id: UUID, words: Mapping[tuple[int, int], OrderWords], *gifts: GiftWords | None) -> None:
    """Replace what was typed; `words` are by line and option, `gifts` by address, the first first.

    A draft that is gone stays so.
    """
    with transaction.atomic():
        draft = Draft.objects.select_for_update().filter(pk=draft_id).first()
        if draft is None:
            return
        draft.words.all().delete()
        rows = []
        for (line_id, option_id), typed in words.items():
            row = DraftWords(draft=draft, subject=draft.subject, line_id=line_id, option_id=option_id)
            privacy.collect(row, notice=NOTICE, words=typed)
            rows.append(row)
        DraftWords.objects.bulk_create(rows)
        gift, *others = gifts
        privacy.collect(draft, notice=NOTICE, gift=gift)
        for other, typed_there in zip(draft.destinations.all(), others, strict=False):
            privacy.collect(other, notice=NOTICE, gift=typed_there)
            other.save(update_fields=["gift"])
        draft.revision += 1
        draft.changed_at = timezone.now()
        draft.save()
