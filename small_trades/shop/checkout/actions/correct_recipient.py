"""A correction reaches an unfinished checkout."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import DELIVERY
from small_trades.shop.checkout.models import Draft
from small_trades.shop.orders.correcting import Correction
from small_trades.shop.orders.delivery import region_of


def spread_correction(subject: UUID, correction: Correction) -> int:
    """Correct what the drafts of a person hold of the old values; how many were corrected.

    A draft that now goes to another region has its delivery chosen anew.
    """
    corrected = 0
    with transaction.atomic():
        for draft in Draft.objects.select_for_update().filter(subject=subject):
            name, to = privacy.use((draft.name, draft.ship_to), purpose=DELIVERY)
            right_name, right_to = correction.of_name(name), correction.of_address(to)
            if (name, to) == (right_name, right_to):
                continue
            privacy.correct(draft, notice="checkout-details", name=right_name, ship_to=right_to)
            region = region_of(right_to.prefecture).id
            draft.has_delivery = draft.has_delivery and region == draft.region
            draft.region = region
            draft.revision += 1
            draft.changed_at = timezone.now()
            draft.save()
            corrected += 1
    return corrected
