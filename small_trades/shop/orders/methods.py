"""Which ways of paying the shop offers now."""

from typing import Final

from small_trades import privacy
from small_trades.shop.orders.states import PaymentMethod
from small_trades.shop.site.queries import shop_facts

TAKEN: Final = {
    PaymentMethod.CARD: range(50, 100_000_000),
    PaymentMethod.KONBINI: range(120, 300_001),
}
"""Yen that a provider takes at once (https://docs.stripe.com/currencies, https://docs.stripe.com/payments/konbini).
Nothing at all is paid without it.
"""
MOST: Final = 999_999_999
"""What a column of an order holds with room to spare, whatever way it is paid."""


def methods_offered(total: int, cash_fee: int | None = None) -> tuple[PaymentMethod, ...]:
    """The ways to pay so many yen, of those that the trader leaves switched on and the provider takes.

    Cards and konbini where there is a provider; transfers where there is an account; cash on delivery where
    somebody collects this much there: `cash_fee` is what for, and None where nobody does.
    """
    shop = shop_facts()
    hosted = (PaymentMethod.CARD, PaymentMethod.KONBINI) if "payment" in privacy.doors() else ()
    transfer = (PaymentMethod.BANK_TRANSFER,) if shop.bank_account else ()
    cash = (PaymentMethod.CASH,) if cash_fee is not None else ()
    rules = shop.payment_rules
    offered = (method for method in (*hosted, *transfer, *cash) if rules.allows(method, total))
    return tuple(method for method in offered if _takes(method, total))


def _takes(method: PaymentMethod, total: int) -> bool:
    return total <= MOST and (total == 0 or method not in TAKEN or total in TAKEN[method])
