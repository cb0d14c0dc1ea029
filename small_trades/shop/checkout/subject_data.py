"""What an unfinished checkout holds about a person."""

from uuid import UUID

from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import CART_RETENTION
from small_trades.shop.checkout.actions.forget import forget_now
from small_trades.shop.checkout.models import Draft, DraftDestination, DraftWords

COVERS = (Draft, DraftDestination, DraftWords)


def held(subject: UUID) -> list[privacy.Held]:
    """One entry for each unfinished checkout, kept for a few days."""
    drafts = Draft.objects.filter(subject=subject).prefetch_related("words", "destinations")
    return [_held(draft) for draft in drafts]


def forget(subject: UUID) -> int:
    """Remove the drafts; how many there were."""
    drafts = list(Draft.objects.filter(subject=subject).values_list("pk", flat=True))
    for draft_id in drafts:
        forget_now(draft_id)
    return len(drafts)


def _held(draft: Draft) -> privacy.Held:
    words = (row.words for row in draft.words.all())
    others = (value for other in draft.destinations.all() for value in (other.ship_to, other.gift))
    values = (draft.name, draft.email, draft.ship_to, draft.note, draft.gift, *others, *words)
    return privacy.Held(
        label_ja="途中のご注文手続き",
        label_en="Unfinished checkout",
        sealed=tuple(value for value in values if value is not None),
        kept_until=CART_RETENTION.kept_until(timezone.localdate(draft.changed_at)),
    )
