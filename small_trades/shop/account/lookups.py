"""How a customer is found: by a keyed hash of the e-mail address, kept in the keys store."""

from small_trades import privacy
from small_trades.shop.kernel.emails import email_key

CUSTOMER_EMAIL = privacy.LookUp("customer-email", normalise=email_key, unique=True)
