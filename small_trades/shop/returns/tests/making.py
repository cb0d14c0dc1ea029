"""Orders that have arrived, and people who ask to send some of it back, for tests."""

from small_trades import privacy
from small_trades.shop.account.tests.making import Browser, mails, run_tasks
from small_trades.shop.orders.actions.confirm_transfer import confirm_transfer
from small_trades.shop.orders.actions.deliver import deliver
from small_trades.shop.orders.actions.pack import pack
from small_trades.shop.orders.actions.ship import ship
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.states import PaymentMethod
from small_trades.shop.orders.tests.making import Guest, cup, guest, line, placed
from small_trades.shop.returns.models import ReturnRequest

NOTE = "取っ手が欠けていました"


def sent(by: Guest | None = None, **changes: object) -> Order:
    """Two cups of 1,000 yen and a plate of 500 that have arrived."""
    lines = (line(cup(price=1000), 2), line(cup(price=500)))
    order_id = placed(*lines, by=by, payment_method=PaymentMethod.BANK_TRANSFER, **changes)
    with privacy.acting_as(privacy.Actor.system("test")):
        confirm_transfer(order_id)
        pack(order_id)
        ship(order_id, carrier="yamato", tracking_number="412356789012")
        deliver(order_id)
    run_tasks()
    mails()
    return Order.objects.get(pk=order_id)


def proved(order: Order, who: Guest) -> Browser:
    """The browser of a guest who showed code and address."""
    browser = Browser()
    browser.post("/orders/", {"code": order.code, "email": who.email.address})
    return browser


def ask(browser: Browser, order: Order, **typed: str) -> object:
    typed = {"line-0": "1", "reason": "broken", "note": NOTE} | typed
    return browser.post(f"/en/returns/{order.code}/", typed)


def asked_for() -> tuple[Order, Guest, ReturnRequest]:
    """Somebody whose request for one cup waits."""
    who = guest()
    order = sent(who)
    ask(proved(order, who), order)
    run_tasks()
    mails()
    return order, who, ReturnRequest.objects.get()
