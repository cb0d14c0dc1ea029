"""How a member of staff is found: by a keyed hash of the e-mail address, kept in the keys store."""

from small_trades import privacy
from small_trades.shop.kernel.emails import email_key

STAFF_EMAIL = privacy.LookUp("staff-email", normalise=email_key, unique=True, of="desk.Staff")
STAFF_PASSKEY = privacy.LookUp("staff-passkey", normalise=str, unique=True, of="desk.StaffPasskey")
