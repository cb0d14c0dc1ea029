"""The rules of now, and where an address lies under them."""

from small_trades.policy.groups import DeliveryAddress
from small_trades.shop.delivery.codec import decode
from small_trades.shop.delivery.defaults import DEFAULTS
from small_trades.shop.delivery.models import ONLY, DeliveryRules
from small_trades.shop.delivery.quote import Destination
from small_trades.shop.delivery.rules import Rules


def rules_now() -> Rules:
    """The rules as the trader set them last. One query."""
    stored = DeliveryRules.objects.filter(pk=ONLY).first()
    return DEFAULTS if stored is None else decode(stored.rules, stored.number)


def destination(to: DeliveryAddress, rules: Rules) -> Destination:
    """Where an address lies; the zone is empty where nothing is sent."""
    zone = rules.zone_of(to.prefecture)
    return Destination(zone.id if zone else "", rules.is_remote(to.postal_code))
