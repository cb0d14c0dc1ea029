"""A member who buys and pays through Stripe, and everything that came of it, to be compared at a glance."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import requests
from django.db.models import F
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from small_trades import privacy
from small_trades.policy.declaration import BILLING
from small_trades.shop.account.tests.making import Browser, Received, mails, member
from small_trades.shop.checkout.tests.test_details import TYPED
from small_trades.shop.kernel.money import TaxRate
from small_trades.shop.orders import tasks
from small_trades.shop.orders.models import IssuedDocument, Order
from small_trades.shop.orders.tests.making import cup
from small_trades.shop.orders.tests.test_documents import text_of
from small_trades.shop.products.models import StockMovement, Variant
from small_trades.shop.promotions.models import Coupon, PointsEntry
from small_trades.shop.promotions.tests.making import a_coupon, assert_sound, give_points, shop_rules
from small_trades.shop.site.actions import ShopDetails, save_shop
from tests.journeys.test_same_figures import plain, read, taxes
from tests.payment.buying import Bank

Rates = list[tuple[int, int, int]]
"""Rate in percent, amount with tax, tax in it."""
Mail = tuple[str, list[str]]
"""Subject, and the amounts in the body as they are read."""
CUPS, TEAS, POINTS, CODE = 5, 8, 1000, "AKI500"
SECONDS = 10


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What there is after a step.

    `card` is brand, last digits and what 3-D Secure said. `stock`: what can be sold of cups and of tea.
    `movements` of stock and `entries` of points: the sums of those that this order caused. `mails`: all that
    were sent so far. `invoice` by rate, and each return invoice; None or nothing where the shop issues none.
    """

    order: str
    payment: str
    shown: str
    card: tuple[str, str, str] | None
    stock: tuple[int, int]
    movements: dict[str, int]
    points: int
    entries: dict[str, int]
    coupon_uses: int
    mails: list[Mail]
    invoice: Rates | None
    returns: list[tuple[str, Rates]]


