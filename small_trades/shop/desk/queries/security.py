"""How a member of staff signs in, as they see it."""

from dataclasses import dataclass
from uuid import UUID

from small_trades.shop.account.queries import PasskeyEntry, passkey_entries
from small_trades.shop.desk.models import Staff, StaffPasskey


@dataclass(frozen=True)
class WaysIn:
    """Their passkeys, whether password and codes work too, and whether the last way in must be kept."""

    passkeys: tuple[PasskeyEntry, ...]
    has_codes: bool

    @property
    def can_do_without_codes(self) -> bool:
        """Whether a passkey that works would be left."""
        return any(not one.is_stopped for one in self.passkeys)

    @property
    def kept(self) -> frozenset[UUID]:
        """The passkeys that cannot be removed, because no other way in would be left."""
        working = [one.id for one in self.passkeys if not one.is_stopped]
        return frozenset(working) if not self.has_codes and len(working) == 1 else frozenset()


def ways_in(staff: Staff) -> WaysIn:
    """Opens nothing."""
    return WaysIn(passkey_entries(StaffPasskey.objects.filter(staff=staff)), staff.has_codes)
