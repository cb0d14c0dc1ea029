"""Which ways of paying the shop offers now."""

from django.conf import settings

from small_trades.shop.orders.states import PaymentMethod
from small_trades.shop.site.queries import shop_facts


def methods_offered() -> tuple[PaymentMethod, ...]:
    """Cards where there is a provider, so far the demonstration's; transfers where there is an account."""
    card = (PaymentMethod.CARD,) if settings.SMALL_TRADES.is_demo else ()
    transfer = (PaymentMethod.BANK_TRANSFER,) if shop_facts().bank_account else ()
    return (*card, *transfer)
