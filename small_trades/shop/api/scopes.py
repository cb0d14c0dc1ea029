"""What a token may do, and for which declared purposes the values it opens are used."""

from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from small_trades import privacy
from small_trades.policy.declaration import BILLING, DELIVERY


class Scope(StrEnum):
    """One thing that a token allows."""

    READ_ORDERS = "orders:read"
    OPEN_ORDERS = "orders:open"
    CHANGE_ORDERS = "orders:write"
    READ_STOCK = "stock:read"
    CHANGE_STOCK = "stock:write"


SCOPE_NAMES: Final[dict[Scope, Promise]] = {
    Scope.READ_ORDERS: _("Read orders and parcels, names and addresses masked"),
    Scope.OPEN_ORDERS: _("Open names and delivery addresses for the purposes below"),
    Scope.CHANGE_ORDERS: _("Pack, ship and cancel orders"),
    Scope.READ_STOCK: _("Read the exact stock"),
    Scope.CHANGE_STOCK: _("Set the exact stock"),
}

PURPOSES: Final[dict[str, privacy.Purpose]] = {purpose.id: purpose for purpose in (DELIVERY, BILLING)}
"""What a program may be given a token for: those whose declaration lets a program in."""
