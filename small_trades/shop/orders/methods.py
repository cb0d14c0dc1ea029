"""Which ways of paying the shop offers now."""

from small_trades import privacy
from small_trades.shop.orders.states import PaymentMethod
from small_trades.shop.site.queries import shop_facts


def methods_offered(total: int, cash_fee: int | None = None) -> tuple[PaymentMethod, ...]:
    """The ways to pay so many yen, of those that the trader leaves switched on.

    Cards and konbini where there is a provider; transfers where there is an account; cash on delivery where
    somebody collects this much there: `cash_fee` is what for, and None where nobody does.
    """
    shop = shop_facts()
    hosted = (PaymentMethod.CARD, PaymentMethod.KONBINI) if "payment" in privacy.doors() else ()
    transfer = (PaymentMethod.BANK_TRANSFER,) if shop.bank_account else ()
    cash = (PaymentMethod.CASH,) if cash_fee is not None else ()
    rules = shop.payment_rules
    return tuple(method for method in (*hosted, *transfer, *cash) if rules.allows(method, total))
