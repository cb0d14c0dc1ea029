"""Where the parcel of a draft goes, as the rules of delivery have it."""

from uuid import UUID

from django.db import transaction

from small_trades import privacy
from small_trades.policy.declaration import DELIVERY
from small_trades.policy.groups import DeliveryAddress
from small_trades.shop.checkout.models import Draft, DraftDestination
from small_trades.shop.delivery.queries import destination, rules_now
from small_trades.shop.delivery.quote import Destination


def locate(draft: Draft, to: DeliveryAddress) -> None:
    """Note the zone of an address on a draft that is saved after; in another one, delivery is chosen anew."""
    rules = rules_now()
    place = destination(to, rules)
    if (draft.region, draft.is_remote) != (place.zone, place.is_remote):
        draft.has_delivery = False
    draft.region, draft.is_remote, draft.rules = place.zone, place.is_remote, rules.number


def zone_of(to: DeliveryAddress) -> Destination:
    """Where an address lies under the rules of now."""
    return destination(to, rules_now())


def put_there(draft: Draft, other: DraftDestination, to: DeliveryAddress) -> None:
    """Save the zone of one more address; where it is another one, delivery is chosen anew."""
    place = zone_of(to)
    if (other.region, other.is_remote) != (place.zone, place.is_remote):
        draft.has_delivery = False
    other.region, other.is_remote = place.zone, place.is_remote
    other.save()


def locate_anew(draft_id: UUID) -> None:
    """The rules of delivery changed since: find the zone once more. A draft that is gone stays so."""
    with transaction.atomic():
        draft = Draft.objects.select_for_update().filter(pk=draft_id).first()
        if draft is None:
            return
        others = list(draft.destinations.all())
        sealed = (draft.ship_to, *(other.ship_to for other in others))
        own, *opened = privacy.use(sealed, purpose=DELIVERY)
        locate(draft, own)
        for other, to in zip(others, opened, strict=True):
            put_there(draft, other, to)
        draft.revision += 1
        draft.save()
