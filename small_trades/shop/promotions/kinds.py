"""The kinds of entries in the ledger of points, and how pages name them."""

from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class EntryKind(StrEnum):
    """Why points became more or fewer."""

    EARNED = "earned"
    USED = "used"
    RETURNED = "returned"
    TAKEN_BACK = "taken-back"
    EXPIRED = "expired"
    GIVEN = "given"
    TAKEN = "taken"


ENTRY_NAMES: Final[dict[EntryKind, str | Promise]] = {
    EntryKind.EARNED: _("Earned with an order"),
    EntryKind.USED: _("Used for an order"),
    EntryKind.RETURNED: _("Back from an order that was given up"),
    EntryKind.TAKEN_BACK: _("Taken back with a return"),
    EntryKind.EXPIRED: _("Expired"),
    EntryKind.GIVEN: _("Given by the shop"),
    EntryKind.TAKEN: _("Taken by the shop"),
}
