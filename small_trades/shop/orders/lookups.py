"""How an order is found by the e-mail address given with it: by a keyed hash, kept in the keys store."""

from small_trades import privacy
from small_trades.shop.kernel.emails import email_key

ORDER_EMAIL = privacy.LookUp(
    "order-email", normalise=email_key, unique=False, subject_class="ORDER", of="orders.Order"
)