class Buyer:
    """A member with a thousand points at a browser, in a shop with one coupon, cups and tea."""

    def __init__(self, bank: Bank) -> None:
        """Nothing is bought yet."""
        save_shop(
            ShopDetails(
                name_ja="小商い",
                name_en="Small Trades",
                inquiry_email="shop@example.com",
                seller_ja="小商い合同会社",
                address_ja="東京都渋谷区神南1-1",
                telephone="03-1234-5678",
                invoice_number="T7000012050002",
            )
        )
        shop_rules(earns=5)
        a_coupon(code=CODE)
        self.bank = bank
        self.cups = cup(price=2200, available=CUPS)
        self.teas = cup(price=1080, available=TEAS, rate=TaxRate.REDUCED)
        person, customer = member()
        self.subject = customer.subject
        give_points(self.subject, POINTS)
        self.browser = Browser()
        self.browser.sign_in(person)
        mails()
        self.received: list[Mail] = []

    # --------------------------------------------------------------------------------- what the buyer does

    def buy(self, method: str) -> str:
        """From the goods to the provider's page; its address."""
        for variant, quantity in ((self.cups, 1), (self.teas, 2)):
            self._send("cart:add", variant=variant.pk, quantity=quantity)
        self._send("checkout:details", **TYPED)
        self._send("checkout:delivery", **{"delivery-date": "", "delivery-slot": ""})
        self._send("checkout:payment", **{"payment-method": method, "coupon": CODE, "points": "300"})
        page = self.open(reverse("checkout:confirm"))
        shown = re.search(r'name="shown" value="(\w+)"', page)
        assert shown is not None
        return self._send("checkout:confirm", shown=shown[1])

    def type_card(self, address: str, number: str, *, do: str = "pay") -> str:
        """Send the provider's form; where it leads: back to the shop, or to itself."""
        return self._at_provider(address, number=number, do=do)

    def ask_for_number(self, address: str) -> str:
        """Choose to pay at a store."""
        return self._at_provider(address, do="number")

    def pay_again(self) -> str:
        """Press the button on the order's page; where it leads."""
        assert reverse("orders:pay", args=[self.order.code]) in self.order_page
        answer = self.browser.post(reverse("orders:pay", args=[self.order.code]))
        return str(answer["Location"])

    def come_back(self, address: str) -> str:
        """Follow the provider's way back; the heading of the page."""
        [heading] = re.findall(r"<h1>(.*?)</h1>", self.open(urlsplit(address).path))
        return str(heading)

    def open(self, path: str) -> str:
        """A page of the shop."""
        answer = self.browser.get(path)
        assert answer.status_code == 200, (path, answer.get("Location"))
        return str(answer.content.decode())

    @property
    def order_page(self) -> str:
        """The order as its buyer sees it."""
        return self.open(reverse("orders:order", args=[self.order.code]))

    def _send(self, name: str, **typed: Any) -> str:
        answer = self.browser.post(reverse(name), typed)
        assert answer.status_code == 302, (name, answer.content.decode())
        return str(answer["Location"])

    def _at_provider(self, address: str, **typed: str) -> str:
        asked = requests.get(address, timeout=SECONDS).text
        assert f"¥{self.order.total:,}" in asked
        answer = requests.post(address, data=typed, allow_redirects=False, timeout=SECONDS)
        assert answer.status_code == 303
        where = answer.headers["Location"]
        return where if where.startswith("https:") else f"{self.bank.stripe.address}{where}"

    # -------------------------------------------------------------------------------------- what time does

    def time_passes(self, time: timedelta) -> None:
        """Here and at the provider; then the worker does what it does each minute and each hour."""
        self.bank.stripe.wait(int(time.total_seconds()))
        Order.objects.update(expires_at=F("expires_at") - time)
        DBTaskResult.objects.update(run_after=F("run_after") - time)
        tasks.expire_unpaid.call()
        tasks.reconcile_unsettled.call()

    def work(self) -> None:
        """Do every task that is due, and those that follow; keep the mails."""
        while DBTaskResult.objects.ready().exists():
            self.received += [_read(mail) for mail in mails()]

    # ------------------------------------------------------------------------------------- what came of it

    @property
    def order(self) -> Order:
        """The one order."""
        return Order.objects.select_related("payment").get(subject=self.subject)

    def facts(self) -> Facts:
        """All of it, once the work is done."""
        self.work()
        order = self.order
        return Facts(
            order=order.state,
            payment=order.payment.state,
            shown=_shown(self.order_page),
            card=self._card(),
            stock=(self._left(self.cups), self._left(self.teas)),
            movements=_moved(order.code),
            points=assert_sound(self.subject),
            entries=_sums(PointsEntry.objects.filter(order_id=order.pk).values_list("kind", "points")),
            coupon_uses=Coupon.objects.get(code=CODE).uses,
            mails=[(subject.replace(order.code, "…"), amounts) for subject, amounts in self.received],
            invoice=self._invoice(),
            returns=[self._return(refund_id) for refund_id in self._given_back()],
        )

    def _left(self, variant: Variant) -> int:
        return Variant.objects.get(pk=variant.pk).available

    def _card(self) -> tuple[str, str, str] | None:
        sealed = self.order.payment.reference
        if sealed is None:
            return None
        with privacy.acting_as(privacy.Actor.system("test")):
            known = privacy.use(sealed, purpose=BILLING)
        return known.brand, known.last4, known.three_d_secure

    def _invoice(self) -> Rates | None:
        text = self._document(kind="invoice")
        if text is None:
            return None
        figures, quote = read(text), self.order.quote
        assert figures == {name: getattr(quote, name) for name in figures}
        return taxes(text)

    def _return(self, refund_id: str) -> tuple[str, Rates]:
        text = self._document(kind="return", refund=refund_id)
        assert text is not None
        amount = re.search(r"返還金額([\d,]+円)", text)
        assert amount is not None, text
        return amount[1], taxes(text)

    def _given_back(self) -> list[str]:
        page = self.order_page
        return re.findall(r'name="refund" value="([\w-]+)"', page)

    def _document(self, **wanted: str) -> str | None:
        before = IssuedDocument.objects.count()
        answer = self.browser.post(reverse("orders:document", args=[self.order.code]), wanted)
        if answer.status_code == 200:
            return text_of(answer.content)
        assert answer["Location"] == reverse("orders:order", args=[self.order.code])
        assert IssuedDocument.objects.count() == before
        return None


def _read(mail: Received) -> Mail:
    # Below the order's own page come the shop's address and the seal of the ledger.
    body = mail.body.split("ご注文番号:")[0]
    return mail.subject.strip(), re.findall(r"−?[\d,]+円", body)


def _shown(page: str) -> str:
    found = re.search(r"お支払いの状況</dt>\s*<dd>(.*?)</dd>", page, re.DOTALL)
    assert found is not None
    return plain(found[1])


def _moved(code: str) -> dict[str, int]:
    moved = StockMovement.objects.filter(reference=code).values_list("reason", "change")
    return _sums(moved)


def _sums(rows: Any) -> dict[str, int]:
    sums: Counter[str] = Counter()
    for name, number in rows:
        sums[str(name)] += number
    return dict(sums)
