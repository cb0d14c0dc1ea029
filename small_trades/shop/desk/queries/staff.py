"""Staff as their screens show them."""

from dataclasses import dataclass, field
from uuid import UUID

import pyotp
from django.db.models import Q

from small_trades import privacy
from small_trades.policy.declaration import STAFF_DUTIES
from small_trades.shop.desk.models import Staff
from small_trades.shop.site.queries import shop_facts


@dataclass(frozen=True)
class TotpSetUp:
    """What an authenticator app needs: the `otpauth:` URI for a square, and the secret for typing it in."""

    uri: str = field(repr=False)
    secret: str = field(repr=False)


def totp_set_up(staff_id: UUID) -> TotpSetUp | None:
    """For somebody who has no codes yet; None once they have, or where they are unknown."""
    has_codes = Q(is_active=True, has_codes=True)
    staff = Staff.objects.filter(~has_codes, pk=staff_id).first()
    if staff is None:
        return None
    secret, email = privacy.use((staff.totp, staff.email), purpose=STAFF_DUTIES)
    uri = pyotp.TOTP(secret.secret).provisioning_uri(name=email.address, issuer_name=shop_facts().name)
    return TotpSetUp(uri, secret.secret)
