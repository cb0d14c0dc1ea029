"""Where the parcel of a draft goes, as the rules of delivery have it."""

from uuid import UUID

from django.db import transaction

from small_trades import privacy
from small_trades.policy.declaration import DELIVERY
from small_trades.policy.groups import DeliveryAddress
from small_trades.shop.checkout.models import Draft
from small_trades.shop.delivery.queries import destination, rules_now


def locate(draft: Draft, to: DeliveryAddress) -> None:
    """Note the zone of an address on a draft that is saved after; in another one, delivery is chosen anew."""
    rules = rules_now()
    place = destination(to, rules)
    if (draft.region, draft.is_remote) != (place.zone, place.is_remote):
        draft.has_delivery = False
    draft.region, draft.is_remote, draft.rules = place.zone, place.is_remote, rules.number


def locate_anew(draft_id: UUID) -> None:
    """The rules of delivery changed since: find the zone once more. A draft that is gone stays so."""
    with transaction.atomic():
        draft = Draft.objects.select_for_update().filter(pk=draft_id).first()
        if draft is None:
            return
        locate(draft, privacy.use(draft.ship_to, purpose=DELIVERY))
        draft.revision += 1
        draft.save()
