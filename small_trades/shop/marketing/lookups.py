"""How a subscription is found by an address: a keyed hash that goes with the key of the address."""

from small_trades import privacy
from small_trades.policy.declaration import MARKETING_RETENTION
from small_trades.shop.kernel.emails import email_key

NEWSLETTER_EMAIL = privacy.LookUp(
    "newsletter-email",
    normalise=email_key,
    unique=True,
    subject_class=MARKETING_RETENTION.id,
    of="marketing.Subscription",
)
