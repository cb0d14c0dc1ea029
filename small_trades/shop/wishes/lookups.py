"""How somebody who waits is found by an address: a keyed hash that goes with the key of the address."""

from small_trades import privacy
from small_trades.policy.declaration import RESTOCK_RETENTION
from small_trades.shop.kernel.emails import email_key

RESTOCK_EMAIL = privacy.LookUp(
    "restock-email",
    normalise=email_key,
    unique=False,
    subject_class=RESTOCK_RETENTION.id,
    of="wishes.RestockWait",
)
