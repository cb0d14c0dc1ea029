"""How a customer is found: by keyed hashes of the e-mail address and of passkeys, kept in the keys store."""

from small_trades import privacy
from small_trades.shop.kernel.emails import email_key

CUSTOMER_EMAIL = privacy.LookUp("customer-email", normalise=email_key, unique=True, of="account.Customer")
CUSTOMER_PASSKEY = privacy.LookUp("customer-passkey", normalise=str, unique=True, of="account.Passkey")
