"""What the newsletter holds about a person."""

from uuid import UUID

from django.utils import timezone

from small_trades import privacy
from small_trades.shop.marketing.actions.subscribe import CONFIRM_WITHIN
from small_trades.shop.marketing.models import Subscription

COVERS = (Subscription,)
_LANGUAGES = {"ja": "日本語", "en": "English"}


def held(subject: UUID) -> list[privacy.Held]:
    """One entry for each subscription, and for a wish that waits for its link."""
    rows = Subscription.objects.filter(subject=subject).order_by("asked_at", "pk")
    return [_subscribed(row) if row.confirmed_at else _asked(row) for row in rows]


def forget(subject: UUID) -> int:
    """Remove every subscription and wish; how many rows went."""
    return Subscription.objects.filter(subject=subject).delete()[0]


def _subscribed(row: Subscription) -> privacy.Held:
    confirmed = timezone.localdate(row.confirmed_at).isoformat()
    return privacy.Held(
        "メールマガジンの送り先",
        "Newsletter address",
        sealed=(row.email,),
        facts=(("登録日", "Confirmed on", confirmed), ("言語", "Language", _LANGUAGES[row.language])),
    )


def _asked(row: Subscription) -> privacy.Held:
    return privacy.Held(
        "確認を待っているメールマガジンのお申し込み",
        "A newsletter wish that waits for its link",
        sealed=(row.email,),
        facts=(("お申し込み日", "Asked on", timezone.localdate(row.asked_at).isoformat()),),
        kept_until=timezone.localdate(row.asked_at + CONFIRM_WITHIN),
    )
