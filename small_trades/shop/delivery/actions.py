"""The trader changes how parcels are sent."""

from django.db import transaction

from small_trades.shop.delivery.codec import encode
from small_trades.shop.delivery.models import ONLY, DeliveryRules
from small_trades.shop.delivery.rules import Rules, require_sense
from small_trades.shop.site.actions import content_changed


def save_rules(rules: Rules) -> int:
    """Let these rules hold from now on; answers their number. Orders keep what was agreed.

    Raises:
        BadInput: they make no sense; nothing was changed.
    """
    require_sense(rules)
    with transaction.atomic():
        DeliveryRules.objects.get_or_create(pk=ONLY, defaults={"rules": {}})
        row = DeliveryRules.objects.select_for_update().get(pk=ONLY)
        row.number, row.rules = row.number + 1, encode(rules)
        row.save()
        content_changed()
    return row.number
