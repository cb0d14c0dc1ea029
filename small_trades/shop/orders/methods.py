"""Which ways of paying the shop offers now."""

from small_trades import privacy
from small_trades.shop.orders.states import PaymentMethod
from small_trades.shop.site.queries import shop_facts


def methods_offered() -> tuple[PaymentMethod, ...]:
    """Cards and konbini where there is a provider; transfers where there is an account."""
    hosted = (PaymentMethod.CARD, PaymentMethod.KONBINI) if "payment" in privacy.doors() else ()
    transfer = (PaymentMethod.BANK_TRANSFER,) if shop_facts().bank_account else ()
    return (*hosted, *transfer)
